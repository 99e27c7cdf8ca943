import type { Migration } from '../migrate.ts';

/** In what new users of an account read the console. */
export const defaultsOfAccount: Migration = {
  version: 21,
  name: 'defaults of an account',
  sql: `
    -- All three or none; none: new users read as who adds them.
    alter table accounts add column locale text, add column time_zone text, add column currency text;
  `,
};
