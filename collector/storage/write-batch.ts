import type { Pool } from 'pg';
import type { Batch } from '../pipeline/batch-store.ts';
import { fromUuid } from '../pipeline/click-id.ts';
import { clickRow, entryRow, historyRow, leadRow, sendRows } from './batch-rows.ts';
import { statChangesOf } from './stat-changes.ts';

/**
 * Writes a whole batch in one statement, which is one transaction. A click is written where its version is still the
 * one that was read (or where it is still missing, for a new one), and leads, history and log entries only for the
 * clicks that were: so two collectors need no lock. Updates come before inserts and both in the order of the IDs
 * (see ORDERED_PLANS), so that two batches with the same clicks wait for each other and do not deadlock.
 */
const WRITE = {
  name: 'write-batch',
  text: `
    with click_in as materialized (
      select * from jsonb_to_recordset($1::jsonb) as t(
        id uuid, account_id uuid, flow_id text, version int, source text, created_at timestamptz, ip inet, geo text,
        user_agent text, url text, referrer text, tags jsonb)
       order by id
    ),
    raised as (
      update clicks c set version = c.version + 1, geo = i.geo, tags = i.tags
        from click_in i where i.version > 0 and c.id = i.id and c.version = i.version
      returning c.id
    ),
    added as (
      insert into clicks (id, account_id, flow_id, version, source, created_at, ip, geo, user_agent, url, referrer, tags)
      select id, account_id, flow_id, 1, source, created_at, ip, geo, user_agent, url, referrer, tags
        from click_in where version = 0
      on conflict (id) do nothing
      returning id
    ),
    passed as materialized (select id from raised union all select id from added),
    saved as (
      insert into leads (click_id, id, account_id, flow_id, uid, goal, status, status_word, price, currency, sent_price,
                         sent_currency, rate, name, phone, email, comment, meta, geo, ip, test, confirmed, created_at, updated_at, erased_at, sent)
      select click_id, id, account_id, flow_id, uid, goal, status, status_word, price, currency, sent_price,
             sent_currency, rate, name, phone, email, comment, meta, geo, ip, test, confirmed, created_at, updated_at, erased_at, sent
        from jsonb_to_recordset($2::jsonb) as t(
          click_id uuid, id uuid, account_id uuid, flow_id text, uid text, goal text, status text, status_word text,
          price numeric, currency text, sent_price numeric, sent_currency text, rate numeric, name text, phone text, email text, comment text, meta jsonb, geo text, ip inet,
          test boolean, confirmed boolean, created_at timestamptz, updated_at timestamptz, erased_at timestamptz, sent jsonb)
       where click_id = any (array(select id from passed))
      on conflict (click_id, id) do update set
        uid = excluded.uid, goal = excluded.goal, status = excluded.status, status_word = excluded.status_word,
        price = excluded.price, currency = excluded.currency, sent_price = excluded.sent_price,
        sent_currency = excluded.sent_currency, rate = excluded.rate, name = excluded.name, phone = excluded.phone,
        email = excluded.email, comment = excluded.comment, meta = excluded.meta, geo = excluded.geo,
        ip = excluded.ip, test = excluded.test, confirmed = excluded.confirmed, updated_at = excluded.updated_at, sent = excluded.sent
    ),
    told as (
      insert into lead_history (click_id, id, lead_id, at, who, changes, log_id)
      select click_id, id, lead_id, at, who, changes, log_id
        from jsonb_to_recordset($3::jsonb) as t(
          click_id uuid, id uuid, lead_id uuid, at timestamptz, who text, changes jsonb, log_id uuid)
       where click_id = any (array(select id from passed))
    ),
    log_in as materialized (
      select * from jsonb_to_recordset($4::jsonb) as t(
          id uuid, received_at timestamptz, channel text, account_id uuid, flow_id text, click_id uuid, lead_id uuid,
          uid text, goal text, result text, error text, reason text, hint text, status_word text, lead_status text,
          warnings text[], remarks jsonb, changes jsonb, request jsonb, answer jsonb, ip inet, test boolean,
          dry boolean, took_ms int, guard uuid, replay_of uuid, settles boolean,
          parked boolean, sent_with text)
       where guard is null or guard = any (array(select id from passed))
    ),
    logged as (
      insert into postback_log (id, received_at, channel, account_id, flow_id, click_id, lead_id, uid, goal, result,
                                error, reason, hint, status_word, lead_status, warnings, remarks, changes, request,
                                answer, ip, test, dry, took_ms, replay_of, sent_with)
      select id, received_at, channel, account_id, flow_id, click_id, lead_id, uid, goal, result,
             error, reason, hint, status_word, lead_status, warnings, remarks, changes, request,
             answer, ip, test, dry, took_ms, replay_of, sent_with
        from log_in
    ),
    -- A replay that went well settles the entry that it repeats, and takes it off the waiting list. Asked for twice, so that
    -- no plan reads the whole log in each batch to find that nothing is replayed: seen, where the statistics were of an
    -- empty table.
    settled as (
      update postback_log l set settled_by = i.id from log_in i
       where i.settles and l.id = i.replay_of and l.id = any (array(select replay_of from log_in where settles))
    ),
    unparked as (
      delete from parked_postbacks p using log_in i
       where i.settles and p.click_id = i.click_id and p.log_id = i.replay_of
         and p.click_id = any (array(select click_id from log_in where settles))
    ),
    parked as (
      insert into parked_postbacks (click_id, log_id, account_id, parked_at, retry_at)
      select click_id, id, account_id, received_at, received_at from log_in where parked
    ),
    -- What others are told of it is committed with it: neither without the other.
    send_in as materialized (
      select * from jsonb_to_recordset($6::jsonb) as t(
          id uuid, at timestamptz, account_id uuid, flow_id text, receiver_id text, kind text, click_id uuid, lead_id uuid,
          log_id uuid, status text, goal text, test boolean, host text, request jsonb, turn int)
       where click_id = any (array(select id from passed))
    ),
    sent_on as (
      insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test,
                            host, request)
      select id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test, host, request
        from send_in
    ),
    queued as (
      insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at)
      -- By the database's clock, which all senders go by.
      select id, host, receiver_id, lead_id, turn, least(at, now()) from send_in
    ),
    -- Statistics are counted later, and only where something has changed.
    changed as (
      insert into stat_changes (changes) select $5::jsonb where $5::jsonb is not null
    )
    select id from passed`,
};

/** Returns the IDs of the clicks that were written. */
export async function writeBatch(pool: Pool, batch: Batch): Promise<ReadonlySet<string>> {
  const values: (string | null)[] = [
    batch.clicks.map(clickRow),
    batch.leads.map(leadRow),
    batch.history.map(historyRow),
    batch.entries.map(({ entry, guard }) => ({ ...entryRow(entry), guard })),
  ].map((rows) => JSON.stringify(rows));
  const changes = statChangesOf(batch);
  values.push(changes && JSON.stringify(changes), JSON.stringify(sendRows(batch)));
  const { rows } = await pool.query<{ id: string }>({ ...WRITE, values });
  return new Set(rows.map((row) => fromUuid(row.id)));
}
