import pg from 'pg';

/** Names, addresses and answers of strangers, where a page would run or mangle them if it could. */
const NASTY = '"><img src=x onerror=alert(1)>\u202e<script>alert(2)</script>';

/** What becomes of every so many messages, with the HTTP code, the word and the beginning of the answer. */
const ENDS = `(values
  (0, 'failed', 500, 'http', '{"error":"<b>no such click</b>"}'), (1, 'blocked', null, 'blocked', '10.0.0.1 is not an address of the public internet'),
  (2, 'unsure', null, 'timeout', ''), (3, 'refused', 200, 'refused', $2), (4, 'cancelled', null, 'switched-off', ''),
  (5, 'failed', null, $2, $2)) as e(place, state, http, error, answer)`;

/**
 * What receivers were told of the leads that there are, as the sender would have left it: most arrived, some did not. The
 * receivers hear of no lead to come, so that nothing is really sent. `stranger`: what is said in places of strangers.
 */
export async function addSampleMessages(
  databaseUrl: string,
  tokenId: string,
  stranger = NASTY,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select account_id as id from tokens where id = $1', [
    tokenId,
  ]);
  const values = [rows[0]?.id, stranger];
  await client.query(
    `insert into receivers (id, account_id, kind, name, method, url, goals) values
       ('rc_sample_main1', $1, 'main', 'PropellerAds', 'GET', 'https://ads.example/pb?visitor_id={subid}', '{never}'),
       ('rc_sample_chat1', $1, 'additional', $2, 'POST', 'https://chat.example/hook', '{never}'),
       ('rc_sample_order', $1, 'order', 'Leadrock', 'POST', 'https://network.example/api/order', '{never}')`,
    values,
  );
  await client.query(
    `with told as (
       select l.*, r.id as receiver_id, r.kind, r.url, r.method, h.log_id,
              row_number() over (order by l.created_at, r.id) as place
         from (select * from leads where account_id = $1 order by id desc limit 200) l
         join receivers r on r.account_id = l.account_id and r.id like 'rc_sample_%'
         cross join lateral (select log_id from lead_history h where h.click_id = l.click_id and h.lead_id = l.id
                              order by h.id limit 1) h
     ),
     sent as (
       insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test, host,
                             request, state, tries, tried_at, took_ms, http, error, order_reason)
       select overlay(overlay(gen_random_uuid()::text placing substr(t.id::text, 1, 13) from 1) placing '-7' from 14)::uuid,
              t.updated_at, t.account_id, t.flow_id, t.receiver_id, t.kind, t.click_id, t.id, t.log_id, t.status, t.goal,
              t.test, split_part(t.url, '/', 3) || ':443',
              jsonb_build_object('method', t.method, 'url', t.url || $2, 'headers', '[["X-Note", "hello"]]'::jsonb,
                                 'body', jsonb_build_object('name', t.name, 'note', $2::text)::text),
              coalesce(e.state, 'sent'), 1 + t.place % 3, t.updated_at, 40 + t.place % 400, case when e.state is null then 200 else e.http end,
              e.error, case when e.state = 'refused' then $2 end
         from told t left join ${ENDS} on e.place = t.place % 17
       returning id, at, took_ms, http, error
     )
     insert into outgoing_attempts (outgoing_id, id, at, took_ms, http, error, answer)
     select id, gen_random_uuid(), at, took_ms, http, error, 'answered: ' || $2 from sent`,
    values,
  );
  await client.end();
}
