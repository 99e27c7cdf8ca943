import type { Knex } from 'knex';
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

/** Tags are as long as strangers like. */
const MAX_VALUE = 200;

/**
 * Counts a half-hour anew, from its leads and clicks as they are now; what was counted before is forgotten. As
 * nothing is added to what was there, doing it once more than needed changes nothing.
 */
export async function countBucket(
  transaction: Knex.Transaction,
  { accountId, begin }: Bucket,
): Promise<void> {
  const end = new Date(begin.getTime() + BUCKET_MS);
  const which = { account: accountId, begin, dimensions: [...DIMENSIONS] };
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

const FORGET_DAY = `
  with l as (delete from lead_days where account_id = :account and dimension = any(:dimensions) and bucket = :begin)
  delete from click_days where account_id = :account and dimension = any(:dimensions) and bucket = :begin`;

const COUNT_DAY = `
  with c as (
    insert into click_days (account_id, dimension, bucket, value, clicks)
    select account_id, dimension, cast(:begin as timestamptz), value, sum(clicks) from click_stats
     where account_id = :account and dimension = any(:dimensions) and bucket >= :begin and bucket < :end
     group by account_id, dimension, value
  )
  insert into lead_days (account_id, dimension, bucket, value, currency,
                         new, hold, approve, cancel, trash, hold_amount, approve_amount)
  select account_id, dimension, cast(:begin as timestamptz), value, currency,
         sum(new), sum(hold), sum(approve), sum(cancel), sum(trash), sum(hold_amount), sum(approve_amount)
    from lead_stats
   where account_id = :account and dimension = any(:dimensions) and bucket >= :begin and bucket < :end
   group by account_id, dimension, value, currency`;

/** With the dimensions, which the key has before the bucket. */
const FORGET = `
  with l as (delete from lead_stats where account_id = :account and dimension = any(:dimensions) and bucket = :begin),
       c as (delete from click_stats where account_id = :account and dimension = any(:dimensions) and bucket = :begin)
  delete from visitor_stats where account_id = :account and bucket = :begin`;

const tag = (name: string) => `left(coalesce(c.tags->>'${name}', ''), ${MAX_VALUE})`;

/** A row by the sources of its click, beside what it has of its own. */
const BY_DIMENSION = `lateral (values ('', ''), ('flow', flow_id), ('source', source), ('campaign', campaign),
                                      ('goal', goal), ('country', country)) d(dimension, value)`;

const of = (status: string) => `count(*) filter (where status = '${status}')`;
const amountOf = (status: string) => `coalesce(sum(price) filter (where status = '${status}'), 0)`;

const COUNT_LEADS = `
  with counted as materialized (
    select l.flow_id, l.goal, coalesce(l.geo, '') as country, l.status, l.price, coalesce(l.currency, '') as currency,
           ${tag('utm_source')} as source, ${tag('utm_campaign')} as campaign
      from leads l join clicks c on c.id = l.click_id
     where l.account_id = :account and l.id >= :first and l.id < :end and not l.test
  )
  insert into lead_stats (account_id, dimension, bucket, value, currency,
                          new, hold, approve, cancel, trash, hold_amount, approve_amount)
  select cast(:account as uuid), d.dimension, cast(:begin as timestamptz), d.value, currency,
         ${['new', 'hold', 'approve', 'cancel', 'trash'].map(of)}, ${['hold', 'approve'].map(amountOf)}
    from counted cross join ${BY_DIMENSION}
   group by d.dimension, d.value, currency`;

/**
 * A click that stands for a subid of a flow without clicks of our own is nobody's visit. For the sketch of visitors
 * see visitors.ts: each is a hash, its first bits choose the register, the zeros that follow are what it keeps.
 */
const COUNT_CLICKS = `
  with counted as materialized (
    select c.flow_id, coalesce(c.geo, '') as country, '' as goal, ${tag('utm_source')} as source,
           ${tag('utm_campaign')} as campaign, hashtextextended(coalesce(host(c.ip), '') || ' ' || c.user_agent, 0) as hash
      from clicks c
     where c.account_id = :account and c.created_at >= :begin and c.created_at < :end and c.source <> 'flow'
  ), by_dimension as (
    insert into click_stats (account_id, dimension, bucket, value, clicks)
    select cast(:account as uuid), d.dimension, cast(:begin as timestamptz), d.value, count(*)
      from counted cross join ${BY_DIMENSION}
     where d.dimension <> 'goal'
     group by d.dimension, d.value
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
