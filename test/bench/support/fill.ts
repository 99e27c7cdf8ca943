import type pg from 'pg';
import { ensurePartitions } from '../../../collector/storage/partitions.ts';
import { clickIdSql } from './clicks.ts';

/** Rows in one statement: more take no less time, and show no progress. */
const STEP = 250_000;
const DAY_MS = 24 * 3600 * 1000;
/** Over how many days the rows are spread: as many as the log's partitions are looked for without a bound. */
const DAYS = 60;

/**
 * Fills flows of one account with converted clicks: the clicks `from` to `to`, a lead, a line of history and a log entry for each,
 * and a message that tells one of three receivers, in the order of time over the last two months; every tenth entry is a
 * refusal, a few have warnings, and every hundredth message came to nothing. They are of 30 countries, 40 sources, 200
 * campaigns, three goals and two currencies. `total`: of all fills together.
 */
export async function fill(
  client: pg.Client,
  flows: readonly string[],
  { from, to, total }: { readonly from: number; readonly to: number; readonly total: number },
): Promise<void> {
  const now = Date.now();
  for (let day = DAYS; day >= 0; day -= 30) await ensurePartitions(client, new Date(now - day * DAY_MS));
  // Indexes that are built at the end cost a fraction of what they do row by row.
  const indexes = await dropIndexes(client);
  for (let start = from; start < to; start += STEP) {
    await client.query(FILL, [
      flows,
      start,
      Math.min(start + STEP, to) - 1,
      now - DAYS * DAY_MS,
      DAYS * DAY_MS,
      total,
    ]);
    process.stderr.write(`\r${start + STEP} rows`);
  }
  process.stderr.write('\n');
  for (const definition of indexes) await client.query(definition);
  await client.query('vacuum analyze');
}

/** Drops what is no key, and returns how to make it again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.oid::regclass::text as name, replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid
      where not i.indisunique and not c.relispartition
        and i.indrelid = any('{clicks,leads,lead_history,postback_log,outgoing}'::regclass[])`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** IDs as RFC 9562 makes version 7 of an instant; the rest from the number, so that rows of one table differ. */
const ID = `(lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`;

const FILL = `
  with source as materialized (
    select n, ms, ${ID} as id, to_timestamp(ms / 1000.0) as at, ${clickIdSql('n')} as click_id, f.account_id, f.id as flow_id,
           '203.0.' || n % 200 || '.' || n % 251 as ip, chr(65 + n % 5) || chr(65 + n % 6) as geo,
           (array['', 'registration', 'deposit'])[1 + n % 3] as goal, (array['USD', 'EUR'])[1 + n % 2] as currency,
           jsonb_build_object('utm_source', 'source-' || n % 40, 'utm_campaign', 'campaign-' || n % 200) as tags,
           case n % 5 when 0 then 'new' when 1 then 'hold' when 2 then 'cancel' when 3 then 'trash' else 'approve' end as status
      from generate_series($2::int, $3::int) n join flows f on f.id = ($1::text[])[1 + n % cardinality($1::text[])],
           lateral (select $4::bigint + (n::numeric * $5::bigint / $6::bigint)::bigint as ms) t
     order by n
  ), c as (
    insert into clicks (id, account_id, flow_id, version, source, created_at, ip, geo, user_agent, url, referrer, tags)
    select click_id, account_id, flow_id, 1, 'link', at, ip::inet, geo, 'Mozilla/5.0 (Linux; Android 14)',
           'https://shop.example/offer?utm_source=bench', '', tags from source
  ), l as (
    insert into leads (click_id, id, account_id, flow_id, uid, goal, status, status_word, price, currency, name, phone,
                       email, comment, meta, geo, ip, test, confirmed, created_at, updated_at)
    select click_id, id, account_id, flow_id, n::text, goal, status, status, 12.5, currency, 'Ann ' || n, '+1555' || n,
           'ann' || n || '@shop.example', '', '{}', geo, ip::inet, false, true, at, at from source
  ), h as (
    insert into lead_history (click_id, id, lead_id, at, who, changes, log_id)
    select click_id, id, id, at, 's2s', '[{"field":"status","from":null,"to":"approve"}]', id from source
  ), o as (
    insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test,
                          host, request, state, tries, tried_at, took_ms, http, error)
    select id, at, account_id, flow_id, 'receiver-' || n % 3, case n % 3 when 0 then 'main' else 'additional' end,
           click_id, id, id, status, goal, false, 'tracker.example',
           jsonb_build_object('method', 'GET', 'url', 'https://tracker.example/postback?cid=' || n || '&status=' || status,
             'headers', '{}'::jsonb, 'body', null),
           case when n % 100 = 7 then 'failed' when n % 1000 = 3 then 'refused' else 'sent' end, 1, at, 40,
           case when n % 100 = 7 then 500 else 200 end, case when n % 100 = 7 then 'http-500' end
      from source
  )
  insert into postback_log (id, received_at, channel, account_id, flow_id, click_id, lead_id, uid, goal, result, error,
                            reason, hint, status_word, lead_status, warnings, remarks, changes, request, answer, ip,
                            test, dry, took_ms)
  select id, at, 's2s', account_id, flow_id, click_id, id, n::text, goal,
         case when n % 10 > 0 then 'created' end, case when n % 10 = 0 then 'no-changes' end,
         case when n % 10 = 0 then 'same' end, case when n % 10 = 0 then 'Nothing to do.' end, status, status,
         case when n % 1000 = 1 then '{unmapped-status}' else '{}' end::text[], '[]', '[]',
         jsonb_build_object('method', 'GET', 'path', '/api/track/postback.json', 'query',
           'id=sk_&click=' || click_id || '&uid=' || n || '&status=approve&price=12.50&currency=USD', 'headers', '{"host":"bench"}'::jsonb,
           'body', ''),
         '{"http":200,"body":"{\\"status\\":\\"ok\\",\\"result\\":\\"created\\"}"}', ip::inet, false, false, 3
    from source`;
