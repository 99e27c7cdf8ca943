import { readCurrency } from './currencies.ts';
import { readMoney } from './money.ts';
import type { Remark } from './postback.ts';
import { quote } from './refusal.ts';
import type { TextReader } from './text-reader.ts';

/** The payout that was sent. What could not be read is null, and a remark says why. */
export interface SentPrice {
  /** Decimal text with four places. */
  readonly price: string | null;
  /** Something stood in `price`, readable or not. */
  readonly isSent: boolean;
  readonly currency: string | null;
  /** The currency that it is to be converted into. */
  readonly convert: string | null;
}

export const NO_PRICE: SentPrice = { price: null, isSent: false, currency: null, convert: null };

const PROBLEMS = {
  ambiguous: 'can be read in two ways: ignored; send it with a decimal point',
  negative: 'is negative: ignored',
  'too-large': 'is over 1,000,000,000: ignored',
  unreadable: 'is not a number: ignored',
};

/** Reads `price`, `currency` and `convert`. */
export function readPrice(text: TextReader, remarks: Remark[]): SentPrice {
  const currency = readCode('currency', text, remarks);
  const convert = readCode('convert', text, remarks);
  const sent = text('price', 64);
  if (sent.trim() === '') return { price: null, isSent: false, currency, convert };
  const money = readMoney(sent);
  if ('problem' in money) {
    const says = `The price ${quote(sent)} ${PROBLEMS[money.problem]}`;
    remarks.push({ step: 'apply', says, warning: 'bad-price' });
    return { price: null, isSent: true, currency, convert };
  }
  return { price: money.amount, isSent: true, currency: currency ?? money.currency, convert };
}

function readCode(name: 'currency' | 'convert', text: TextReader, remarks: Remark[]): string | null {
  const sent = text(name, 16);
  if (sent === '') return null;
  const code = readCurrency(sent);
  if (code === null) {
    const says = `Nobody uses the currency ${quote(sent)} (parameter ${name}): ignored`;
    remarks.push({ step: 'apply', says, warning: 'bad-currency' });
  }
  return code;
}
