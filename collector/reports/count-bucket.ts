import type { Knex } from 'knex';
import { countedTag, LEFT_OUT } from '../storage/counted.ts';
import { firstId } from '../storage/partitions.ts';
import { BUCKET_MS } from '../storage/stat-changes.ts';
import { REGISTER_BITS, SPARE_BITS } from './visitors.ts';

/** By what leads and clicks are counted; `''`: all of them. */
export const DIMENSIONS = ['', 'flow', 'source', 'campaign', 'goal', 'country'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A half-hour of an account, by its begin. */
export interface Bucket {
  readonly accountId: string;
  readonly begin: Date;
}

const DAY_MS = 24 * 3600_000;

/** The begin of the day (UTC) that an instant is in. */
export function dayOf(at: Date): Date {
  return new Date(at.getTime() - (at.getTime() % DAY_MS));
}

/**
 * Values of a dimension that are kept of a half-hour and of a day, the most frequent: a tag that is another one for each
 * click must not make statistics as large as what they are made of. What is left out is among the others of a table,
 * which are what the rest of the whole is. Flows are all kept: no stranger makes them, and figures of one are asked for.
 */
const MAX_VALUES = 500;
const MAX_VALUES_OF_DAY = 1000;
const isKept = (most: number) => `(place <= ${most} or dimension = 'flow')`;

/**
 * Counts a half-hour anew, from its leads and clicks as they are now; what was counted before is forgotten. As
 * nothing is added to what was there, doing it once more than needed changes nothing.
 */
export async function countBucket(
  transaction: Knex.Transaction,
  { accountId, begin }: Bucket,
): Promise<void> {
  const end = new Date(begin.getTime() + BUCKET_MS);
  const which = { account: accountId, begin, dimensions: [...DIMENSIONS, LEFT_OUT] };
  await transaction.raw(FORGET, which);
  await transaction.raw(COUNT_LEADS, { ...which, first: firstId(begin), end: firstId(end) });
  await transaction.raw(COUNT_CLICKS, { ...which, end });
}

/** Sums up a day anew, after some of its half-hours were counted. */
export async function countDay(transaction: Knex.Transaction, { accountId, begin }: Bucket): Promise<void> {
  const day = dayOf(begin);
  const end = new Date(day.getTime() + DAY_MS);
  const dimensions = DIMENSIONS.filter((dimension) => dimension !== '');
  await transaction.raw(FORGET_DAY, { account: accountId, begin: day, dimensions });
  await transaction.raw(COUNT_DAY, { account: accountId, begin: day, end, dimensions });
}

/** With the dimensions, which the key has before the bucket. */
const FORGET = `
  with l as (delete from lead_stats where account_id = :account and dimension = any(:dimensions) and bucket = :begin),
       c as (delete from click_stats where account_id = :account and dimension = any(:dimensions) and bucket = :begin)
  delete from visitor_stats where account_id = :account and bucket = :begin`;

/** A row by the sources of its click, beside what it has of its own. */
const BY_DIMENSION = `lateral (values ('', ''), ('flow', flow_id), ('source', source), ('campaign', campaign),
                                      ('goal', goal), ('country', country)) d(dimension, value)`;

const COUNTED = ['new', 'hold', 'approve', 'cancel', 'trash'];
const PAID = ['hold', 'approve'];
const of = (status: string) => `count(*) filter (where status = '${status}') as ${status}`;
const amountOf = (status: string) =>
  `coalesce(sum(price) filter (where status = '${status}'), 0) as ${status}_amount`;

/** The place of a group among those of its dimension, the greatest first. */
const placeBy = (size: string, table: string) =>
  `row_number() over (partition by ${table}.dimension order by ${size} desc, ${table}.value) as place`;

const COUNT_LEADS = `
  with counted as materialized (
    select l.flow_id, l.goal, coalesce(l.geo, '') as country, l.status, l.price, coalesce(l.currency, '') as currency,
           ${countedTag('utm_source')} as source, ${countedTag('utm_campaign')} as campaign
      from leads l join clicks c on c.id = l.click_id
     where l.account_id = :account and l.id >= :first and l.id < :end and not l.test
  ), ranked as materialized (
    select d.dimension, d.value, currency, ${COUNTED.map(of)}, ${PAID.map(amountOf)}, ${placeBy('count(*)', 'd')}
      from counted cross join ${BY_DIMENSION}
     group by d.dimension, d.value, currency
  ), left_out (value) as (
    select dimension from ranked where place = ${MAX_VALUES} + 1
     union all
    select 'test' where exists (
      select from leads where account_id = :account and id >= :first and id < :end and test)
  )
  insert into lead_stats (account_id, dimension, bucket, value, currency,
                          new, hold, approve, cancel, trash, hold_amount, approve_amount)
  select cast(:account as uuid), dimension, cast(:begin as timestamptz), value, currency,
         new, hold, approve, cancel, trash, hold_amount, approve_amount
    from ranked where ${isKept(MAX_VALUES)}
   union all
  select cast(:account as uuid), '${LEFT_OUT}', cast(:begin as timestamptz), value, '', 0, 0, 0, 0, 0, 0, 0
    from left_out`;

/**
 * A click that stands for a subid of a flow without clicks of our own is nobody's visit. For the sketch of visitors
 * see visitors.ts: each is a hash, its first bits choose the register, the zeros that follow are what it keeps.
 */
const COUNT_CLICKS = `
  with counted as materialized (
    select c.flow_id, coalesce(c.geo, '') as country, '' as goal, ${countedTag('utm_source')} as source,
           ${countedTag('utm_campaign')} as campaign, hashtextextended(coalesce(host(c.ip), '') || ' ' || c.user_agent, 0) as hash
      from clicks c
     where c.account_id = :account and c.created_at >= :begin and c.created_at < :end and c.source <> 'flow'
  ), by_dimension as (
    insert into click_stats (account_id, dimension, bucket, value, clicks)
    select cast(:account as uuid), dimension, cast(:begin as timestamptz), value, clicks
      from (
        select d.dimension, d.value, count(*) as clicks, ${placeBy('count(*)', 'd')}
          from counted cross join ${BY_DIMENSION}
         where d.dimension <> 'goal'
         group by d.dimension, d.value
      ) ranked where ${isKept(MAX_VALUES)}
  ), registers as (
    select get_register as register, max(zeros) as zeros from counted, lateral (
      select (hash >> ${64 - REGISTER_BITS}) & ${2 ** REGISTER_BITS - 1} as get_register,
             least(${2 ** SPARE_BITS - 1}, position('1' in (hash::bit(64) << ${REGISTER_BITS})::text || '1')) as zeros) h
     group by get_register
  )
  insert into visitor_stats (account_id, bucket, sketch)
  select cast(:account as uuid), cast(:begin as timestamptz),
         string_agg(int2send((register * ${2 ** SPARE_BITS} + zeros - 32768)::int2), '' order by register)
    from registers having count(*) > 0`;

const FORGET_DAY = `
  with l as (delete from lead_days where account_id = :account and dimension = any(:dimensions) and bucket = :begin)
  delete from click_days where account_id = :account and dimension = any(:dimensions) and bucket = :begin`;

const COUNT_DAY = `
  with c as (
    insert into click_days (account_id, dimension, bucket, value, clicks)
    select cast(:account as uuid), dimension, cast(:begin as timestamptz), value, clicks
      from (
        select s.dimension, s.value, sum(clicks) as clicks, ${placeBy('sum(clicks)', 's')} from click_stats s
         where account_id = :account and dimension = any(:dimensions) and bucket >= :begin and bucket < :end
         group by s.dimension, s.value
      ) ranked where ${isKept(MAX_VALUES_OF_DAY)}
  )
  insert into lead_days (account_id, dimension, bucket, value, currency,
                         new, hold, approve, cancel, trash, hold_amount, approve_amount)
  select cast(:account as uuid), dimension, cast(:begin as timestamptz), value, currency,
         new, hold, approve, cancel, trash, hold_amount, approve_amount
    from (
      select s.dimension, s.value, currency, ${[...COUNTED, ...PAID.map((status) => `${status}_amount`)].map((column) => `sum(${column}) as ${column}`)},
             ${placeBy(`sum(${COUNTED.join(' + ')})`, 's')}
        from lead_stats s
       where account_id = :account and dimension = any(:dimensions) and bucket >= :begin and bucket < :end
       group by s.dimension, s.value, currency
    ) ranked where ${isKept(MAX_VALUES_OF_DAY)}`;
