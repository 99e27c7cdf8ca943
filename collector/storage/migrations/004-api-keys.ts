import type { Migration } from '../migrate.ts';

/** Keys for people's own programs. */
export const apiKeys: Migration = {
  version: 4,
  name: 'api keys',
  sql: `
    create table api_keys (
      id text primary key,
      account_id uuid not null references accounts,
      name text not null,
      -- SHA-256 of the key, which is shown once: it has 128 random bits, so a slow hash would add nothing.
      hash text not null unique,
      scopes text[] not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    );
  `,
};
