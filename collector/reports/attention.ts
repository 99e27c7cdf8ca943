import type { Knex } from 'knex';
import type { Reason } from '../pipeline/postback.ts';
import { firstId } from '../storage/partitions.ts';
import { findOrderAlarms, type OrderAlarms } from './order-alarms.ts';
import { findSendingTrouble, type SendingTrouble } from './sending-trouble.ts';

/** What a person has to do something about. */
export interface Attention {
  /** Status words that nobody knows, the most frequent first. */
  readonly unmapped: readonly {
    readonly flowId: string | null;
    readonly word: string;
    readonly count: number;
  }[];
  /** Payouts that were kept as sent, as a rate is missing. */
  readonly withoutRate: number;
  /** Refusals that come of a mistake in the set-up. */
  readonly refused: readonly { readonly reason: Reason; readonly count: number }[];
  /** Flows whose network used to speak. */
  readonly silent: readonly Silence[];
  /** Networks that do something odd with our orders. */
  readonly orders: OrderAlarms;
  /** Receivers that do not hear of leads. */
  readonly sending: SendingTrouble;
  /** Postbacks whose token is nobody's; for the operator, else 0. */
  readonly strangers: number;
}

export interface Silence {
  readonly flowId: string;
  /** To the half-hour. */
  readonly since: Date;
  /** The longest that it was silent before, in milliseconds. */
  readonly longestMs: number;
}

const DAY_MS = 24 * 3600_000;
/** What is older has been seen, or nobody minds. */
const WINDOW_DAYS = 3;
/** Entries that are looked at, newest first: an index finds them, however much there is. */
const MAX_ENTRIES = 1000;
const MAX_LINES = 5;
const SET_UP_REASONS: readonly Reason[] = ['unreplaced-macro', 'origin', 'ip'];
/** A network is silent after half as long again as it ever was, and at least these hours. */
const SILENT_HOURS = 3;
const SILENT_FACTOR = 1.5;

/** Looks through an account for it, by indexes and within a few days. */
export async function findAttention(
  knex: Knex,
  { accountId, operator }: { readonly accountId: string; readonly operator: boolean },
  now: Date,
): Promise<Attention> {
  const since = firstId(new Date(now.getTime() - WINDOW_DAYS * DAY_MS));
  const [warned, refused, silent, orders, sending, strangers] = await Promise.all([
    findWarned(knex, accountId, since),
    findRefused(knex, accountId, since),
    findSilent(knex, accountId, now),
    findOrderAlarms(knex, accountId, now),
    findSendingTrouble(knex, accountId, now),
    operator ? countStrangers(knex, since) : 0,
  ]);
  return { ...warned, refused, silent, orders, sending, strangers };
}

async function findWarned(knex: Knex, accountId: string, since: string) {
  const { rows } = await knex.raw<{
    rows: { warning: string; flow_id: string | null; status_word: string; count: number }[];
  }>(
    `select warning, flow_id, status_word, count(*)::int as count
       from (select flow_id, status_word, warnings from postback_log
              where account_id = ? and warnings <> '{}' and id >= ? and settled_by is null and not dry
              order by id desc limit ?) newest,
            unnest(warnings) warning
      where warning in ('unmapped-status', 'no-rate')
      group by 1, 2, 3 order by 4 desc`,
    [accountId, since, MAX_ENTRIES],
  );
  return {
    unmapped: rows
      .filter(({ warning }) => warning === 'unmapped-status')
      .slice(0, MAX_LINES)
      .map(({ flow_id: flowId, status_word: word, count }) => ({ flowId, word, count })),
    withoutRate: rows
      .filter(({ warning }) => warning === 'no-rate')
      .reduce((sum, { count }) => sum + count, 0),
  };
}

async function findRefused(knex: Knex, accountId: string, since: string) {
  const { rows } = await knex.raw<{ rows: { reason: Reason; count: number }[] }>(
    `select reason, count(*)::int as count
       from (select reason from postback_log
              where account_id = ? and error is not null and id >= ? and settled_by is null and not dry
              order by id desc limit ?) newest
      where reason = any(?) group by 1 order by 2 desc`,
    [accountId, since, MAX_ENTRIES, [...SET_UP_REASONS]],
  );
  return rows;
}

async function countStrangers(knex: Knex, since: string): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from (
       select from postback_log
        where account_id is null and error is not null and id >= ? order by id desc limit ?) newest`,
    [since, MAX_ENTRIES],
  );
  return rows[0]?.count ?? 0;
}

/** By their own habit: what spoke in five half-hours of more than a day. */
async function findSilent(knex: Knex, accountId: string, now: Date): Promise<Silence[]> {
  const { rows } = await knex.raw<{ rows: { flow_id: string; since: Date; longest_ms: number }[] }>(
    `select flow_id, max(bucket) as since, extract(epoch from max(gap))::float8 * 1000 as longest_ms
       from (select flow_id, bucket, bucket - lag(bucket) over (partition by flow_id order by bucket) as gap
               from network_talks where account_id = ? and bucket > ?) talks
      group by flow_id
     having count(*) >= 5 and max(bucket) - min(bucket) > interval '1 day'
        and ? - max(bucket) > greatest(interval '1 hour' * ?, max(gap) * ?)
      order by 2 desc limit ?`,
    [accountId, new Date(now.getTime() - 14 * DAY_MS), now, SILENT_HOURS, SILENT_FACTOR, MAX_LINES],
  );
  return rows.map((row) => ({ flowId: row.flow_id, since: row.since, longestMs: row.longest_ms }));
}
