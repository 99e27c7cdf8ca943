import type { Migration } from '../migrate.ts';

export const quietImports: Migration = {
  version: 25,
  name: 'imports that tell nobody',
  sql: `
    -- An import that was broken off goes on as it began.
    alter table uploads add column is_quiet boolean not null default false;
  `,
};
