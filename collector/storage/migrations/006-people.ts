import type { Migration } from '../migrate.ts';

/** Roles, what a person reads the console in, sessions that can be listed, and who did what. */
export const people: Migration = {
  version: 6,
  name: 'people',
  sql: `
    alter table users
      add column role text not null default 'owner' check (role in ('owner', 'manager', 'analyst', 'auditor')),
      add column locale text not null default 'en',
      add column time_zone text not null default 'UTC',
      -- Money of several currencies is summed up in this one.
      add column currency text not null default 'USD',
      -- Base32, for time-based one-time passwords (RFC 6238); null: the password is enough.
      add column totp_secret text,
      -- The last time step that was accepted: a code is good for one use.
      add column totp_step bigint,
      -- SHA-256 of each code that is left.
      add column recovery_codes text[] not null default '{}',
      add column disabled_at timestamptz;

    alter table sessions
      add column user_id uuid references users on delete cascade,
      add column started_at timestamptz,
      add column last_seen_at timestamptz,
      add column ip inet,
      add column user_agent text not null default '';
    -- Sessions from before are only a few hours old at most: people sign in again.
    delete from sessions;
    create index sessions_of_user on sessions (user_id);

    -- Who changed what, by the console or the API. Lines are only ever added: a trigger refuses all else.
    create table audit_log (
      account_id uuid not null,
      id uuid not null,
      at timestamptz not null,
      user_id uuid,
      -- As it was then: a user may be renamed or gone.
      login text not null,
      ip inet,
      action text not null,
      -- The ID of what it was done to.
      object text not null,
      details jsonb not null,
      -- SHA-256 over the line and the hash of the account's line before: who cuts or changes one breaks the chain.
      hash text not null,
      primary key (account_id, id)
    );
    create function subpixel_keep_audit() returns trigger language plpgsql as $$
      begin
        raise exception 'lines of the audit log stay as they are';
      end
    $$;
    create trigger keep before update or delete on audit_log
      for each row execute function subpixel_keep_audit();
  `,
};
