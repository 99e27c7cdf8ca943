import type { Migration } from '../migrate.ts';

/** Network templates, conversion, replays, and postbacks that wait for their click. */
export const explain: Migration = {
  version: 2,
  name: 'explain',
  sql: `
    alter table flows add column network text;
    -- Until then the flow's page shows the next postback, whatever it is.
    alter table flows add column listening_until timestamptz;

    alter table leads
      add column sent_price numeric(14, 4),
      add column sent_currency text,
      add column rate numeric;

    create table rates (
      account_id uuid not null references accounts,
      currency text not null,
      -- What one unit is worth in US dollars.
      usd numeric not null check (usd > 0 and usd < 1e12),
      updated_at timestamptz not null default now(),
      primary key (account_id, currency)
    );

    alter table postback_log
      add column replay_of uuid,
      -- The later entry that did what this one could not.
      add column settled_by uuid;

    create table parked_postbacks (
      click_id uuid not null,
      log_id uuid not null,
      account_id uuid,
      parked_at timestamptz not null,
      retry_at timestamptz not null,
      primary key (click_id, log_id)
    );
    create index parked_postbacks_due on parked_postbacks (retry_at);
  `,
};
