import type { Pool } from 'pg';
import { fromUuid } from '../pipeline/click-id.ts';
import type { ReceiverKind } from '../pipeline/sending/receiver.ts';
import type { OutgoingRequest } from '../pipeline/sending/render-request.ts';
import type { AnswerRules } from './receivers.ts';

/** A message whose try is to begin: nobody else takes it until its lease ends. */
export interface TakenMessage {
  /** 32 hex digits. */
  readonly id: string;
  /** When it was taken, to the microsecond: who holds the lease. */
  readonly lease: string;
  /** A try before was taken and never settled: its collector was killed, or could not reach the database. */
  readonly hasLapsed: boolean;
  readonly host: string;
  /** That have ended. */
  readonly tries: number;
  readonly kind: ReceiverKind;
  readonly request: OutgoingRequest;
  readonly receiverId: string;
  /** Null where it was deleted meanwhile. */
  readonly receiver: TakenReceiver | null;
}

export interface TakenReceiver {
  readonly isOn: boolean;
  /** As it stands now; a message goes to where it stood when it was written. */
  readonly url: string;
  readonly sealedSecret: string | null;
  readonly signs: boolean;
  readonly answer: AnswerRules | null;
  readonly isKeyed: boolean;
}

/** What may be taken of a host, and what is under way there already. */
export type Allotment = readonly [slots: number, busy: number];

/** A try, with the write-down of its result, surely takes less. In seconds. */
const LEASE_S = 30;

/**
 * Hops over the hosts in their index, and takes of each only what is due and may be begun: however much waits for a
 * dead host, it is not looked at. Hosts with little under way come first. A lead's messages to one receiver go one
 * after the other.
 *
 * No join of tables, but look-ups: the queue is empty most of the time, and where statistics say so all plans seem to cost
 * the same. Seen: 856 messages waited, and for each of 141 all of them were read, and all that had been sent as well.
 */
const TAKE = {
  name: 'take-outgoing',
  text: `
    with recursive hosts as (
      (select host from outgoing_queue order by host limit 1)
      union all
      select (select q.host from outgoing_queue q where q.host > h.host order by q.host limit 1)
        from hosts h where h.host is not null
    ),
    allotted as materialized (
      select host, coalesce(($1::jsonb -> host ->> 0)::int, $2::int) as slots,
             coalesce(($1::jsonb -> host ->> 1)::int, 0) as busy
        from hosts where host is not null
    ),
    ranked as (
      select d.id, d.began_at, d.due_at, a.busy + row_number() over (partition by a.host order by d.due_at) as rank
        from allotted a cross join lateral (
          select q.id, q.began_at, q.due_at from outgoing_queue q
           where q.host = a.host and q.due_at <= now()
             and q.id = (
               select e.id from outgoing_queue e
                where e.lead_id = q.lead_id and e.receiver_id = q.receiver_id
                order by e.lead_id, e.receiver_id, e.turn, e.id limit 1)
           order by q.due_at limit a.slots
             for update of q skip locked) d
       where a.slots > 0
    ),
    due as materialized (select id, began_at from ranked order by rank, due_at limit $3::int),
    begun as (
      update outgoing_queue q set began_at = now(), due_at = now() + interval '${LEASE_S} s'
       where q.id = any (array(select id from due))
      returning q.id, q.began_at, q.host, q.receiver_id, q.tries
    )
    select b.id, b.began_at::text as lease, b.host, b.receiver_id, b.tries, o.kind, o.request,
           b.id = any (array(select id from due where began_at is not null)) as has_lapsed,
           r.is_on, r.url, r.secret, r.signs, r.answer, r.is_keyed
      from begun b
      cross join lateral (select kind, request from outgoing where id = b.id limit 1) o
      left join receivers r on r.id = b.receiver_id`,
};

interface TakenRow {
  readonly id: string;
  readonly lease: string;
  readonly has_lapsed: boolean;
  readonly host: string;
  readonly receiver_id: string;
  readonly tries: number;
  readonly kind: ReceiverKind;
  readonly request: OutgoingRequest;
  readonly is_on: boolean | null;
  readonly url: string;
  readonly secret: string | null;
  readonly signs: boolean;
  readonly answer: AnswerRules | null;
  readonly is_keyed: boolean;
}

/**
 * Takes messages that are due, `most` of them.
 *
 * @param slots of a host that is not in `allotted`
 */
export async function takeDue(
  pool: Pool,
  allotted: ReadonlyMap<string, Allotment>,
  slots: number,
  most: number,
): Promise<TakenMessage[]> {
  const values = [JSON.stringify(Object.fromEntries(allotted)), slots, most];
  const { rows } = await pool.query<TakenRow>({ ...TAKE, values });
  return rows.map((row) => ({
    id: fromUuid(row.id),
    lease: row.lease,
    hasLapsed: row.has_lapsed,
    host: row.host,
    tries: row.tries,
    kind: row.kind,
    request: row.request,
    receiverId: row.receiver_id,
    receiver:
      row.is_on === null
        ? null
        : {
            isOn: row.is_on,
            url: row.url,
            sealedSecret: row.secret,
            signs: row.signs,
            answer: row.answer,
            isKeyed: row.is_keyed,
          },
  }));
}

const GIVE_BACK = {
  name: 'give-back-outgoing',
  text: `
    update outgoing_queue q set began_at = null, due_at = now()
      from unnest($1::uuid[], $2::timestamptz[]) as t(id, lease)
     where q.id = t.id and q.began_at = t.lease`,
};

/** For those whose try was not begun. */
export async function giveBack(
  pool: Pool,
  messages: readonly Pick<TakenMessage, 'id' | 'lease'>[],
): Promise<void> {
  if (messages.length === 0) return;
  const values = [messages.map(({ id }) => id), messages.map(({ lease }) => lease)];
  await pool.query({ ...GIVE_BACK, values });
}

const EXPIRE = `
  with late as (
    delete from outgoing_queue where id in (
      select id from outgoing_queue
       where id < $1::uuid and began_at is null and due_at < now() - interval '1 hour'
       order by id limit 5000 for update skip locked)
    returning id
  )
  update outgoing o set state = 'failed', error = 'expired' from late l where o.id = l.id`;

/** Gives up what is older than this ID and has been due for an hour: its host is dead, and news of days ago are none. */
export async function expireOlder(pool: Pool, firstId: string): Promise<void> {
  while (((await pool.query(EXPIRE, [firstId])).rowCount ?? 0) > 0);
}

/** What waits to be sent. */
export interface QueueDepth {
  /** Messages, at most 100,000: more are not counted. */
  readonly waiting: number;
  /** How long the oldest has been due, in seconds; 0 where nothing is. */
  readonly overdueS: number;
}

const DEPTH = `
  with recursive hosts as (
    (select host from outgoing_queue order by host limit 1)
    union all
    select (select q.host from outgoing_queue q where q.host > h.host order by q.host limit 1)
      from hosts h where h.host is not null
  )
  select (select count(*)::int from (select from outgoing_queue limit 100000) some_of_it) as waiting,
         greatest(0, extract(epoch from now() - min(first.due_at)))::float8 as overdue_s
    from hosts h cross join lateral (
      select q.due_at from outgoing_queue q where q.host = h.host order by q.due_at limit 1) first
   where h.host is not null`;

/** By hops over the hosts, as `takeDue` does. */
export async function readQueueDepth(pool: Pool): Promise<QueueDepth> {
  const { rows } = await pool.query<{ waiting: number; overdue_s: number | null }>(DEPTH);
  return { waiting: rows[0]?.waiting ?? 0, overdueS: rows[0]?.overdue_s ?? 0 };
}
