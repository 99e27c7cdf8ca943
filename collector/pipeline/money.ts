import Big from 'big.js';
import { readCurrency } from './currencies.ts';

/** A payout as decimal text with four places, or why there is none. */
export type Money =
  | { readonly amount: string; readonly currency: string | null }
  | { readonly problem: 'ambiguous' | 'negative' | 'too-large' | 'unreadable' };

const MAX_AMOUNT = new Big(1_000_000_000);

/** Space characters and apostrophes that group thousands: `1 250`, `1’234` (Switzerland), narrow spaces. */
const GROUPING = /[\s'’]/gu;

/**
 * Reads an amount as people and networks write it: `10,50`, `1 250.00`, `1.234,56`, `1,234.56`, `$10`, `10 USD`.
 * What cannot be read for certain (`1,234`: a thousand or a bit over one?) is a problem, never a guess.
 */
export function readMoney(text: string): Money {
  const { number, currency } = splitCurrency(text.normalize('NFKC').trim());
  const negative = number.startsWith('-');
  const digits = negative ? number.slice(1) : number;
  const plain = plainDecimal(digits);
  if (plain === 'ambiguous') return { problem: 'ambiguous' };
  if (plain === null) return { problem: 'unreadable' };
  const amount = new Big(plain);
  if (negative && !amount.eq(0)) return { problem: 'negative' };
  if (amount.gt(MAX_AMOUNT)) return { problem: 'too-large' };
  return { amount: amount.round(4, Big.roundHalfUp).toFixed(4), currency };
}

/** `10 USD`, `USD 10`, `$10` → the number, and the currency where it is a code. */
function splitCurrency(text: string): { number: string; currency: string | null } {
  const match = /^(\p{Sc}|[A-Za-z]{3,4})?\s*(-?[\d.,\s'’]+?)\s*(\p{Sc}|[A-Za-z]{3,4})?$/u.exec(text);
  if (!match || (match[1] && match[3])) return { number: text, currency: null };
  const word = match[1] ?? match[3] ?? '';
  const currency = readCurrency(word);
  // An unknown word beside the number means that we do not know what the number is.
  if (/[A-Za-z]/.test(word) && currency === null) return { number: text, currency: null };
  return { number: match[2] ?? '', currency };
}

/** Turns digits with separators into `123.45`; null where it is no number, `ambiguous` where it may be two. */
function plainDecimal(text: string): string | 'ambiguous' | null {
  if (text.length > 40 || !/^\d[\d.,\s'’]*$/u.test(text)) return null;
  const spaced = /[\s'’]/u.test(text);
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const whole = last < 0 ? text : text.slice(0, last);
  const decimals = last < 0 ? '' : text.slice(last + 1);
  if (last < 0) return groups(whole, GROUPING);
  if (!/^\d+$/.test(decimals)) return null;

  const mark = text[last] ?? '';
  const other = mark === '.' ? ',' : '.';
  if (whole.includes(mark)) {
    // `1.234.567`: a mark that is repeated can only group.
    return whole.includes(other) || spaced ? null : groups(text, mark === '.' ? /\./g : /,/g);
  }
  if (whole.includes(other)) {
    const left = groups(whole, other === '.' ? /\./g : /,/g);
    return left === null ? null : `${left}.${decimals}`;
  }
  const left = groups(whole, GROUPING);
  if (left === null) return null;
  // Machines write decimals with a point; `1,234` with a comma may be either.
  const mayGroup = mark === ',' && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return mayGroup ? 'ambiguous' : `${left}.${decimals}`;
}

/** Takes out separators that stand between groups of three digits; null where they stand elsewhere. */
function groups(text: string, separator: RegExp): string | null {
  const parts = text.split(separator);
  if (parts.length > 1) {
    const [first = '', ...rest] = parts;
    if (!/^\d{1,3}$/.test(first) || rest.some((part) => !/^\d{3}$/.test(part))) return null;
  }
  const digits = parts.join('');
  return /^\d+$/.test(digits) ? digits : null;
}
