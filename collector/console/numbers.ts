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
  return writeDecimal(amount.toFixed(places), locale);
}

/** A stored amount with all its places, without the zeros that say nothing: `1234.5000` → `1,234.50`. */
export function writePrice(price: string, locale: Locale): string {
  return writeDecimal(shortPrice(price), locale);
}

/** The same for fields and copies, which every program can read: `1234.5000` → `1234.50`. */
export function shortPrice(price: string): string {
  return price.replace(/(\.\d\d\d*?)0+$/, '$1');
}

/** With the places that it has. A text all the way, so that no amount passes through a float. */
function writeDecimal(decimal: string, locale: Locale): string {
  const places = decimal.split('.')[1]?.length ?? 0;
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(locale, digits).format(decimal as Intl.StringNumericLiteral);
}
