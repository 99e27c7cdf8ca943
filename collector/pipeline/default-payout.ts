import type { DecisionContext } from './decision.ts';
import type { Lead } from './lead.ts';
import type { Channel, Remark } from './postback.ts';
import type { Changes } from './read-changes.ts';
import type { SentPrice } from './read-price.ts';

/**
 * The payout that was sent, or the flow's default where a network approves or holds a lead, says nothing of money, and
 * nobody has before. The protocol is silent about it, so nothing is guessed: a price that could not be read stays
 * missing, a price of 0 is a price, and what a person or a page does is no reason to pay. The amount is ours: it is in
 * the flow's currency, whatever currency the network names.
 */
export function orDefaultPayout(
  lead: Pick<Lead, 'price'>,
  { money, status }: Pick<Changes, 'money' | 'status'>,
  channel: Channel,
  { flow, template }: Pick<DecisionContext, 'flow' | 'template'>,
  remarks: Remark[],
): SentPrice {
  const price = flow?.defaultPrice ?? null;
  const isConfirmed = status === 'approve' || status === 'hold';
  if (price === null || channel !== 's2s' || !isConfirmed || money.isSent || lead.price !== null)
    return money;
  const currency = flow?.currency ?? template?.defaultCurrency ?? 'USD';
  remarks.push({ step: 'apply', says: `No payout was sent → ${price} ${currency}, the flow's default` });
  return { ...money, price, currency };
}
