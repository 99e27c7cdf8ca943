import type { Migration } from '../migrate.ts';

/**
 * Receivers of leads' news. What is to be sent is a row of the log from the beginning, written with the change that it
 * tells of; what waits is in a small queue beside it, so that taking what is due never looks at the whole log.
 */
export const sendingOn: Migration = {
  version: 18,
  name: 'sending on',
  sql: `
    create table receivers (
      id text primary key,
      account_id uuid not null references accounts,
      -- Null: of every flow of the account.
      flow_id text references flows,
      kind text not null check (kind in ('main', 'additional', 'order')),
      name text not null,
      -- What it was made from; only for the forms of people.
      preset text,
      is_on boolean not null default true,
      -- Why and when we switched it off ourselves.
      off_reason text,
      off_at timestamptz,
      method text not null default 'GET',
      url text not null,
      headers json not null default '[]',
      body_type text not null default 'none',
      body text not null default '',
      statuses text[] not null default '{}',
      goals text[] not null default '{}',
      status_words jsonb not null default '{}',
      test_leads boolean not null default false,
      -- Encrypted with a key that is made of the server's secret.
      secret text,
      -- Whether the secret signs each request (Standard Webhooks).
      signs boolean not null default false,
      -- Orders: how the answer is read; whether the network knows an order that comes twice; when silence is suspicious.
      answer json,
      is_keyed boolean not null default false,
      ack_hours integer check (ack_hours > 0),
      created_at timestamptz not null default now()
    );
    create index receivers_of_account on receivers (account_id);
    create trigger tell_change after insert or delete or update of account_id, flow_id, kind, name, is_on, method, url, headers,
        body_type, body, statuses, goals, status_words, test_leads
      on receivers for each row execute function subpixel_tell_change();

    alter table leads add column sent jsonb not null default '{}';

    -- By month of the ID, like the log of postbacks.
    create table outgoing (
      id uuid primary key,
      at timestamptz not null,
      account_id uuid not null,
      flow_id text not null,
      receiver_id text not null,
      kind text not null,
      click_id uuid not null,
      lead_id uuid not null,
      log_id uuid not null,
      status text not null,
      goal text not null,
      test boolean not null,
      host text not null,
      request jsonb not null,
      -- waiting: also between tries; sent; refused: the receiver does not want it; failed: given up; blocked: an address
      -- that must not be called; unsure: an order that may have arrived, which a person has to look at; cancelled.
      state text not null default 'waiting'
        check (state in ('waiting', 'sent', 'refused', 'failed', 'blocked', 'unsure', 'cancelled')),
      tries integer not null default 0,
      -- Of the last try.
      tried_at timestamptz,
      took_ms integer,
      http integer,
      error text,
      -- Orders: what the network calls the lead, or why it did not want it; and whether the lead knows of it.
      order_uid text,
      order_reason text,
      is_applied boolean not null default true,
      resend_of uuid
    ) partition by range (id);
    create index outgoing_of_account on outgoing (account_id, id desc);
    create index outgoing_of_receiver on outgoing (account_id, receiver_id, id desc);
    create index outgoing_of_click on outgoing (click_id, id desc);
    create index outgoing_errors on outgoing (account_id, id desc) where state in ('refused', 'failed', 'blocked', 'unsure');
    create index outgoing_to_apply on outgoing (id) where not is_applied;
    create table outgoing_other partition of outgoing default;

    create table outgoing_attempts (
      outgoing_id uuid not null,
      id uuid not null,
      at timestamptz not null,
      took_ms integer not null,
      http integer,
      error text,
      answer text not null,
      primary key (outgoing_id, id)
    ) partition by range (outgoing_id);
    create table outgoing_attempts_other partition of outgoing_attempts default;

    create table outgoing_queue (
      id uuid primary key,
      host text not null,
      receiver_id text not null,
      lead_id uuid not null,
      -- The click's version after the change: the order of a lead's changes, whatever the clocks of collectors say.
      turn integer not null,
      due_at timestamptz not null,
      tries integer not null default 0,
      -- Set while a try is under way; it is due again when its lease ends.
      began_at timestamptz
    ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
    create index outgoing_queue_due on outgoing_queue (host, due_at);
    create index outgoing_queue_order on outgoing_queue (lead_id, receiver_id, turn, id);
  `,
};
