import type { Migration } from '../migrate.ts';

/** How a file was read, and whether somebody still takes its rows in. */
export const imports: Migration = {
  version: 15,
  name: 'imports',
  sql: `
    alter table uploads
      add column separator text not null default ',',
      add column charset text not null default 'utf-8',
      -- When a row was last taken in: what has stood still for long was broken off, and may go on.
      add column noted_at timestamptz;
  `,
};
