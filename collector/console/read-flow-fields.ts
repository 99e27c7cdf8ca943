import { NETWORKS } from '../networks/index.ts';
import { normaliseWord } from '../networks/normalise-word.ts';
import { readCurrency } from '../pipeline/currencies.ts';
import { isInRanges } from '../pipeline/ip-range.ts';
import { readMoney } from '../pipeline/money.ts';
import { STATUSES, type Status } from '../pipeline/postback.ts';
import type { Phrase } from './text/phrases.ts';
import type { Text, Values } from './text/text.ts';

/** Says what is wrong with a field and what to do. */
export class FieldProblem extends Error {
  constructor(
    private readonly phrase: Phrase,
    private readonly values: Values = {},
    private readonly line: { readonly n: number; readonly text: string } | null = null,
  ) {
    super(phrase);
  }

  tell(text: Text): string {
    const says = text(this.phrase, this.values);
    if (this.line === null) return says;
    // No number of a counted thing: «1,001» would only confuse.
    return text('Line {line}, «{text}»: {says}.', {
      line: String(this.line.n),
      text: this.line.text,
      says,
    });
  }
}

const MAX_LINES = 500;

export function readName(typed: string): string {
  if (typed === '') throw new FieldProblem('Give the flow a name.');
  if (typed.length > 100) throw new FieldProblem('A name has at most 100 characters.');
  return typed;
}

/** A landing page or an offer link; empty where there is none. Macros are left as they are. */
export function readWebAddress(typed: string): string {
  if (typed === '') return '';
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed))
    throw new FieldProblem('An address begins with http:// or https://.');
  if (typed.length > 2000) throw new FieldProblem('An address has at most 2,000 characters.');
  // Whoever writes the tracking link could otherwise choose where it leads.
  if (/^https?:\/\/[^/?#]*[{}]/i.test(typed))
    throw new FieldProblem('No macro may stand in the host: put it into the path or the query.');
  return typed;
}

export function readNetworkName(typed: string): string | null {
  if (typed === '') return null;
  const name = typed.toLowerCase();
  const found = NETWORKS.find((network) => network.name.toLowerCase() === name || network.id === name);
  if (!found) throw new FieldProblem('Choose a network of the list, describe your own, or leave this empty.');
  return found.id;
}

/** Decimal text with four places. */
export function readPayout(typed: string): string | null {
  if (typed === '') return null;
  const money = readMoney(typed);
  if ('problem' in money || money.currency !== null)
    throw new FieldProblem('Write a plain number such as 12.50, or leave this empty.');
  return money.amount;
}

export function readFlowCurrency(typed: string): string | null {
  if (typed === '') return null;
  const currency = readCurrency(typed);
  if (currency === null) throw new FieldProblem('Write an ISO 4217 code such as EUR, or leave this empty.');
  return currency;
}

export function readCharset(typed: string): string | null {
  if (typed === '') return null;
  try {
    const { encoding } = new TextDecoder(typed);
    return encoding === 'utf-8' ? null : encoding;
  } catch {
    throw new FieldProblem('No such character set is known: write for instance windows-1251.');
  }
}

/** The letters that the parameter `return` may hold, too (protocol section 2). */
export function readReply(typed: string): string | null {
  if (typed === '') return null;
  if (!/^[A-Za-z0-9 =;:._-]{1,64}$/.test(typed))
    throw new FieldProblem('At most 64 letters, digits, spaces and =;:._- can be answered.');
  return typed;
}

export function readWords(typed: string): Record<string, Status> {
  const map = new Map<string, Status>();
  for (const { line, says } of linesOf(typed)) {
    const at = line.lastIndexOf('=');
    const word = normaliseWord(line.slice(0, Math.max(at, 0)));
    const name = line.slice(at + 1).trim();
    const status = STATUSES.find((each) => each === name.toLowerCase());
    if (at < 0 || word === '') throw says('must look like «sold = approve»');
    if (!status)
      throw says('«{word}» is none of {statuses}', {
        word: name.slice(0, 30),
        statuses: STATUSES.join(', '),
      });
    const earlier = map.get(word);
    if (earlier && earlier !== status)
      throw says('«{word}» means {status} already: keep one of them', {
        word: word.slice(0, 30),
        status: earlier,
      });
    map.set(word, status);
  }
  return Object.fromEntries(map);
}

export function readOrigins(typed: string): string[] {
  const origins = linesOf(typed).map(({ line, says }) => {
    if (!/^https?:\/\//i.test(line) || !URL.canParse(line))
      throw says('must begin with https://, such as https://shop.example');
    return new URL(line).origin;
  });
  return [...new Set(origins)];
}

export function readRanges(typed: string): string[] {
  const ranges = linesOf(typed).map(({ line, says }) => {
    // A range that can be read holds its own address.
    if (!isInRanges(line.split('/')[0]?.trim() ?? '', [line]))
      throw says('is no address: write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32');
    return line;
  });
  return [...new Set(ranges)];
}

/** Days; null: for good. */
export function readRetention(typed: string): number | null {
  if (typed === '') return null;
  if (!/^\d{1,4}$/.test(typed) || Number(typed) === 0)
    throw new FieldProblem('Write a number of days from 1 to 9999, or leave this empty.');
  return Number(typed);
}

interface Line {
  readonly line: string;
  /** Complains of it. */
  readonly says: (phrase: Phrase, values?: Values) => FieldProblem;
}

/** The lines that are not empty. */
function linesOf(typed: string): Line[] {
  const lines = typed.split('\n').map((line) => line.trim());
  if (lines.length > MAX_LINES) throw new FieldProblem('At most 500 lines.');
  return lines.flatMap((line, index) => {
    const place = { n: index + 1, text: line.slice(0, 40) };
    return line === '' ? [] : [{ line, says: (phrase, values) => new FieldProblem(phrase, values, place) }];
  });
}
