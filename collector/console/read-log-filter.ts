import { isIP } from 'node:net';
import type { Knex } from 'knex';
import { cleanText } from '../pipeline/clean-text.ts';
import { readClickId } from '../pipeline/click-id.ts';
import type { Flow } from '../pipeline/lead.ts';
import {
  ERRORS,
  type ErrorCode,
  REASONS,
  type Reason,
  SOURCES,
  type Source,
  WARNINGS,
  type Warning,
} from '../pipeline/postback.ts';
import { listFlows } from '../storage/flows.ts';
import type { LogCriteria } from '../storage/log-criteria.ts';
import { type LoggedToken, listLoggedTokens } from '../storage/sent-with.ts';
import { networkChoice } from './network-choice.ts';
import { type ClickFilter, readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';
import type { Reader } from './reader.tsx';
import type { Phrase } from './text/phrases.ts';
import { readWallTime } from './zone.ts';

/** What the log may be filtered by, as the address has it. */
export interface LogFilterShown {
  readonly flow: string;
  /** A network, as `networkChoice` has it: all flows that work with it. */
  readonly network: string;
  readonly outcome: 'ok' | 'error' | undefined;
  readonly error: ErrorCode | undefined;
  readonly reason: Reason | undefined;
  readonly warning: Warning | undefined;
  readonly channel: Source | undefined;
  /** A status word, as the network wrote it. */
  readonly word: string;
  readonly click: ClickFilter;
  readonly lead: string;
  /** The ID of a token. */
  readonly token: string;
  /** An address or a range. */
  readonly ip: string;
  /** In the reader's time zone, as a form field for date and time has it; with a Z at the end it is UTC. */
  readonly since: string;
  readonly until: string;
}

/** The names of the fields, for forms that pass them on. */
export const LOG_FILTERS: readonly (keyof LogFilterShown)[] = [
  ...(['flow', 'network', 'outcome', 'error', 'reason', 'warning', 'channel'] as const),
  ...(['word', 'click', 'lead', 'token', 'ip', 'since', 'until'] as const),
];

const MAX_WORD = 255;
const MAX_SHORT = 64;
/** The name of a described network with what stands before it. */
const MAX_NETWORK = 128;

/** Reads the filters. Who may not see buyers' addresses does not ask for them either. */
export function readLogFilter(query: URLSearchParams, reader: Pick<Reader, 'may'>): LogFilterShown {
  const short = (name: string) => cleanText(query.get(name) ?? '', MAX_SHORT).text.trim();
  return {
    flow: readFlow(query),
    network: cleanText(query.get('network') ?? '', MAX_NETWORK).text,
    outcome: readWord(query, 'outcome', ['ok', 'error']),
    error: readWord(query, 'error', ERRORS),
    reason: readWord(query, 'reason', REASONS),
    warning: readWord(query, 'warning', WARNINGS),
    channel: readWord(query, 'channel', SOURCES),
    word: cleanText(query.get('word') ?? '', MAX_WORD).text,
    click: readClick(query),
    lead: short('lead'),
    token: short('token'),
    ip: reader.may('contact') ? short('ip') : '',
    since: short('since'),
    until: short('until'),
  };
}

/** What an account has that its log can be filtered by. */
export interface LogChoices<OfFlow = Flow> {
  readonly flows: readonly OfFlow[];
  readonly tokens: readonly LoggedToken[];
}

export async function loadLogChoices(knex: Knex, accountId: string): Promise<LogChoices> {
  const [flows, tokens] = await Promise.all([listFlows(knex, accountId), listLoggedTokens(knex, accountId)]);
  return { flows, tokens };
}

/** What the filters ask of the database, or why they ask for nothing: then nothing fits, rather than everything. */
export type Asked = { readonly criteria: LogCriteria } | { readonly problem: Phrase };

export function toCriteria(
  shown: LogFilterShown,
  { flows, tokens }: LogChoices<Pick<Flow, 'id' | 'network' | 'ownNetwork'>>,
  { timeZone }: Pick<Reader, 'timeZone'>,
): Asked {
  const { flow, network, outcome, error, reason, warning, channel, word, click, ip } = shown;
  const leadId = readClickId(shown.lead);
  const since = readInstant(shown.since, timeZone);
  const until = readInstant(shown.until, timeZone);
  if (click.isBad) return { problem: 'That is no click ID: one has 32 hex digits, with or without dashes.' };
  if (shown.lead && !leadId)
    return { problem: 'That is no lead ID: one has 32 hex digits, with or without dashes.' };
  const token = tokens.find(({ id }) => id === shown.token);
  if (shown.token && !token) return { problem: 'The account has no such token.' };
  if (ip && !isAddressOrRange(ip))
    return { problem: 'That is no IP address and no range such as 203.0.113.0/24.' };
  if (since === 'bad' || until === 'bad')
    return { problem: 'That is no date and time: write them as 2031-05-01T12:30.' };
  const ofNetwork = flows.filter((each) => networkChoice(each)?.[0] === network).map(({ id }) => id);
  const criteria: LogCriteria = {
    ...(network
      ? { flowIds: ofNetwork.filter((id) => flow === '' || id === flow) }
      : flow && { flowId: flow }),
    ...(outcome && { outcome }),
    ...(error && { error }),
    ...(reason && { reason }),
    ...(warning && { warning }),
    ...(channel && { channel }),
    ...(word && { statusWord: word }),
    ...(click.id && { clickId: click.id }),
    ...(leadId && { leadId }),
    ...(token && { token }),
    ...(ip && { ip }),
    ...(since && { since }),
    ...(until && { until }),
  };
  return { criteria };
}

/** The filters that are set, for links and hidden fields. */
export function toLogQuery(shown: LogFilterShown): URLSearchParams {
  return toFilterQuery({ ...shown, click: shown.click.text });
}

/** What a field for date and time holds; null: nothing. */
export function readInstant(text: string, timeZone: string): Date | 'bad' | null {
  if (text === '') return null;
  const isUtc = text.endsWith('Z');
  return readWallTime(isUtc ? text.slice(0, -1) : text, isUtc ? 'UTC' : timeZone) ?? 'bad';
}

/** As Postgres reads it, too: no zone of an IPv6 address. */
function isAddressOrRange(text: string): boolean {
  const [, address = '', prefix] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(prefix ?? 0) <= (family === 6 ? 128 : 32);
}
