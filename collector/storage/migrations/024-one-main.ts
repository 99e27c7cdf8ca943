import type { Migration } from '../migrate.ts';

/**
 * One main receiver of an account or a flow, whoever saves at the same time. Where there are two already, the older one that is
 * on stays it. The others become additional ones: they were called until now and still are, at each change that matches;
 * their names say it.
 */
export const oneMain: Migration = {
  version: 24,
  name: 'one main receiver',
  sql: `
    -- An older program that is still draining could add one between the two steps.
    lock table receivers in share row exclusive mode;
    update receivers r set kind = 'additional', name = left(name, 80) || ' (a second main one)'
      from (select id, row_number() over (partition by account_id, flow_id order by is_on desc, created_at, id) as place
              from receivers where kind = 'main') main
     where main.id = r.id and main.place > 1;
    create unique index receivers_main on receivers (account_id, coalesce(flow_id, '')) where kind = 'main';
  `,
};
