import type { Migration } from '../migrate.ts';

/**
 * The log of what was sent is looked through by what became of messages. Only what came to nothing is in this index, so
 * neither a new message nor one that arrives costs more; few of one state are found among many of another.
 */
export const outgoingLog: Migration = {
  version: 20,
  name: 'outgoing log',
  sql: `
    create index outgoing_ends on outgoing (account_id, state, id desc)
      where state in ('refused', 'failed', 'blocked', 'unsure', 'cancelled');
    drop index outgoing_errors;
  `,
};
