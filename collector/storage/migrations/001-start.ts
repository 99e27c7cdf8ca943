import type { Migration } from '../migrate.ts';

/**
 * Every table that grows has the click ID, or the log entry's own ID, in its primary key and joins nothing in the
 * hot path: so it can be spread over a cluster by that column. Flows, accounts and tokens are small reference tables.
 */
export const start: Migration = {
  version: 1,
  name: 'start',
  sql: `
    create table settings (
      name text primary key,
      value text not null
    );

    create table accounts (
      id uuid primary key,
      name text not null,
      created_at timestamptz not null default now()
    );

    create table users (
      id uuid primary key,
      account_id uuid not null references accounts,
      login text not null unique,
      password_hash text not null,
      -- Runs the collector: also sees log entries whose sender is nobody's.
      operator boolean not null default false,
      created_at timestamptz not null default now()
    );

    create table sessions (
      -- SHA-256 of the cookie's value: a stolen database opens no session.
      id text primary key,
      data jsonb not null,
      expires_at timestamptz not null
    );
    create index sessions_expiry on sessions (expires_at);

    create table flows (
      id text primary key,
      account_id uuid not null references accounts,
      name text not null,
      site_key text not null unique,
      landing_url text not null default '',
      currency text,
      charset text,
      status_map jsonb not null default '{}',
      origins text[] not null default '{}',
      ip_ranges text[] not null default '{}',
      reply_text text,
      created_at timestamptz not null default now()
    );

    create table tokens (
      id text primary key,
      account_id uuid not null references accounts,
      name text not null,
      ip_ranges text[] not null default '{}',
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    );

    create table clicks (
      id uuid primary key,
      account_id uuid not null,
      flow_id text not null,
      -- Raised by each write to the click or its leads; a writer that read an older one decides again.
      version integer not null,
      source text not null check (source in ('link', 'page', 'flow')),
      created_at timestamptz not null,
      ip inet,
      geo text,
      user_agent text not null,
      url text not null,
      referrer text not null,
      tags jsonb not null
    );

    create table leads (
      click_id uuid not null,
      id uuid not null,
      account_id uuid not null,
      flow_id text not null,
      uid text not null,
      goal text not null,
      status text not null check (status in ('new', 'hold', 'approve', 'cancel', 'trash')),
      status_word text not null,
      -- The upper bound also keeps NaN out: Postgres sorts it above every number.
      price numeric(14, 4) check (price >= 0 and price <= 1000000000),
      currency text,
      name text not null,
      phone text not null,
      email text not null,
      comment text not null,
      meta jsonb not null,
      geo text,
      ip inet,
      test boolean not null,
      confirmed boolean not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (click_id, id)
    );
    -- What the matching rules promise, held by the database as well.
    create unique index leads_identity on leads (click_id, uid, goal);
    create index leads_of_account on leads (account_id, id desc);

    create table lead_history (
      click_id uuid not null,
      id uuid not null,
      lead_id uuid not null,
      at timestamptz not null,
      who text not null,
      changes jsonb not null,
      log_id uuid not null,
      primary key (click_id, id)
    );

    -- By month of the ID, which is a UUIDv7 and begins with the instant: the newest entries and one entry by its
    -- ID are found without a second key, and old months go by dropping their partition.
    create table postback_log (
      id uuid primary key,
      received_at timestamptz not null,
      channel text not null,
      account_id uuid,
      flow_id text,
      click_id uuid,
      lead_id uuid,
      uid text not null,
      goal text not null,
      -- 'created', 'updated', 'registered'; null where it was refused.
      result text,
      error text,
      reason text,
      hint text,
      status_word text not null,
      lead_status text,
      warnings text[] not null,
      remarks jsonb not null,
      changes jsonb not null,
      request jsonb not null,
      answer jsonb not null,
      ip inet,
      test boolean not null,
      dry boolean not null,
      took_ms integer not null
    ) partition by range (id);
    create index postback_log_of_account on postback_log (account_id, id desc);
    create index postback_log_errors on postback_log (account_id, id desc) where error is not null;
    create index postback_log_of_click on postback_log (click_id, id desc);
    -- For entries whose clock is far off; always small.
    create table postback_log_other partition of postback_log default;
  `,
};
