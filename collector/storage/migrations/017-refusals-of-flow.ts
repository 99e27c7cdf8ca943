import type { Migration } from '../migrate.ts';

/**
 * A flow's refusals, of which a good flow has none among very many entries: without this all its entries are read for
 * that (2 s of two million). Only refusals pay for it, and they are few.
 */
export const refusalsOfFlow: Migration = {
  version: 17,
  name: 'refusals of a flow',
  sql: `
    create index postback_log_flow_errors on postback_log (account_id, flow_id, id desc) where error is not null;
  `,
};
