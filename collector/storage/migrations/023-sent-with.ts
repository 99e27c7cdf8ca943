import type { Migration } from '../migrate.ts';

/**
 * Which token or site key a postback came with. It has no index, which every postback would pay for: a search by token goes
 * from the token's making to its end, and stops at a page (see `whereFits`).
 */
export const sentWith: Migration = {
  version: 23,
  name: 'what a postback was sent with',
  sql: `
    -- The ID of a token, or a site key (pk_…); null where it came without one, and in entries of old.
    alter table postback_log add column sent_with text;
  `,
};
