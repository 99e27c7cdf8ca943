import { findNetwork, NETWORKS } from '../networks/index.ts';
import { normaliseWord } from '../networks/normalise-word.ts';
import { readCurrency } from '../pipeline/currencies.ts';
import { isInRanges } from '../pipeline/ip-range.ts';
import type { Flow } from '../pipeline/lead.ts';
import { STATUSES, type Status } from '../pipeline/postback.ts';
import type { FlowSettings } from '../storage/flows.ts';

/** The fields of a flow's form. */
export const FLOW_FIELDS = [
  'name',
  'landing',
  'network',
  'currency',
  'charset',
  'reply',
  'words',
  'origins',
  'ranges',
] as const;
export type FlowField = (typeof FLOW_FIELDS)[number];

/** A flow's settings as the form shows them and as a person typed them. */
export type FlowForm = Readonly<Record<FlowField, string>>;

/** What is wrong with a field, for people. */
export type FlowProblems = Readonly<Partial<Record<FlowField, string>>>;

/** Settings, or what is wrong with what was typed. */
export type ReadFlowForm = { readonly settings: FlowSettings } | { readonly problems: FlowProblems };

export const EMPTY_FLOW: FlowForm = {
  name: '',
  landing: '',
  network: '',
  currency: '',
  charset: '',
  reply: '',
  words: '',
  origins: '',
  ranges: '',
};

export function toFlowForm(flow: Flow): FlowForm {
  return {
    name: flow.name,
    landing: flow.landingUrl,
    network: flow.network === null ? '' : (findNetwork(flow.network)?.name ?? flow.network),
    currency: flow.currency ?? '',
    charset: flow.charset ?? '',
    reply: flow.replyText ?? '',
    words: Object.entries(flow.statusMap)
      .map(([word, status]) => `${word} = ${status}`)
      .sort()
      .join('\n'),
    origins: flow.origins.join('\n'),
    ranges: flow.ipRanges.join('\n'),
  };
}

/** Reads a flow's form. Nothing is guessed: what cannot be read is told, field by field. */
export function readFlowForm(form: FlowForm): ReadFlowForm {
  const problems: Partial<Record<FlowField, string>> = {};
  const read = <Value>(field: FlowField, reader: (text: string) => Value, otherwise: Value): Value => {
    try {
      return reader(form[field].trim());
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      problems[field] = error.message;
      return otherwise;
    }
  };
  const settings: FlowSettings = {
    name: read('name', readName, ''),
    landingUrl: read('landing', readLanding, ''),
    network: read('network', readNetwork, null),
    currency: read('currency', readFlowCurrency, null),
    charset: read('charset', readCharset, null),
    replyText: read('reply', readReply, null),
    statusMap: read('words', readWords, {}),
    origins: read('origins', readOrigins, []),
    ipRanges: read('ranges', readRanges, []),
  };
  return Object.keys(problems).length > 0 ? { problems } : { settings };
}

/** Says what is wrong with a field and what to do. */
class FieldProblem extends Error {}

const MAX_LINES = 500;

function readName(text: string): string {
  if (text === '') throw new FieldProblem('Give the flow a name.');
  if (text.length > 100) throw new FieldProblem('A name has at most 100 characters.');
  return text;
}

function readLanding(text: string): string {
  if (text === '') return '';
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new FieldProblem('A landing URL begins with http:// or https://.');
  if (text.length > 2000) throw new FieldProblem('A landing URL has at most 2,000 characters.');
  // Whoever writes the tracking link could otherwise choose where it leads.
  if (/^https?:\/\/[^/?#]*[{}]/i.test(text))
    throw new FieldProblem('No macro may stand in the host: put it into the path or the query.');
  return text;
}

function readNetwork(text: string): string | null {
  if (text === '') return null;
  const name = text.toLowerCase();
  const found = NETWORKS.find((network) => network.name.toLowerCase() === name || network.id === name);
  if (!found) throw new FieldProblem('Choose a network of the list, or leave this empty.');
  return found.id;
}

function readFlowCurrency(text: string): string | null {
  if (text === '') return null;
  const currency = readCurrency(text);
  if (currency === null) throw new FieldProblem('Write an ISO 4217 code such as EUR, or leave this empty.');
  return currency;
}

function readCharset(text: string): string | null {
  if (text === '') return null;
  try {
    const { encoding } = new TextDecoder(text);
    return encoding === 'utf-8' ? null : encoding;
  } catch {
    throw new FieldProblem('No such character set is known: write for instance windows-1251.');
  }
}

/** The letters that the parameter `return` may hold, too (protocol section 2). */
function readReply(text: string): string | null {
  if (text === '') return null;
  if (!/^[A-Za-z0-9 =;:._-]{1,64}$/.test(text))
    throw new FieldProblem('At most 64 letters, digits, spaces and =;:._- can be answered.');
  return text;
}

function readWords(text: string): Record<string, Status> {
  const map = new Map<string, Status>();
  for (const { line, says } of linesOf(text)) {
    const at = line.lastIndexOf('=');
    const word = normaliseWord(line.slice(0, Math.max(at, 0)));
    const name = line.slice(at + 1).trim();
    const status = STATUSES.find((each) => each === name.toLowerCase());
    if (at < 0 || word === '') throw says('must look like «sold = approve»');
    if (!status) throw says(`«${name.slice(0, 30)}» is none of ${STATUSES.join(', ')}`);
    const earlier = map.get(word);
    if (earlier && earlier !== status)
      throw says(`«${word.slice(0, 30)}» means ${earlier} already: keep one of them`);
    map.set(word, status);
  }
  return Object.fromEntries(map);
}

function readOrigins(text: string): string[] {
  const origins = linesOf(text).map(({ line, says }) => {
    if (!/^https?:\/\//i.test(line) || !URL.canParse(line))
      throw says('must begin with https://, such as https://shop.example');
    return new URL(line).origin;
  });
  return [...new Set(origins)];
}

function readRanges(text: string): string[] {
  const ranges = linesOf(text).map(({ line, says }) => {
    // A range that can be read holds its own address.
    if (!isInRanges(line.split('/')[0]?.trim() ?? '', [line]))
      throw says('is no address: write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32');
    return line;
  });
  return [...new Set(ranges)];
}

/** The lines that are not empty, each with a way to complain of it. */
function linesOf(text: string): { line: string; says: (problem: string) => FieldProblem }[] {
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.length > MAX_LINES) throw new FieldProblem(`At most ${MAX_LINES} lines.`);
  return lines.flatMap((line, index) =>
    line === ''
      ? []
      : [
          {
            line,
            says: (problem) => new FieldProblem(`Line ${index + 1}, «${line.slice(0, 40)}»: ${problem}.`),
          },
        ],
  );
}
