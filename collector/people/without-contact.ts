import { CONTACT_LENGTHS } from '../pipeline/fields.ts';
import type { Change, Click, Lead } from '../pipeline/lead.ts';
import type { LogDetail, LogLine } from '../storage/log.ts';
import type { OutgoingDetail } from '../storage/outgoing.ts';

/** Stands where a value was. */
const HIDDEN = '…';
const PERSONAL: ReadonlySet<string> = new Set([...Object.keys(CONTACT_LENGTHS), 'ip']);

/** A line of the log for who may not see contact data: hints quote what was sent. */
export function lineWithoutContact<Line extends Pick<LogLine, 'hint'>>(line: Line): Line {
  return { ...line, hint: line.hint && withoutValues(line.hint) };
}

/** An entry of the log for who may not see contact data: whatever the sender wrote may hold some, wherever it stands. */
export function entryWithoutContact(entry: LogDetail): LogDetail {
  return {
    ...lineWithoutContact(entry),
    remarks: entry.remarks.map((remark) => ({ ...remark, says: withoutValues(remark.says) })),
    changes: entry.changes.map(changeWithoutContact),
    request: { method: entry.request.method, path: '', query: '', headers: {}, body: '' },
    answer: { http: entry.answer.http, body: '' },
    ip: null,
  };
}

/** A message to others for who may not see contact data: it is made of it, and an answer may quote it. */
export function messageWithoutContact(message: OutgoingDetail): OutgoingDetail {
  const { method, erased } = message.request;
  return {
    ...message,
    request: { method, url: '', headers: [], body: '', ...(erased && { erased }) },
    orderReason: message.orderReason && HIDDEN,
    attempts: message.attempts.map((attempt) => ({ ...attempt, answer: '' })),
  };
}

/** A change that still tells which field it was. The names of custom fields are the sender's words as well. */
export function changeWithoutContact({ field, from, to }: Change): Change {
  const isMeta = field.startsWith('meta[');
  if (!isMeta && !PERSONAL.has(field)) return { field, from, to };
  return { field: isMeta ? `meta[${HIDDEN}]` : field, from: from && HIDDEN, to: to && HIDDEN };
}

/** A lead for who may not see contact data. */
export function leadWithoutContact(lead: Lead): Lead {
  return { ...lead, name: '', phone: '', email: '', comment: '', meta: {}, ip: null };
}

/** A click for who may not see contact data: a form's fields may stand in the address of the page that it led to. */
export function clickWithoutContact<Visit extends Click>(click: Visit): Visit {
  const { url, referrer, userAgent } = click;
  return {
    ...click,
    ip: null,
    url: withoutQuery(url),
    referrer: withoutQuery(referrer),
    userAgent: browserFamily(userAgent),
  };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** In the order in which they are looked for: browsers name those that they descend from, too. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/bot|crawl|spider|preview/i, 'bot'],
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/YaBrowser/, 'Yandex'],
  [/FBA[NV]|Instagram/, 'Facebook'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

/** The kind of browser, which many have in common; empty where there was none. */
function browserFamily(userAgent: string): string {
  if (userAgent === '') return '';
  return BROWSERS.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other';
}

/** A sentence without what it quotes: our own sentences put values of senders between «», into meta[], or they are addresses. */
export function withoutValues(text: string): string {
  return text
    .replace(/«.*»/s, `«${HIDDEN}»`)
    .replace(/meta\[.*\]/s, `meta[${HIDDEN}]`)
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, HIDDEN)
    .replace(/\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/gi, HIDDEN);
}
