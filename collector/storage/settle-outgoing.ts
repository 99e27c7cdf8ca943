import type { Pool } from 'pg';
import { toUuid } from '../pipeline/click-id.ts';

/** What became of a message that was taken. */
export interface Settlement {
  readonly id: string;
  readonly lease: string;
  /** `waiting`: it is tried again. */
  readonly state: 'waiting' | 'sent' | 'refused' | 'failed' | 'blocked' | 'unsure' | 'cancelled';
  /** Where it is tried again: when, in milliseconds from now. */
  readonly inMs: number;
  /** A word; null where it went well. */
  readonly error: string | null;
  /** Orders: what the network calls the lead, why it did not want it, and whether the lead has yet to hear of it. */
  readonly orderUid: string | null;
  readonly orderReason: string | null;
  readonly isNews: boolean;
  /** Null where nothing was tried. */
  readonly attempt: Attempt | null;
}

export interface Attempt {
  /** UUIDv7, 32 hex digits. */
  readonly id: string;
  readonly at: Date;
  readonly tookMs: number;
  readonly http: number | null;
  /** The beginning of the answer; where there was none, what happened instead. */
  readonly answer: string;
}

/**
 * Writes down many tries in one statement. A message leaves the queue whoever holds its lease by now, for it has
 * arrived; it is put off only by who holds it. What leaves the queue twice is settled once, but for an order that was in doubt:
 * its answer ends the doubt, unless a person has. The later messages of its lead are put off with it: they would only be
 * looked at in vain.
 *
 * Rows are looked up by arrays of IDs, and what is written in them by their ID in one object: joins would read whole tables
 * where statistics are of an empty queue (see `takeDue`), or compare each result with each row.
 */
const SETTLE = {
  name: 'settle-outgoing',
  text: `
    with ended as (
      delete from outgoing_queue where id = any ($2::uuid[]) returning id
    ),
    put_off as (
      update outgoing_queue q
         set began_at = null,
             (due_at, tries) = (
               select now() + t.in_ms * interval '1 ms', q.tries + (t.attempt_id is not null)::int
                 from jsonb_to_record($1::jsonb -> q.id::text) as t(in_ms float8, attempt_id uuid))
       where q.id = any ($3::uuid[]) and q.began_at = ($1::jsonb -> q.id::text ->> 'lease')::timestamptz
      returning q.id, q.lead_id, q.receiver_id, q.turn, q.due_at
    ),
    later as (
      update outgoing_queue q set due_at = p.due_at
        from put_off p
       where q.lead_id = p.lead_id and q.receiver_id = p.receiver_id and (q.turn, q.id) > (p.turn, p.id)
         and q.lead_id = any (array(select lead_id from put_off)) and q.due_at < p.due_at and q.began_at is null
    ),
    -- An order whose lease ended while its answer was on its way, or while the database was away.
    late as (
      select id from outgoing
       where id = any ($4::uuid[]) and state = 'unsure' and request->>'erased' is null order by id for update
    ),
    settled as materialized (select id from ended union all select id from put_off union all select id from late),
    noted as (
      update outgoing o
         set (state, error, http, tries, tried_at, took_ms, order_uid, order_reason, is_applied) = (
           select t.state, t.error, t.http, o.tries + (t.attempt_id is not null)::int, coalesce(t.at, o.tried_at),
                  coalesce(t.took_ms, o.took_ms), coalesce(t.order_uid, o.order_uid),
                  coalesce(t.order_reason, o.order_reason), o.is_applied and not t.is_news
             from jsonb_to_record($1::jsonb -> o.id::text) as t(
               state text, error text, http int, attempt_id uuid, at timestamptz, took_ms int, order_uid text,
               order_reason text, is_news boolean))
       where o.id = any (array(select id from settled))
    )
    insert into outgoing_attempts (outgoing_id, id, at, took_ms, http, error, answer)
    -- Only of what was still in the queue: who was erased meanwhile leaves no trace here either.
    select s.id, t.attempt_id, t.at, t.took_ms, t.http, t.error, t.answer
      from settled s
      cross join lateral jsonb_to_record($1::jsonb -> s.id::text) as t(
        attempt_id uuid, at timestamptz, took_ms int, http int, error text, answer text)
     where t.attempt_id is not null`,
};

/** Throws what node-postgres throws; then nothing of it is written. */
export async function settleTries(pool: Pool, settlements: readonly Settlement[]): Promise<void> {
  const results = new Map<string, Settlement>();
  // Of two tries of a message, which the end of a lease may bring about, the one that has ended it.
  for (const each of settlements)
    if (each.state !== 'waiting' || !results.has(each.id)) results.set(each.id, each);
  const values: Record<string, object> = {};
  const ended: string[] = [];
  const putOff: string[] = [];
  const news: string[] = [];
  // Sorted: two that settle the same messages wait for each other and do not deadlock.
  for (const [hex, each] of [...results].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const id = toUuid(hex);
    (each.state === 'waiting' ? putOff : ended).push(id);
    if (each.isNews) news.push(id);
    values[id] = {
      lease: each.lease,
      state: each.state,
      in_ms: each.inMs,
      error: each.error,
      order_uid: each.orderUid,
      order_reason: each.orderReason,
      is_news: each.isNews,
      attempt_id: each.attempt?.id,
      at: each.attempt?.at,
      took_ms: each.attempt?.tookMs,
      http: each.attempt?.http,
      answer: each.attempt?.answer,
    };
  }
  await pool.query({ ...SETTLE, values: [JSON.stringify(values), ended, putOff, news] });
}
