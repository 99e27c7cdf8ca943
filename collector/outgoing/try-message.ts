import { hostOf } from '../pipeline/sending/plan-sends.ts';
import type { TakenMessage } from '../storage/outgoing-queue.ts';
import type { Settlement } from '../storage/settle-outgoing.ts';
import { keptOf } from './answer-text.ts';
import { decideFate, type Fate } from './back-off.ts';
import type { Courier, Reply } from './courier.ts';

export interface TryOptions {
  readonly courier: Courier;
  /** Opens a receiver's sealed key; null where it cannot be opened. */
  readonly open: (sealed: string, receiverId: string) => string | null;
  readonly random: () => number;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What came of a message: `isGone` where its receiver wants nothing any more. */
export interface TriedMessage {
  readonly settlement: Settlement;
  readonly reply: Reply;
  readonly isGone: boolean;
}

const NOTHING = { inMs: 0, error: null, orderUid: null, orderReason: null, isNews: false, attempt: null };

/** What becomes of a message without a try; null: it is to be tried. */
export function settleUntried({ id, lease, hasLapsed, kind, receiver }: TakenMessage): Settlement | null {
  // Nobody knows whether it arrived, and the network would take it for a second one.
  if (hasLapsed && kind === 'order' && !receiver?.isKeyed)
    return { ...NOTHING, id, lease, state: 'unsure', error: 'unsure' };
  if (receiver === null || !receiver.isOn)
    return { ...NOTHING, id, lease, state: 'cancelled', error: 'switched-off' };
  return null;
}

/** Delivers a message and decides what becomes of it. Never rejects, as the courier does not. */
export async function tryMessage(message: TakenMessage, options: TryOptions): Promise<TriedMessage> {
  const { courier, open, random, now, newId } = options;
  const { id, lease, kind, receiver, receiverId, request } = message;
  const isOrder = kind === 'order';
  // A key that was set for another host since is not for this one.
  const sealed = receiver && hostOf(receiver.url) === hostOf(request.url) ? receiver.sealedSecret : null;
  const at = now();
  const reply = await courier.deliver({
    ...{ id, request },
    secret: sealed === null ? null : open(sealed, receiverId),
    signs: receiver?.signs ?? false,
    isOnce: isOrder && !receiver?.isKeyed,
  });
  const fate = decideFate(
    {
      ...{ reply, isOrder },
      tries: message.tries + 1,
      rules: receiver?.answer ?? null,
      isKeyed: receiver?.isKeyed ?? false,
    },
    random,
  );
  const attempt = {
    ...{ id: newId(), at, tookMs: reply.tookMs, http: reply.http },
    answer: keptOf(reply.answer) || reply.explains,
  };
  const settlement: Settlement = { ...NOTHING, id, lease, attempt, ...write(fate, isOrder) };
  return { settlement, reply, isGone: fate.kind === 'failed' && fate.isGone };
}

function write(fate: Fate, isOrder: boolean): Partial<Settlement> & Pick<Settlement, 'state'> {
  switch (fate.kind) {
    case 'sent':
      return { state: 'sent', orderUid: fate.orderUid, isNews: isOrder };
    case 'again':
      return { state: 'waiting', inMs: fate.inMs, error: fate.error };
    case 'refused':
      return { state: 'refused', error: 'refused', orderReason: fate.reason, isNews: true };
    case 'unsure':
      return { state: 'unsure', error: 'unsure' };
    default:
      return { state: fate.kind, error: fate.error };
  }
}
