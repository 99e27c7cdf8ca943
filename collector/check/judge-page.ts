import type { Facts, Hurdle } from './facts.ts';
import { type Finding, fail, ok } from './finding.ts';

const NAME = 'Page';

/** Whether the page opens at all. */
export function judgePage({ page, target }: Facts): Finding {
  // `https://shop.example` is opened as `https://shop.example/`.
  const hasMoved = page.url !== new URL(target.url).href;
  if (page.hurdle !== null) {
    const [text, hint] = explainHurdle(page.hurdle);
    return fail(NAME, hasMoved ? `It leads to ${page.url}. ${text}` : text, hint);
  }
  if (page.status === null || page.status >= 400)
    return fail(NAME, `${page.url} answers HTTP ${page.status ?? 0}.`, explainStatus(page.status ?? 0));
  return ok(NAME, `HTTP ${page.status}${hasMoved ? `, at ${page.url}` : ''}`);
}

function explainStatus(status: number): string {
  if (status === 401 || status === 407)
    return 'The page asks for a password: check it once it is open to everybody.';
  if (status === 403 || status === 429 || status === 503)
    return 'Visitors may see it all the same: protections against robots often answer so. Let visitors through whose user agent ends in «SubpixelCheck».';
  return status >= 500
    ? 'The site itself is out of order: mend it, then check again.'
    : 'Is the address right?';
}

function explainHurdle({ kind, detail }: Hurdle): [text: string, hint: string] {
  switch (kind) {
    case 'private':
      return [
        `${detail} is inside a private network, where the console opens no pages.`,
        'Give the public address of the page; or use the command «check», which may go there; or set SUBPIXEL_CHECK_PRIVATE=1.',
      ];
    case 'dns':
      return [`The name is not known: ${detail}.`, 'Is it spelt right, and does its DNS entry exist?'];
    case 'connect':
      return [`No connection: ${detail}.`, 'Does the site run, and may the collector’s machine reach it?'];
    case 'certificate':
      return [
        `Its certificate is not valid (${detail}): visitors see a warning, not the page.`,
        'Renew it, or mend its chain or its name.',
      ];
    case 'timeout':
      return [
        `${detail} has not sent the page in twelve seconds.`,
        'Is the site overloaded? Check again later.',
      ];
    case 'other':
      return [`The page does not open: ${detail}.`, 'Open it in a browser of your own to see what it says.'];
  }
}
