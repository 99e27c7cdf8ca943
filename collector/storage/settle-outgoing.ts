import type { Pool } from 'pg';

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
 */
const SETTLE = {
  name: 'settle-outgoing',
  text: `
    with tried as materialized (
      select * from jsonb_to_recordset($1::jsonb) as t(
        id uuid, lease timestamptz, state text, in_ms float8, error text, order_uid text, order_reason text, is_news boolean,
        attempt_id uuid, at timestamptz, took_ms int, http int, answer text)
       order by id
    ),
    ended as (
      delete from outgoing_queue q using tried t where t.state <> 'waiting' and q.id = t.id returning q.id
    ),
    put_off as (
      update outgoing_queue q
         set due_at = now() + t.in_ms * interval '1 ms', began_at = null,
             tries = q.tries + (t.attempt_id is not null)::int
        from tried t where t.state = 'waiting' and q.id = t.id and q.began_at = t.lease
      returning q.id, q.lead_id, q.receiver_id, q.turn, q.due_at
    ),
    later as (
      update outgoing_queue q set due_at = p.due_at
        from put_off p
       where q.lead_id = p.lead_id and q.receiver_id = p.receiver_id and (q.turn, q.id) > (p.turn, p.id)
         and q.due_at < p.due_at and q.began_at is null
    ),
    -- An order whose lease ended while its answer was on its way, or while the database was away.
    late as (
      select o.id from tried t join outgoing o on o.id = t.id
       where t.is_news and o.state = 'unsure' and o.request->>'erased' is null
         for update of o
    ),
    settled as materialized (select id from ended union all select id from put_off union all select id from late),
    noted as (
      update outgoing o
         set state = t.state, error = t.error, http = t.http,
             tries = o.tries + (t.attempt_id is not null)::int,
             tried_at = coalesce(t.at, o.tried_at), took_ms = coalesce(t.took_ms, o.took_ms),
             order_uid = coalesce(t.order_uid, o.order_uid), order_reason = coalesce(t.order_reason, o.order_reason),
             is_applied = o.is_applied and not t.is_news
        from settled s join tried t on t.id = s.id where o.id = s.id
    )
    insert into outgoing_attempts (outgoing_id, id, at, took_ms, http, error, answer)
    -- Only of what was still in the queue: who was erased meanwhile leaves no trace here either.
    select id, attempt_id, at, took_ms, http, error, answer from settled join tried using (id) where attempt_id is not null`,
};

/** Throws what node-postgres throws; then nothing of it is written. */
export async function settleTries(pool: Pool, settlements: readonly Settlement[]): Promise<void> {
  const rows = settlements.map((each) => ({
    id: each.id,
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
  }));
  await pool.query({ ...SETTLE, values: [JSON.stringify(rows)] });
}
