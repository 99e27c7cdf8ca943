import { gatherParameters } from '../http/parameters/read-parameters.ts';
import { ORDER_REFUSED } from '../pipeline/order-answer.ts';
import type { Postback } from '../pipeline/postback.ts';
import type { OrderResult } from '../storage/order-results.ts';

/**
 * What came of an order, as a postback about its lead: the network's ID of it, or trash. It says nothing of the buyer, but
 * the reason of a refusal may quote what we sent, so it stands in the recorded request alone.
 */
export function orderPostback(result: OrderResult, id: string, now: Date): Postback {
  const { accountId, receiverId, clickId, leadId, uid, reason } = result;
  const values: Record<string, string> =
    reason === null
      ? { click: clickId, uid }
      : // In a list of its own, so that no mapping of flow or network reads it otherwise.
        { click: clickId, status: ORDER_REFUSED, stt: ORDER_REFUSED };
  const pairs = Object.entries(values).map(([name, value]) => ({ name, value, undecoded: null }));
  return {
    id,
    receivedAt: now,
    channel: 'order',
    purpose: 'lead',
    leadId,
    format: 'json',
    credentials: { accountId },
    parameters: gatherParameters([{ pairs, cut: false }]),
    caller: { ip: '', userAgent: '', referrer: '', origin: '' },
    request: {
      method: 'ORDER',
      path: '',
      query: '',
      headers: {},
      body: JSON.stringify({
        order: result.id,
        receiver: receiverId,
        ...(reason === null ? { uid } : { refused: reason }),
      }),
    },
  };
}
