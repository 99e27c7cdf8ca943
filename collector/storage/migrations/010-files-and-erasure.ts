import type { Migration } from '../migrate.ts';

/** Files that people take away and bring in, and leads whose buyer was forgotten. */
export const filesAndErasure: Migration = {
  version: 10,
  name: 'files-and-erasure',
  sql: `
    -- Whose contact data was erased: later postbacks do not bring it back. Null: nobody's was.
    alter table leads add column erased_at timestamptz;

    -- How far a download is. The browser that waits for it made up the ID.
    create table export_runs (
      account_id uuid not null,
      id uuid not null,
      started_at timestamptz not null,
      rows integer not null,
      ended boolean not null,
      primary key (account_id, id)
    );

    -- A file between its dry run and its import, and what became of its rows.
    create table uploads (
      account_id uuid not null,
      id uuid not null,
      created_at timestamptz not null,
      -- Cells by row; the first row names them.
      cells jsonb not null,
      -- For each column the parameter that it is, or null.
      parameters jsonb not null,
      -- While the rows are taken in: since when, and how many are done.
      began_at timestamptz,
      done integer not null default 0,
      -- One for each row that is done.
      verdicts jsonb not null default '[]',
      primary key (account_id, id)
    );
  `,
};
