import type { Knex } from 'knex';
import { countedValue, LEFT_OUT } from './counted.ts';
import { isUpward, type Keyset } from './keyset.ts';
import { isCounted, type LeadCriteria, LONGEST_OUTAGE_MS } from './lead-criteria.ts';
import { firstId } from './partitions.ts';
import { BUCKET_MS, bucketOf, instantOf } from './stat-changes.ts';

/** IDs of leads from `first` until before `end`; null: without an end there. */
export interface LeadRange {
  readonly first: string | null;
  readonly end: string | null;
}

/** Half-hours that are asked for at a time. */
const AT_ONCE = 256;

/**
 * Where the leads of an account lie that fit, in the order in which the list is read (see `Keyset`). Everywhere, unless a
 * source, campaign or currency is asked for: of those the statistics know the half-hours that have leads of it, so that a rare
 * one is not looked for among ten million others. An index would do the same, and would have to be written with
 * every click and lead; statistics are there already.
 *
 * Half-hours of which they do not tell everything are among them too: those that wait to be counted, those with tests,
 * and those with more values than are kept.
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
  const upward = isUpward(keyset);
  let [from, to] = boundsOf(criteria, keyset);
  for (let found = AT_ONCE; found === AT_ONCE; ) {
    const begins = await findHalfHours(knex, accountId, criteria, { from, to, upward });
    yield* toRanges(begins);
    found = begins.length;
    const last = begins.at(-1) ?? 0;
    if (upward) from = last + BUCKET_MS;
    else to = last - BUCKET_MS;
  }
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

/** The first and the last half-hour that may be meant, by their begins in milliseconds. */
function boundsOf({ since, until }: LeadCriteria, { before, after }: Keyset): [from: number, to: number] {
  const from = [since?.getTime() ?? 0, !before && after ? instantOf(after) : 0];
  // A range of days ends long before the last instant of JavaScript.
  const to = [until ? until.getTime() + LONGEST_OUTAGE_MS : END, before ? instantOf(before) : END];
  return [bucketOf(Math.max(...from)), bucketOf(Math.min(...to))];
}

const END = Date.UTC(9999, 0);

interface Within {
  readonly from: number;
  readonly to: number;
  readonly upward: boolean;
}

/** The begins of half-hours that may have such leads, in milliseconds, at most `AT_ONCE`. */
async function findHalfHours(
  knex: Knex,
  accountId: string,
  criteria: LeadCriteria,
  { from, to, upward }: Within,
): Promise<number[]> {
  const { currency, test } = criteria;
  const { dimension, value } = dimensionOf(criteria);
  const { rows } = await knex.raw<{ rows: { bucket: Date }[] }>(
    `select bucket from (
       select bucket from lead_stats
        where account_id = :accountId and dimension = :dimension and value = ${countedValue('cast(:value as text)')}
          ${currency ? 'and currency = :currency' : ''}
        union all
       select bucket from lead_stats
        where account_id = :accountId and dimension = '${LEFT_OUT}' and value = any(:leftOut)
        union all
       select bucket from stat_pending where account_id = :accountId
        union all
       select to_timestamp((b->>1)::bigint / 1000.0)
         from stat_changes, jsonb_array_elements(changes->'buckets') b where (b->>0)::uuid = :accountId
     ) maybe
      where bucket >= :from and bucket <= :to
      group by bucket order by bucket ${upward ? 'asc' : 'desc'} limit ${AT_ONCE}`,
    {
      ...{ accountId, dimension, value, currency: currency ?? '' },
      ...{ from: new Date(from), to: new Date(to) },
      leftOut: [dimension, ...(test === false ? [] : ['test'])],
    },
  );
  return rows.map(({ bucket }) => bucket.getTime());
}

/** By what they are found. The statistics know no pairs: of a source and a campaign the campaign is the rarer. */
function dimensionOf({ source, campaign }: LeadCriteria) {
  if (campaign) return { dimension: 'campaign', value: campaign };
  return source ? { dimension: 'source', value: source } : { dimension: '', value: '' };
}

/** Half-hours that follow each other are one range. */
function toRanges(begins: readonly number[]): LeadRange[] {
  const spans: { first: number; end: number }[] = [];
  for (const begin of begins) {
    const last = spans.at(-1);
    if (last?.end === begin) last.end = begin + BUCKET_MS;
    else if (last?.first === begin + BUCKET_MS) last.first = begin;
    else spans.push({ first: begin, end: begin + BUCKET_MS });
  }
  return spans.map(({ first, end }) => ({ first: firstId(new Date(first)), end: firstId(new Date(end)) }));
}
