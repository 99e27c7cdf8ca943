import type { Migration } from '../migrate.ts';

/**
 * A flow that has sent nothing is not looked for among all messages: of ten million the list took 2 s. No statistics know
 * it, since a message belongs to when its lead changed.
 */
export const outgoingOfFlow: Migration = {
  version: 22,
  name: 'outgoing messages of a flow',
  sql: `
    create index outgoing_of_flow on outgoing (account_id, flow_id, id desc);
  `,
};
