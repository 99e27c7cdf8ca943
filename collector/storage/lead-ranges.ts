import type { Knex } from 'knex';
import { readSpans } from './half-hours.ts';
import { isUpward, type Keyset } from './keyset.ts';
import { isCounted, type LeadCriteria, LONGEST_OUTAGE_MS } from './lead-criteria.ts';
import { firstId } from './partitions.ts';
import { bucketOf, instantOf } from './stat-changes.ts';

/** IDs of leads from `first` until before `end`; null: without an end there. */
export interface LeadRange {
  readonly first: string | null;
  readonly end: string | null;
}

/**
 * Where the leads of an account lie that fit, in the order in which the list is read (see `Keyset`). Everywhere, unless a
 * source, campaign or currency is asked for: those are found by half-hours.
 */
export async function* readLeadRanges(
  knex: Knex,
  accountId: string,
  criteria: LeadCriteria,
  keyset: Keyset = {},
): AsyncGenerator<LeadRange> {
  if (!isCounted(criteria)) {
    yield { first: null, end: null };
    return;
  }
  const { currency, status, test } = criteria;
  const { dimension, value } = dimensionOf(criteria);
  const spans = readSpans(
    knex,
    {
      ...{ accountId, table: 'lead_stats', dimension, value },
      ...(currency && { currency }),
      ...(status && { status }),
      leftOut: [dimension, ...(test === false ? [] : ['test'])],
    },
    { ...boundsOf(criteria, keyset), upward: isUpward(keyset) },
  );
  for await (const { begin, end } of spans)
    yield { first: firstId(new Date(begin)), end: firstId(new Date(end)) };
}

/** Ranges that are read by one query, at most. */
const MOST_TOGETHER = 32;

/** Some at a time, twice as many each time: a list that is soon full reads little, and one of rare leads asks seldom. */
export async function* inGroups<Item>(items: AsyncIterable<Item>): AsyncGenerator<readonly Item[]> {
  let group: Item[] = [];
  let size = 1;
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
    size = Math.min(2 * size, MOST_TOGETHER);
  }
  if (group.length > 0) yield group;
}

export function whereInRange(query: Knex.QueryBuilder, { first, end }: LeadRange): Knex.QueryBuilder {
  if (first !== null) query.where('id', '>=', first);
  if (end !== null) query.where('id', '<', end);
  return query;
}

/** The first and the last half-hour that may be meant. */
function boundsOf({ since, until }: LeadCriteria, { before, after }: Keyset): { from: number; to: number } {
  const from = Math.max(since?.getTime() ?? 0, !before && after ? instantOf(after) : 0);
  // A range of days ends long before the last instant of JavaScript.
  const to = Math.min(until ? until.getTime() + LONGEST_OUTAGE_MS : END, before ? instantOf(before) : END);
  return { from: bucketOf(from), to: bucketOf(to) };
}

const END = Date.UTC(9999, 0);

/** By what they are found. The statistics know no pairs: of a source and a campaign the campaign is the rarer. */
function dimensionOf({ source, campaign }: LeadCriteria) {
  if (campaign) return { dimension: 'campaign', value: campaign };
  return source ? { dimension: 'source', value: source } : { dimension: '', value: '' };
}
