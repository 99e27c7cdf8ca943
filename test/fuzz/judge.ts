import { ERRORS } from '../../collector/pipeline/postback.ts';
import type { Attack } from './attack.ts';
import type { Reply } from './deliver.ts';

/** What is wrong with an answer; null where it is as the protocol wants it, whatever was sent. */
export function findFault({ door }: Attack, { http, headers, body }: Reply): string | null {
  if (door === 'link' && http === 302) {
    const target = headers.location ?? '';
    return target.startsWith('https://shop.example/offer') ? null : `it leads to ${target}`;
  }
  // node refuses a URL over 16 KB before anybody knows that it is a visitor's.
  if (door === 'link' && http === 400 && body.length === 0) return null;
  const allowed = door === 'link' ? [200, 404, 400, 413, 431] : [200, 400, 413, 431];
  if (!allowed.includes(http)) return `HTTP ${http}`;
  const summary = headers['x-postback-result'] ?? '';
  if (!/^(ok (created|updated|registered)|error [a-z-]+ [a-z-]+)$/.test(summary))
    return `summary «${summary}»`;
  if (headers['cache-control'] !== 'no-store') return 'it may be cached';
  if (headers['x-content-type-options'] !== 'nosniff') return 'it may be sniffed';
  if (headers['content-length'] !== String(body.length)) return 'its length is another than it says';
  const type = headers['content-type'] ?? '';
  const text = body.toString();
  if (door.endsWith('.gif')) {
    return type === 'image/gif' && text.startsWith('GIF89a') && text.endsWith(';') ? null : 'no image';
  }
  if (type.startsWith('text/plain'))
    return isPlain(door, summary, text) ? null : `text «${text.slice(0, 80)}»`;
  return type === 'application/json; charset=utf-8' ? findJsonFault(text, summary) : `type ${type}`;
}

/** The protocol's two lines, a visitor's sentence, or the text that `return` asked for. */
function isPlain(door: Attack['door'], summary: string, text: string): boolean {
  if (door === 'link') return text.startsWith('This link leads nowhere');
  if (summary.startsWith('ok') && /^[A-Za-z0-9 =;:._-]{1,64}$/.test(text)) return true;
  if (door !== 'postback.txt') return false;
  return /^OK (created|updated) [0-9a-f]{32}$/.test(text) || text === summary.replace('error', 'ERROR');
}

function findJsonFault(text: string, summary: string): string | null {
  const answer: Record<string, unknown> = JSON.parse(text);
  const { status, error, reason, result, hint, click } = answer;
  if (status === 'ok') {
    if (typeof click !== 'string' || !/^[0-9a-f]{32}$/.test(click)) return 'an ok without its click';
    return summary === `ok ${result ?? 'registered'}`
      ? null
      : `${summary} in the header, ${text} in the body`;
  }
  if (status !== 'error' || !ERRORS.some((known) => known === error)) return `error ${error}`;
  if (typeof hint !== 'string' || hint.length < 10) return 'no hint';
  return summary === `error ${error} ${reason}` ? null : `${summary} in the header, ${text} in the body`;
}
