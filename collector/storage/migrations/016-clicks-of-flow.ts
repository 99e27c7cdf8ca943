import type { Migration } from '../migrate.ts';

/** A flow's clicks, of which a new flow has few among very many: without this their list would be looked for in all. */
export const clicksOfFlow: Migration = {
  version: 16,
  name: 'clicks-of-flow',
  sql: `
    -- Nothing of it changes with a click's later writes, so those stay within their page (HOT).
    create index clicks_of_flow on clicks (account_id, flow_id, created_at desc, id desc);
  `,
};
