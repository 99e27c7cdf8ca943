import type { Migration } from '../migrate.ts';

/** An account's clicks by time: their list, and reports. IDs of clicks in flow mode are hashes, which tell no time. */
export const clicksByTime: Migration = {
  version: 7,
  name: 'clicks-by-time',
  sql: `
    create index clicks_of_account on clicks (account_id, created_at desc, id desc);
  `,
};
