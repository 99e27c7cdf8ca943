import Big from 'big.js';

/** What one unit of a currency is worth in US dollars, as decimal text, by ISO code. */
export type Rates = ReadonlyMap<string, string>;

/** A converted amount, four places, and the rate that was used: units of the target for one unit of the source. */
export interface Converted {
  readonly amount: string;
  readonly rate: string;
}

/** Converts by way of the US dollar, which needs no rate of its own. Null where a rate is missing. */
export function convertMoney(amount: string, from: string, to: string, rates: Rates): Converted | null {
  const source = from === 'USD' ? '1' : rates.get(from);
  const target = to === 'USD' ? '1' : rates.get(to);
  if (source === undefined || target === undefined || Number(target) === 0) return null;
  const rate = new Big(source).div(target);
  return { amount: rate.times(amount).round(4, Big.roundHalfUp).toFixed(4), rate: rate.round(10).toFixed() };
}
