import { isIP } from 'node:net';
import { CONTACT_LENGTHS, type ContactField, MAX_TAG, TAGS } from './fields.ts';
import type { Flow } from './lead.ts';
import type { Channel, Parameters, Remark } from './postback.ts';
import { readMeta } from './read-meta.ts';
import { NO_PRICE, readPrice, type SentPrice } from './read-price.ts';
import { NO_STATUS, readStatusWord, type SentStatus } from './read-status-word.ts';
import { quote } from './refusal.ts';
import type { TemplateReading } from './status.ts';
import { createTextReader } from './text-reader.ts';

/** What a postback wants to change. Empty strings and nulls mean "not sent". */
export interface Changes {
  readonly money: SentPrice;
  readonly status: SentStatus['status'];
  readonly statusWord: string;
  /** The goal that was sent, or that the status word names. */
  readonly goal: string;
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
  readonly template: TemplateReading | null;
  /** The goal sent in `goal`. */
  readonly goal: string;
  /** In flow mode `subid` is the lead's identity and no tag. */
  readonly flowMode: boolean;
}

/** What a page may not set: it must not approve its own leads (protocol section 1). */
const SERVERS_ONLY = ['status', 'price', 'currency', 'uid', 'ip'];

/** Turns parameters into wanted changes: cleans, cuts, reads status and money, and says what it did. Pure. */
export function readChanges(parameters: Parameters, context: ReadingContext): Changes {
  const { channel, flow, template, goal } = context;
  const remarks: Remark[] = [];
  const text = createTextReader(parameters, flow.charset, remarks);
  const trusted = channel !== 'pixel';
  if (!trusted) remarkIgnored(parameters, remarks);

  const money = trusted ? readPrice(text, remarks) : NO_PRICE;
  const statusContext = { channel, goal, price: money.price, flow: flow.statusMap, template };
  const status = trusted ? readStatusWord(text, statusContext, remarks) : NO_STATUS;

  const tags = TAGS.filter((name) => !(context.flowMode && name === 'subid'))
    .map((name): [string, string] => [name, text(name, MAX_TAG)])
    .filter(([, value]) => value !== '');
  return {
    money,
    status: status.status,
    statusWord: status.word,
    goal: goal || status.goal,
    contact: {
      name: text('name', CONTACT_LENGTHS.name),
      phone: text('phone', CONTACT_LENGTHS.phone),
      email: text('email', CONTACT_LENGTHS.email),
      comment: text('comment', CONTACT_LENGTHS.comment),
    },
    meta: readMeta(parameters, text, remarks),
    tags: Object.fromEntries(tags),
    geo: readGeo(text('geo', 16), remarks),
    ip: trusted ? readIp(text('ip', 64), remarks) : null,
    remarks,
  };
}

function remarkIgnored(parameters: Parameters, remarks: Remark[]): void {
  const sent = SERVERS_ONLY.filter((name) => parameters.values.get(name));
  if (sent.length === 0) return;
  const says = `A browser may not set ${sent.join(', ')}: ignored`;
  remarks.push({ step: 'access', says, warning: 'ignored' });
}

function readGeo(text: string, remarks: Remark[]): string | null {
  const code = text.trim().toUpperCase();
  if (code === '') return null;
  if (/^[A-Z]{2}$/.test(code)) return code;
  const says = `${quote(text)} is no two-letter country code: ignored`;
  remarks.push({ step: 'parse', says, warning: 'bad-value' });
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
