import type { Migration } from '../migrate.ts';

/** What reports read instead of leads and clicks, and which half-hours of it have to be counted anew. */
export const statistics: Migration = {
  version: 11,
  name: 'statistics',
  sql: `
    -- Leads by the half-hour of their making, as they are now; test leads are left out.
    create table lead_stats (
      account_id uuid not null,
      -- Empty: all leads. Else what \`value\` is: flow, goal, country, source, campaign.
      dimension text not null,
      bucket timestamptz not null,
      value text not null,
      -- Empty where a lead has no price.
      currency text not null,
      new int not null,
      hold int not null,
      approve int not null,
      cancel int not null,
      trash int not null,
      hold_amount numeric not null,
      approve_amount numeric not null,
      primary key (account_id, dimension, bucket, value, currency)
    );
    create table click_stats (
      account_id uuid not null,
      dimension text not null,
      bucket timestamptz not null,
      value text not null,
      clicks int not null,
      primary key (account_id, dimension, bucket, value)
    );
    -- Sketches of who came (reports/visitors.ts). They are the only large ones, and may go after 400 days.
    create table visitor_stats (
      account_id uuid not null,
      bucket timestamptz not null,
      sketch bytea not null,
      primary key (account_id, bucket)
    );
    -- The half-hours in which a network has spoken of a flow: when it falls silent, somebody should know.
    create table network_talks (
      account_id uuid not null,
      flow_id text not null,
      bucket timestamptz not null,
      primary key (account_id, flow_id, bucket)
    );

    -- A row for each batch of postbacks: what it touched.
    create table stat_changes (
      id bigint generated always as identity primary key,
      changes jsonb not null
    );
    -- The same without repetition.
    create table stat_pending (
      bucket timestamptz not null,
      account_id uuid not null,
      primary key (bucket, account_id)
    );

    -- What is there already: from one half-hour that has something to the next, by the indexes of leads and clicks.
    insert into stat_pending (bucket, account_id)
    with recursive
      lead_time as (
        select a.id as account_id, l.bucket from accounts a, lateral (
          select ${bucketOf('id')} as bucket from leads where account_id = a.id order by id desc limit 1) l
        union all
        select t.account_id, l.bucket from lead_time t, lateral (
          select ${bucketOf('id')} as bucket from leads
           where account_id = t.account_id and id < ${firstIdOf('t.bucket')} order by id desc limit 1) l
      ),
      click_time as (
        select a.id as account_id, c.bucket from accounts a, lateral (
          select ${binOf('created_at')} as bucket from clicks
           where account_id = a.id order by created_at desc limit 1) c
        union all
        select t.account_id, c.bucket from click_time t, lateral (
          select ${binOf('created_at')} as bucket from clicks
           where account_id = t.account_id and created_at < t.bucket order by created_at desc limit 1) c
      )
    select bucket, account_id from lead_time union select bucket, account_id from click_time;
  `,
};

function binOf(at: string): string {
  return `date_bin('30 minutes', ${at}, 'epoch'::timestamptz)`;
}

/** The half-hour that a UUIDv7 was made in. */
function bucketOf(id: string): string {
  const milliseconds = `('x' || left(replace(${id}::text, '-', ''), 12))::bit(48)::bigint`;
  return binOf(`to_timestamp(${milliseconds} / 1000.0)`);
}

/** The smallest UUIDv7 of an instant. */
function firstIdOf(at: string): string {
  return `rpad(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0'), 32, '0')::uuid`;
}
