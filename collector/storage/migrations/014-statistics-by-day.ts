import type { Migration } from '../migrate.ts';

/** The same figures by day (UTC), so that a table of a month is not summed up from each half-hour of it. */
export const statisticsByDay: Migration = {
  version: 14,
  name: 'statistics-by-day',
  sql: `
    -- The bucket is the day's begin. Without the dimension of all, which is shown by days of other time zones.
    create table lead_days (like lead_stats including all);
    create table click_days (like click_stats including all);
    insert into stat_pending (bucket, account_id)
    select bucket, account_id from lead_stats union select bucket, account_id from click_stats
    on conflict do nothing;
  `,
};
