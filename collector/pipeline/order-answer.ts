import type { Lead } from './lead.ts';
import type { Remark, Status } from './postback.ts';

/** The status word of a lead whose network did not take the order. No network's own word, so that it is known again. */
export const ORDER_REFUSED = 'order-refused';

/**
 * What the answer to an order makes of its lead's status; `wanted` is `trash` where the network did not take it, else null.
 *
 * The answer is the network's first word. A postback may overtake it, or come between two tries of which the second is
 * refused as a duplicate: so a refusal decides about a lead only while nobody else has, and never about one that the network
 * has a name for. An order that is sent again and taken makes a lead new that was trash for that reason alone.
 */
export function statusAfterOrder(
  lead: Pick<Lead, 'status' | 'statusWord' | 'uid'>,
  wanted: Status | null,
  remarks: Remark[],
): Pick<Lead, 'status' | 'statusWord'> {
  const { status, statusWord } = lead;
  const isOurRefusal = status === 'trash' && statusWord === ORDER_REFUSED;
  if (wanted === null) return isOurRefusal ? { status: 'new', statusWord: '' } : { status, statusWord };
  if (status === 'new' && statusWord === '' && lead.uid === '')
    return { status: wanted, statusWord: ORDER_REFUSED };
  if (!isOurRefusal) {
    const says = `The network did not take the order, but the lead was heard of since: it stays ${status}`;
    remarks.push({ step: 'apply', says, warning: 'stale' });
  }
  return { status, statusWord };
}

/** Whether a lead keeps the ID that it has: that which postbacks use is the one by which later ones find it. */
export function keepsUid(lead: Pick<Lead, 'uid'>, uid: string, remarks: Remark[]): boolean {
  if (lead.uid === '' || uid === '' || lead.uid === uid) return false;
  const says = `The network called the order «${uid}», but postbacks call the lead «${lead.uid}»: that stays`;
  remarks.push({ step: 'apply', says, warning: 'stale' });
  return true;
}
