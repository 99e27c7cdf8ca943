import type Big from 'big.js';
import type { Locale } from '../people/locale.ts';

/** A count as the reader's language groups its digits. */
export function writeCount(count: number, locale: Locale): string {
  return count.toLocaleString(locale);
}

/** `0.1234` → `12.3 %`. */
export function writeShare(share: number, locale: Locale): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(share * 100).toLocaleString(locale, digits)} %`;
}

/** An exact amount with two places, or with four below one hundredth: a click may bring so little. */
export function writeAmount(amount: Big, locale: Locale): string {
  const places = amount.eq(0) || amount.abs().gte('0.01') ? 2 : 4;
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  // A text, so that no amount passes through a float.
  return new Intl.NumberFormat(locale, digits).format(amount.toFixed(places) as Intl.StringNumericLiteral);
}
