import type { Knex } from 'knex';
import type { Rates } from '../pipeline/convert-money.ts';
import { readCurrency } from '../pipeline/currencies.ts';
import { readMoney } from '../pipeline/money.ts';

/** Rates that were read from a text, and what is wrong with each line that could not be. */
export interface ReadRates {
  readonly rates: Rates;
  readonly problems: readonly RateProblem[];
}

/** A line, its part that could not be read, and as what; `empty`: there is no rate in all of it. */
export interface RateProblem {
  readonly line: number;
  readonly kind: 'currency' | 'rate' | 'empty';
  readonly text: string;
}

/** A problem in a sentence. */
export function tellRateProblem({ line, kind, text }: RateProblem): string {
  if (kind === 'empty') return 'There is no rate in it: lines look like EUR,1.0832.';
  return `Line ${line}: «${text}» is ${kind === 'currency' ? 'no currency' : 'no rate above 0'}.`;
}

const MAX_LINES = 1000;

/**
 * Reads lines such as `EUR,1.0832` or `EUR;1,0832`: a currency and what one unit is worth in US dollars. A first line
 * of headings and empty lines are passed over.
 */
export function readRates(text: string): ReadRates {
  const rates = new Map<string, string>();
  const problems: RateProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, MAX_LINES);
  for (const [index, line] of lines.entries()) {
    const { code, value } = splitLine(line);
    if (line.trim() === '' || (index === 0 && !/\d/.test(line))) continue;
    const currency = readCurrency(code);
    const usd = readRate(value);
    const problem = (kind: RateProblem['kind'], text: string) =>
      problems.push({ line: index + 1, kind, text: text.slice(0, 20) });
    if (currency === null) problem('currency', code);
    else if (usd === null) problem('rate', value);
    else rates.set(currency, usd);
  }
  if (rates.size === 0 && problems.length === 0) problems.push({ line: 1, kind: 'empty', text: '' });
  return { rates, problems };
}

/** At the first sign that separates: the value may hold a decimal comma. */
function splitLine(line: string): { code: string; value: string } {
  const at = line.search(/[;\t,]/);
  const clean = (cell: string) => cell.replaceAll('"', '').trim();
  return at < 0
    ? { code: clean(line), value: '' }
    : { code: clean(line.slice(0, at)), value: clean(line.slice(at + 1)) };
}

/** A rate may have more places than an amount has: a plain decimal number, or one as people write it. */
function readRate(text: string): string | null {
  if (/^\d{1,11}(\.\d{1,12})?$/.test(text)) return Number(text) > 0 ? text : null;
  const money = readMoney(text);
  return 'amount' in money && Number(money.amount) > 0 ? money.amount : null;
}

/** Sets rates of an account; those of other currencies stay. */
export async function putRates(knex: Knex, accountId: string, rates: Rates): Promise<void> {
  const rows = [...rates].map(([currency, usd]) => ({
    account_id: accountId,
    currency,
    usd,
    updated_at: knex.fn.now(),
  }));
  await knex('rates').insert(rows).onConflict(['account_id', 'currency']).merge();
}

/** The rates of an account with the time of their upload, by currency. */
export async function listRates(
  knex: Knex,
  accountId: string,
): Promise<{ currency: string; usd: string; updated_at: Date }[]> {
  return knex('rates')
    .where({ account_id: accountId })
    .orderBy('currency')
    .select('currency', 'usd', 'updated_at');
}
