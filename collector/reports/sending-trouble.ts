import type { Knex } from 'knex';
import { firstId } from '../storage/partitions.ts';

/** What is wrong with what receivers are told. */
export interface SendingTrouble {
  /** Receivers whose messages came to nothing since yesterday, by what became of them. */
  readonly failing: readonly {
    readonly receiverId: string;
    readonly name: string;
    readonly state: 'failed' | 'blocked' | 'refused';
    readonly count: number;
  }[];
  /** Receivers whose messages have been due, or tried in vain, for half an hour and more. */
  readonly late: readonly { readonly receiverId: string; readonly name: string }[];
  /** Receivers that told us to go away, so that we switched them off. */
  readonly gone: readonly { readonly receiverId: string; readonly name: string }[];
  /** Orders of which nobody knows whether they arrived. */
  readonly unsure: number;
}

const DAY_MS = 24 * 3600_000;
const LATE_MS = 3600_000;
/** A message is given up after four days at the latest, and its ID is of the day when it was written. */
const LONGEST_MS = 4 * DAY_MS;
/** Messages that are looked at, newest first: an index finds them, however much there is. */
const MAX_MESSAGES = 1000;
/** Of each host, what has been due longest. */
const MAX_OF_HOST = 200;
/** After so many tries half an hour has passed. */
const VAIN_TRIES = 4;
const MAX_LINES = 5;

/** Looks through an account for it, by indexes and within a few days. */
export async function findSendingTrouble(knex: Knex, accountId: string, now: Date): Promise<SendingTrouble> {
  const [failing, late, gone, unsure] = await Promise.all([
    findFailing(knex, accountId, now),
    findLate(knex, accountId, now),
    knex('receivers')
      .where({ account_id: accountId, is_on: false })
      .whereNotNull('off_reason')
      .orderBy('off_at', 'desc')
      .limit(MAX_LINES)
      .select({ receiverId: 'id', name: 'name' }),
    countUnsure(knex, accountId),
  ]);
  return { failing, late, gone, unsure };
}

async function findFailing(knex: Knex, accountId: string, now: Date): Promise<SendingTrouble['failing']> {
  const newest = (state: string) =>
    `(select receiver_id, state, tried_at from outgoing
       where account_id = :accountId and state = '${state}' and id >= :from order by id desc limit ${MAX_MESSAGES})`;
  const { rows } = await knex.raw<{ rows: SendingTrouble['failing'] }>(
    `select r.id as "receiverId", r.name, m.state, count(*)::int as count
       from (${['failed', 'blocked', 'refused'].map(newest).join(' union all ')}) m
       join receivers r on r.id = m.receiver_id
      where m.tried_at >= :since group by r.id, m.state order by count desc limit ${MAX_LINES}`,
    {
      ...{ accountId, from: firstId(new Date(now.getTime() - LONGEST_MS)) },
      since: new Date(now.getTime() - DAY_MS),
    },
  );
  return rows;
}

/** Hops over the hosts, as the sender does: however much waits for a dead one, little of it is looked at. */
async function findLate(knex: Knex, accountId: string, now: Date): Promise<SendingTrouble['late']> {
  const { rows } = await knex.raw<{ rows: SendingTrouble['late'] }>(
    `with recursive hosts as (
       (select host from outgoing_queue order by host limit 1)
       union all
       select (select q.host from outgoing_queue q where q.host > h.host order by q.host limit 1)
         from hosts h where h.host is not null
     )
     select r.id as "receiverId", r.name
       from hosts h cross join lateral (
         select q.receiver_id, q.due_at, q.tries from outgoing_queue q where q.host = h.host
          order by q.due_at limit ${MAX_OF_HOST}) q
       join receivers r on r.id = q.receiver_id and r.account_id = :accountId
      where h.host is not null and (q.due_at < :late or q.tries >= ${VAIN_TRIES})
      group by r.id order by min(q.due_at) limit ${MAX_LINES}`,
    { accountId, late: new Date(now.getTime() - LATE_MS) },
  );
  return rows;
}

async function countUnsure(knex: Knex, accountId: string): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from (
       select from outgoing where account_id = ? and state = 'unsure' limit ${MAX_MESSAGES}) newest`,
    [accountId],
  );
  return rows[0]?.count ?? 0;
}
