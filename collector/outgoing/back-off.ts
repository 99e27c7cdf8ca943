import type { AnswerRules } from '../storage/receivers.ts';
import type { Reply } from './courier.ts';
import { readAnswer } from './read-answer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses before each try, in milliseconds: ten tries over more than three days. */
export const PAUSES_MS = [
  ...[0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
] as const;

/** So much longer or shorter: what failed together does not come back together. */
const JITTER = 0.2;
/** Longer than this nobody has to be waited for, whatever they ask for. */
const MAX_RETRY_AFTER_MS = 24 * HOUR;
/** After them, a receiver that understands and says no is believed. */
const TRIES_OF_REFUSED = 3;
/** Of the 4xx, those that speak of now and not of the request (RFC 9110, 6585, 8470). */
const LATER = [408, 425, 429];

/** What is known of a message when its try has ended. */
export interface Tried {
  readonly reply: Reply;
  /** Including this one. */
  readonly tries: number;
  readonly isOrder: boolean;
  /** Orders: how the answer is read; null: each 2xx accepts. */
  readonly rules: AnswerRules | null;
  /** Orders: whether the network knows one that comes twice. */
  readonly isKeyed: boolean;
}

/** What becomes of a message. `error`: the word for the log. */
export type Fate =
  | { readonly kind: 'sent'; readonly orderUid: string | null }
  | { readonly kind: 'again'; readonly inMs: number; readonly error: string }
  /** `gone`: the receiver is switched off with all that waits for it. */
  | { readonly kind: 'failed'; readonly error: string; readonly isGone: boolean }
  | { readonly kind: 'blocked'; readonly error: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** An order that may have arrived: a person has to look. */
  | { readonly kind: 'unsure' };

/** Decides after a try. `random`: from 0 up to 1. Pure. */
export function decideFate(tried: Tried, random: () => number): Fate {
  const { reply } = tried;
  const { http, failure } = reply;
  if (failure === 'blocked') return { kind: 'blocked', error: failure };
  if (failure === 'bad-url') return { kind: 'failed', error: failure, isGone: false };
  if (http === 410) return { kind: 'failed', error: 'gone', isGone: true };
  if (tried.isOrder) return afterOrder(tried, random);
  if (failure === 'redirect') return later(tried, random, TRIES_OF_REFUSED);
  // Also where it dawdles over the rest of its answer: it has got the message.
  if (http !== null && http >= 200 && http < 300) return { kind: 'sent', orderUid: null };
  return later(tried, random);
}

function afterOrder(tried: Tried, random: () => number): Fate {
  const { reply, rules, isKeyed } = tried;
  const answer = readAnswer(rules, reply);
  if (answer.kind === 'accepted') return { kind: 'sent', orderUid: answer.uid };
  if (answer.kind === 'refused') return { kind: 'refused', reason: answer.reason };
  if (answer.kind === 'again') return later(tried, random);
  const next = isKeyed ? later(tried, random) : null;
  return next?.kind === 'again' ? next : { kind: 'unsure' };
}

function later({ reply, tries }: Tried, random: () => number, most?: number): Fate {
  const { http, failure, retryAfterMs } = reply;
  const error = failure ?? 'http';
  const isRefusal = failure === null && http !== null && http >= 400 && http < 500 && !LATER.includes(http);
  const limit = most ?? (isRefusal ? TRIES_OF_REFUSED : PAUSES_MS.length);
  const pause = PAUSES_MS[tries];
  if (tries >= limit || pause === undefined) return { kind: 'failed', error, isGone: false };
  const inMs = Math.round(pause * (1 - JITTER + 2 * JITTER * random()));
  const asked = Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  return { kind: 'again', inMs: Math.max(inMs, asked), error };
}

/** Whether a try says that the host is in trouble, and not only this request. */
export function isTrouble({ http, failure }: Reply): boolean {
  if (failure === null || failure === 'redirect') return http !== null && (http >= 500 || http === 429);
  return ['dns', 'connect', 'tls', 'timeout', 'reset'].includes(failure);
}
