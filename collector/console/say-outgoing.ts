import type { OutgoingDetail } from '../storage/outgoing.ts';
import type { Phrase } from './text/phrases.ts';

/** What went wrong, and what to do about it, by the word in the log (`outgoing/courier.ts` and `back-off.ts`). */
const WHY: Readonly<Record<string, Phrase>> = {
  http: 'The receiver answered with an error: its answer below may say why. Mend its address or its key, then send this once more.',
  dns: 'Its host has no address: look for a typing mistake in the URL of the receiver.',
  connect: 'Nobody answers at its address: it is down, or the URL is wrong.',
  tls: 'Its certificate is not valid for this address, so nothing was said to it.',
  timeout: 'It took longer than ten seconds to answer.',
  reset: 'It broke the connection off.',
  redirect: 'It answered with another address, which is never followed: put the final one into the receiver.',
  'bad-url': 'The address is no URL once its macros are filled in: mend the URL of the receiver.',
  blocked:
    'Its address is inside of a private network, or its port is none of the web: such are never called unless who runs this server allows them (SUBPIXEL_OUTGOING_ALLOW).',
  secret: 'The key of the receiver cannot be read any more: set it again.',
  gone: 'The receiver wants nothing more (410), so it was switched off. Switch it on once that is settled.',
  expired: 'Its receiver could not be reached for days, and so old news are none.',
};

/** How it stands with a message, in plain words. The places `{time}` are when the next try is due. */
export function sayState(message: OutgoingDetail): Phrase {
  const { state, kind, tries, isUnderWay, error, request } = message;
  switch (state) {
    case 'waiting':
      if (isUnderWay) return 'It is being sent just now.';
      return tries === 0 ? 'It waits for its turn.' : 'It has not arrived yet, and is tried again.';
    case 'sent':
      return kind === 'order' ? 'The network has taken the order.' : 'It has arrived.';
    case 'refused':
      return 'The network did not want this lead, which is trash now.';
    case 'failed':
      return 'It did not arrive, and is not tried again by itself.';
    case 'blocked':
      return 'It was not sent: its address must not be called.';
    case 'unsure':
      return 'Nobody knows whether the network has got this order. Look for it there by the phone or the ID, then say here what you found.';
    case 'cancelled':
      if (request.erased) return 'It was not sent: its buyer was erased.';
      return error === 'switched-off'
        ? 'It was not sent: its receiver was switched off or deleted.'
        : 'It was cancelled.';
  }
}

/** Why, and what to do; null where there is nothing to say. */
export function sayWhy({ state, error }: Pick<OutgoingDetail, 'state' | 'error'>): Phrase | null {
  if (error === null || state === 'sent' || state === 'cancelled') return null;
  return Object.hasOwn(WHY, error) ? (WHY[error] ?? null) : null;
}
