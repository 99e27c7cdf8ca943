import type { Knex } from 'knex';
import type { Status } from '../pipeline/postback.ts';
import { countedValue, LEFT_OUT } from './counted.ts';
import { BUCKET_MS } from './stat-changes.ts';

/** From `begin` until before `end`, in milliseconds since 1970. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** A value of which the statistics know the half-hours that have it. */
export interface Counted {
  readonly accountId: string;
  readonly table: 'click_stats' | 'lead_stats';
  /** See reports/count-bucket.ts; empty: all leads. */
  readonly dimension: string;
  readonly value: string;
  /** Of leads' payouts; only of `lead_stats`. */
  readonly currency?: string;
  /** Of leads; only of `lead_stats`. */
  readonly status?: Status;
  /** What half-hours may have besides what is counted of them (`LEFT_OUT`). */
  readonly leftOut: readonly string[];
}

export interface Within {
  /** Begins of half-hours, both included, in milliseconds. */
  readonly from: number;
  readonly to: number;
  /** From the oldest on; else from the newest. */
  readonly upward: boolean;
}

/** Half-hours that are asked for at a time. */
const AT_ONCE = 256;

/**
 * The spans of an account that may have a value: so that a rare one is not looked for among ten million others. An index
 * would do the same, and would have to be written with every click and lead; statistics are there already.
 *
 * Half-hours of which they do not tell everything are among them too: those that wait to be counted, those with tests,
 * and those with more values than are kept.
 */
export async function* readSpans(knex: Knex, counted: Counted, within: Within): AsyncGenerator<Span> {
  let { from, to } = within;
  for (let found = AT_ONCE; found === AT_ONCE; ) {
    const begins = await findHalfHours(knex, counted, { ...within, from, to });
    yield* toSpans(begins);
    found = begins.length;
    const last = begins.at(-1) ?? 0;
    if (within.upward) from = last + BUCKET_MS;
    else to = last - BUCKET_MS;
  }
}

/** The begins of half-hours that may have it, in milliseconds, at most `AT_ONCE`. */
async function findHalfHours(
  knex: Knex,
  { accountId, table, dimension, value, currency, status, leftOut }: Counted,
  { from, to, upward }: Within,
): Promise<number[]> {
  const { rows } = await knex.raw<{ rows: { bucket: Date }[] }>(
    `select bucket from (
       select bucket from ${table}
        where account_id = :accountId and dimension = :dimension and value = ${countedValue('cast(:value as text)')}
          ${currency ? 'and currency = :currency' : ''}
          ${status ? `and "${status}" > 0` : ''}
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
      ...{ accountId, dimension, value, currency: currency ?? '', leftOut: [...leftOut] },
      ...{ from: new Date(from), to: new Date(to) },
    },
  );
  return rows.map(({ bucket }) => bucket.getTime());
}

/** Half-hours that follow each other are one span. */
function toSpans(begins: readonly number[]): Span[] {
  const spans: { begin: number; end: number }[] = [];
  for (const begin of begins) {
    const last = spans.at(-1);
    if (last?.end === begin) last.end = begin + BUCKET_MS;
    else if (last?.begin === begin + BUCKET_MS) last.begin = begin;
    else spans.push({ begin, end: begin + BUCKET_MS });
  }
  return spans;
}
