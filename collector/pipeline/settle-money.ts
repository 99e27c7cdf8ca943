import { convertMoney } from './convert-money.ts';
import type { DecisionContext } from './decision.ts';
import type { Lead } from './lead.ts';
import type { Remark } from './postback.ts';
import type { SentPrice } from './read-price.ts';

/** The lead's money: what it is counted with, and where that was converted, what was sent and at which rate. */
export type Money = Pick<Lead, 'price' | 'currency' | 'sentPrice' | 'sentCurrency' | 'rate'>;

/**
 * The lead's money after a payout was sent. A price without a currency is in the lead's own, else the template's,
 * else the flow's, else US dollars. Without a rate the price is kept as sent, with a warning.
 */
export function settleMoney(lead: Lead, sent: SentPrice, context: DecisionContext, remarks: Remark[]): Money {
  const { flow, template } = context;
  const { price, currency: counted, sentPrice, sentCurrency, rate } = lead;
  const kept: Money = { price, currency: counted, sentPrice, sentCurrency, rate };
  if (sent.price === null) {
    // A currency alone corrects the one that was assumed.
    return sent.currency && lead.rate === null && lead.price !== null
      ? { ...kept, currency: sent.currency }
      : kept;
  }
  const own = lead.sentCurrency ?? lead.currency;
  const currency = sent.currency ?? own ?? template?.defaultCurrency ?? flow?.currency ?? 'USD';
  const plain: Money = { price: sent.price, currency, sentPrice: null, sentCurrency: null, rate: null };
  if (sent.convert === null || sent.convert === currency) return plain;

  // Repeating a request changes nothing, also when the rates have changed since.
  const same =
    lead.sentPrice === sent.price && lead.sentCurrency === currency && lead.currency === sent.convert;
  if (same) return kept;
  const converted = convertMoney(sent.price, currency, sent.convert, context.rates);
  if (converted === null) {
    const says = `No exchange rate from ${currency} to ${sent.convert} is set up: the price is kept as sent`;
    remarks.push({ step: 'apply', says, warning: 'no-rate' });
    return plain;
  }
  remarks.push({
    step: 'apply',
    says: `${sent.price} ${currency} → ${converted.amount} ${sent.convert} at ${converted.rate}`,
  });
  return {
    price: converted.amount,
    currency: sent.convert,
    sentPrice: sent.price,
    sentCurrency: currency,
    rate: converted.rate,
  };
}
