import { isIP } from 'node:net';
import { cleanText } from './clean-text.ts';
import { readCurrency } from './currencies.ts';
import type { Flow } from './lead.ts';
import { readMoney } from './money.ts';
import type { Channel, Parameters, Remark, Status } from './postback.ts';
import { quote } from './refusal.ts';
import { readStatus, readWordList, type WordLists } from './status.ts';

/** Tags describe where a visit came from; each that is sent replaces the click's. */
export const TAGS = [
  'utm_source',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_medium',
  'subid',
  'domain',
  'adid',
  'data1',
  'data2',
] as const;

const MAX_TAG = 255;
const MAX_META_KEY = 64;
const MAX_META_VALUE = 1000;
/** A lead keeps at most this many custom fields. */
export const MAX_META_KEYS = 50;

/** The contact fields and how long they may be, in UTF-16 units. */
export const CONTACT_LENGTHS = { name: 255, phone: 64, email: 255, comment: 4000 } as const;
export type ContactField = keyof typeof CONTACT_LENGTHS;

/** What a postback wants to change. Empty strings and nulls mean "not sent". */
export interface Changes {
  /** Null: none was understood; a new lead is then `new`, an old one keeps its own. */
  readonly status: Status | null;
  readonly statusWord: string;
  /** The goal that was sent, or that the status word names. */
  readonly goal: string;
  readonly price: string | null;
  readonly currency: string | null;
  readonly contact: Readonly<Record<ContactField, string>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly geo: string | null;
  readonly ip: string | null;
  readonly remarks: readonly Remark[];
}

/** What the reading of changes depends on besides the parameters. */
export interface ReadingContext {
  readonly channel: Channel;
  readonly flow: Flow;
  /** The goal sent in `goal`. */
  readonly goal: string;
  /** In flow mode `subid` is the lead's identity and no tag. */
  readonly flowMode: boolean;
}

/** Turns parameters into wanted changes: cleans, cuts, reads status and money, and says what it did. Pure. */
export function readChanges(parameters: Parameters, context: ReadingContext): Changes {
  const remarks: Remark[] = [];
  const text = textReader(parameters, context.flow.charset, remarks);
  const trusted = context.channel !== 'pixel';
  if (!trusted) remarkIgnored(parameters, remarks);

  const money = trusted ? readPrice(text('price', 64), text('currency', 16), remarks) : NO_MONEY;
  if (trusted && text('convert', 16) !== '') {
    remarks.push({
      step: 'apply',
      says: 'No exchange rates are set up: the price is kept as sent',
      warning: 'no-rate',
    });
  }
  const status = trusted ? readWord(text('status', 255), text, context, money.price, remarks) : NO_STATUS;

  return {
    status: status.status,
    statusWord: status.word,
    goal: context.goal || status.goal,
    price: money.price,
    currency: money.currency,
    contact: {
      name: text('name', CONTACT_LENGTHS.name),
      phone: text('phone', CONTACT_LENGTHS.phone),
      email: text('email', CONTACT_LENGTHS.email),
      comment: text('comment', CONTACT_LENGTHS.comment),
    },
    meta: readMeta(parameters, remarks),
    tags: Object.fromEntries(
      TAGS.filter((name) => !(context.flowMode && name === 'subid'))
        .map((name): [string, string] => [name, text(name, MAX_TAG)])
        .filter(([, value]) => value !== ''),
    ),
    geo: readGeo(text('geo', 16), remarks),
    ip: trusted ? readIp(text('ip', 64), remarks) : null,
    remarks,
  };
}

const NO_MONEY = { price: null, currency: null };
const NO_STATUS = { status: null, word: '', goal: '' };

type TextReader = (name: string, max: number) => string;

/** A reader of one parameter: decoded with the flow's charset where it is not UTF-8, cleaned, cut. */
function textReader(parameters: Parameters, charset: string | null, remarks: Remark[]): TextReader {
  return (name, max) => {
    let value = parameters.values.get(name) ?? '';
    const bytes = parameters.undecoded.get(name);
    if (bytes) {
      value = charset ? new TextDecoder(charset).decode(bytes) : value;
      remarks.push(
        charset
          ? { step: 'parse', says: `${name} was read as ${charset}, the flow's charset` }
          : {
              step: 'parse',
              says: `${name} is not UTF-8: set the flow's charset to read it`,
              warning: 'undecoded',
            },
      );
    }
    return cleanWithRemarks(name, value, max, remarks);
  };
}

function cleanWithRemarks(name: string, value: string, max: number, remarks: Remark[]): string {
  const clean = cleanText(value, max);
  if (clean.cut)
    remarks.push({ step: 'parse', says: `${name} was cut to ${max} characters`, warning: 'cut' });
  if (clean.cleaned) {
    remarks.push({
      step: 'parse',
      says: `${name} held characters that no text may hold`,
      warning: 'cleaned',
    });
  }
  return clean.text;
}

/** Tells what a browser sent that only servers may: a page must not approve its own leads. */
function remarkIgnored(parameters: Parameters, remarks: Remark[]): void {
  const sent = ['status', 'price', 'currency', 'uid', 'ip'].filter((name) => parameters.values.get(name));
  if (sent.length === 0) return;
  remarks.push({
    step: 'access',
    says: `A browser may not set ${sent.join(', ')}: ignored`,
    warning: 'ignored',
  });
}

function readPrice(
  priceText: string,
  currencyText: string,
  remarks: Remark[],
): Pick<Changes, 'price' | 'currency'> {
  const sentCurrency = currencyText === '' ? null : readCurrency(currencyText);
  if (currencyText !== '' && sentCurrency === null) {
    remarks.push({
      step: 'apply',
      says: `Nobody uses the currency ${quote(currencyText)}: ignored`,
      warning: 'bad-currency',
    });
  }
  if (priceText.trim() === '') return { price: null, currency: sentCurrency };
  const money = readMoney(priceText);
  if ('problem' in money) {
    remarks.push({ step: 'apply', says: PRICE_PROBLEMS[money.problem](priceText), warning: 'bad-price' });
    return { price: null, currency: sentCurrency };
  }
  return { price: money.amount, currency: sentCurrency ?? money.currency };
}

const PRICE_PROBLEMS = {
  ambiguous: (text: string) =>
    `The price ${quote(text)} can be read in two ways: ignored; send it with a decimal point`,
  negative: (text: string) => `The price ${quote(text)} is negative: ignored`,
  'too-large': (text: string) => `The price ${quote(text)} is over 1,000,000,000: ignored`,
  unreadable: (text: string) => `The price ${quote(text)} is not a number: ignored`,
};

interface ReadWord {
  readonly status: Status | null;
  readonly word: string;
  readonly goal: string;
}

/** Reads the status word, or decides what its absence means. */
function readWord(
  word: string,
  text: TextReader,
  context: ReadingContext,
  price: string | null,
  remarks: Remark[],
): ReadWord {
  if (!/[\p{L}\p{N}]/u.test(word)) return withoutStatus(word, price, context, remarks, '');
  const lists: WordLists = {
    new: readWordList(text('stn', 4000)),
    hold: readWordList(text('sth', 4000)),
    approve: readWordList(text('sta', 4000)),
    cancel: readWordList(text('stc', 4000)),
    trash: readWordList(text('stt', 4000)),
  };
  const reading = readStatus(word, { lists, flow: context.flow.statusMap });
  if (reading.kind === 'unmapped') {
    const says = `${quote(word)} is no status that we know (${reading.rule}): the lead keeps its own`;
    remarks.push({ step: 'status', says, warning: 'unmapped-status' });
    return { status: null, word, goal: '' };
  }
  if (reading.kind === 'event') {
    remarks.push({
      step: 'status',
      says: `${quote(word)} → goal ${context.goal || reading.goal} by ${reading.rule}`,
    });
    return withoutStatus(word, price, context, remarks, reading.goal);
  }
  remarks.push({ step: 'status', says: `${quote(word)} → ${reading.status} by ${reading.rule}` });
  return { status: reading.status, word, goal: '' };
}

function withoutStatus(
  word: string,
  price: string | null,
  context: ReadingContext,
  remarks: Remark[],
  goal: string,
): ReadWord {
  const paid = price !== null && context.channel === 's2s';
  if (paid) remarks.push({ step: 'status', says: 'No status, but a price → approve' });
  return { status: paid ? 'approve' : null, word, goal };
}

function readMeta(parameters: Parameters, remarks: Remark[]): Record<string, string> {
  const meta = new Map<string, string>();
  for (const [rawKey, rawValue] of parameters.meta) {
    const key = cleanWithRemarks(
      `The name of the custom field ${quote(rawKey)}`,
      rawKey,
      MAX_META_KEY,
      remarks,
    );
    const value = cleanWithRemarks(`meta[${key}]`, rawValue, MAX_META_VALUE, remarks);
    if (key === '' || value === '') continue;
    if (meta.size === MAX_META_KEYS && !meta.has(key)) {
      const says = `More than ${MAX_META_KEYS} custom fields: the rest were left out`;
      remarks.push({ step: 'parse', says, warning: 'too-many' });
      break;
    }
    meta.set(key, value);
  }
  return toRecord(meta);
}

/** A record in which keys such as `__proto__` are plain data. */
export function toRecord(entries: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries(entries);
}

function readGeo(text: string, remarks: Remark[]): string | null {
  const code = text.trim().toUpperCase();
  if (code === '') return null;
  if (/^[A-Z]{2}$/.test(code)) return code;
  remarks.push({
    step: 'parse',
    says: `${quote(text)} is no two-letter country code: ignored`,
    warning: 'bad-value',
  });
  return null;
}

function readIp(text: string, remarks: Remark[]): string | null {
  if (text.trim() === '') return null;
  const ip = firstIp(text);
  if (ip === null) {
    remarks.push({ step: 'parse', says: `${quote(text)} is no IP address: ignored`, warning: 'bad-value' });
  }
  return ip;
}

/** The first valid address of a list; `::ffff:1.2.3.4` is its v4 address, a zone (`%eth0`) is dropped. */
export function firstIp(text: string): string | null {
  for (const part of text.split(',', 10)) {
    const address = part.trim().replace(/%.*$/, '');
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
    if (isIP(mapped) !== 0) return mapped;
  }
  return null;
}
