import type { Change } from './lead.ts';
import type { Answer, LoggedAnswer, Outcome, Postback, Remark } from './postback.ts';

/** 1×1, transparent, 43 bytes. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What a dry run tells besides the outcome. */
export interface Trace {
  readonly remarks: readonly Remark[];
  readonly changes: readonly Change[];
}

/** What an answer needs to know of the postback. */
type Asked = Pick<Postback, 'channel' | 'purpose' | 'format' | 'unreadable'>;

/**
 * Writes the answer to a postback (protocol section 3). Business outcomes are 200, so that no network switches the
 * postback off; 503 and 400 ask for a repetition or a mended request. `reply` replaces the body of a success.
 */
export function answerFor(postback: Asked, outcome: Outcome, reply: string, trace: Trace | null): Answer {
  const http = httpCode(postback, outcome);
  const summary = summarise(outcome);
  if (postback.channel === 'link') return { http, contentType: TEXT, body: forVisitor(outcome), summary };
  if (postback.format === 'gif') return { http, contentType: 'image/gif', body: PIXEL, summary };
  if (reply !== '' && outcome.status === 'ok') return { http, contentType: TEXT, body: reply, summary };
  if (postback.format === 'txt') return { http, contentType: TEXT, body: asText(postback, outcome), summary };
  const body = JSON.stringify(asObject(postback, outcome, trace));
  return { http, contentType: 'application/json; charset=utf-8', body, summary };
}

/** What the log keeps of an answer. */
export function describeAnswer({ http, contentType, body, summary }: Answer): LoggedAnswer {
  const text = typeof body === 'string' ? body : `${contentType}, ${body.length} bytes; ${summary}`;
  return { http, body: text };
}

const TEXT = 'text/plain; charset=utf-8';

function httpCode(postback: Asked, outcome: Outcome): number {
  if (postback.channel === 'link' && outcome.status === 'error' && outcome.error === 'bad-flow') return 404;
  if (postback.unreadable) return postback.unreadable.http;
  return outcome.status === 'error' && outcome.error === 'db' && outcome.reason === 'unavailable' ? 503 : 200;
}

/** What a visitor sees where a tracking link leads nowhere. */
function forVisitor(outcome: Outcome): string {
  return outcome.status === 'ok' ? '' : `This link leads nowhere: ${outcome.hint}.`;
}

function summarise(outcome: Outcome): string {
  return outcome.status === 'ok' ? `ok ${outcome.result}` : `error ${outcome.error} ${outcome.reason}`;
}

function asText(postback: Asked, outcome: Outcome): string {
  if (outcome.status === 'error') return `ERROR ${outcome.error} ${outcome.reason}`;
  if (outcome.result === 'queued') return 'OK queued';
  return `OK ${outcome.result} ${isPublic(postback) ? outcome.click : (outcome.lead ?? outcome.click)}`;
}

function asObject(postback: Asked, outcome: Outcome, trace: Trace | null): Record<string, unknown> {
  const traced = trace ? { dry: true, ...trace } : {};
  if (outcome.status === 'error') return { ...outcome, ...traced };
  const { status, result, click, lead, leadStatus } = outcome;
  if (result === 'registered') return { status, click };
  // A page that asks for a click ID needs it now.
  if (result === 'queued') return { status, result, ...(postback.purpose === 'click' ? { click } : {}) };
  // A browser learns nothing of the lead beyond the click ID it sent and the result.
  if (isPublic(postback)) return { status, result, click };
  return { status, result, lead, click, lead_status: leadStatus, ...traced };
}

function isPublic(postback: Asked): boolean {
  return postback.channel === 'pixel';
}
