import type { Migration } from '../migrate.ts';

/** Lists of one flow, and of what a person should look at, without reading an account's whole log. */
export const lists: Migration = {
  version: 3,
  name: 'lists',
  sql: `
    create index postback_log_of_flow on postback_log (account_id, flow_id, id desc);
    -- Few entries have warnings.
    create index postback_log_warnings on postback_log (account_id, id desc) where warnings <> '{}';
    create index leads_of_flow on leads (account_id, flow_id, id desc);
  `,
};
