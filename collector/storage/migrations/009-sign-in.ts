import type { Migration } from '../migrate.ts';

/** When a session last proved its password, sign-ins that still need their code, and filters of the audit log. */
export const signIn: Migration = {
  version: 9,
  name: 'sign in',
  sql: `
    -- Null: not since the session began.
    alter table sessions add column confirmed_at timestamptz;

    -- Whoever knew the password and still owes the code. Not a kind of session: an older program would let them in.
    create table second_steps (
      -- SHA-256 of the cookie's value.
      id text primary key,
      user_id uuid not null references users on delete cascade,
      expires_at timestamptz not null
    );

    create index audit_log_of_user on audit_log (account_id, user_id, id desc);
    create index audit_log_of_action on audit_log (account_id, action, id desc);
  `,
};
