import { cleanText } from '../pipeline/clean-text.ts';
import { readClickId } from '../pipeline/click-id.ts';
import { KINDS, type ReceiverKind } from '../pipeline/sending/receiver.ts';
import {
  OUTGOING_STATES,
  type OutgoingCriteria,
  type OutgoingState,
  TROUBLE,
} from '../storage/outgoing-criteria.ts';
import { type ClickFilter, readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';
import { readInstant } from './read-log-filter.ts';
import type { Reader } from './reader.tsx';
import type { Phrase } from './text/phrases.ts';

/** What the log of what was sent may be filtered by, as the address has it. */
export interface OutgoingFilterShown {
  readonly flow: string;
  readonly receiver: string;
  readonly kind: ReceiverKind | undefined;
  /** `trouble`: whatever came to nothing, or may have. */
  readonly state: OutgoingState | 'trouble' | undefined;
  readonly click: ClickFilter;
  readonly lead: string;
  /** In the reader's time zone, as a form field for date and time has it; with a Z at the end it is UTC. */
  readonly since: string;
  readonly until: string;
}

/** The names of the fields, for forms that pass them on. */
export const OUTGOING_FILTERS: readonly (keyof OutgoingFilterShown)[] = [
  ...(['flow', 'receiver', 'kind', 'state', 'click', 'lead', 'since', 'until'] as const),
];

const MAX_SHORT = 64;

export function readOutgoingFilter(query: URLSearchParams): OutgoingFilterShown {
  const short = (name: string) => cleanText(query.get(name) ?? '', MAX_SHORT).text.trim();
  return {
    flow: readFlow(query),
    receiver: short('receiver'),
    kind: readWord(query, 'kind', KINDS),
    state: readWord(query, 'state', [...OUTGOING_STATES, 'trouble']),
    click: readClick(query),
    lead: short('lead'),
    since: short('since'),
    until: short('until'),
  };
}

/** What the filters ask of the database, or why they ask for nothing: then nothing fits, rather than everything. */
export type OutgoingAsked = { readonly criteria: OutgoingCriteria } | { readonly problem: Phrase };

export function toOutgoingCriteria(
  shown: OutgoingFilterShown,
  { timeZone }: Pick<Reader, 'timeZone'>,
): OutgoingAsked {
  const { flow, receiver, kind, state, click, lead } = shown;
  const leadId = readClickId(lead);
  const since = readInstant(shown.since, timeZone);
  const until = readInstant(shown.until, timeZone);
  if (click.isBad) return { problem: 'That is no click ID: one has 32 hex digits, with or without dashes.' };
  if (lead && !leadId)
    return { problem: 'That is no lead ID: one has 32 hex digits, with or without dashes.' };
  if (since === 'bad' || until === 'bad')
    return { problem: 'That is no date and time: write them as 2031-05-01T12:30.' };
  const criteria: OutgoingCriteria = {
    ...(flow && { flowId: flow }),
    ...(receiver && { receiverId: receiver }),
    ...(kind && { kind }),
    ...(state && { states: state === 'trouble' ? TROUBLE : [state] }),
    ...(click.id && { clickId: click.id }),
    ...(leadId && { leadId }),
    ...(since && { since }),
    ...(until && { until }),
  };
  return { criteria };
}

/** The filters that are set, for links and hidden fields. */
export function toOutgoingQuery(shown: OutgoingFilterShown): URLSearchParams {
  return toFilterQuery({ ...shown, click: shown.click.text });
}
