import type { Migration } from '../migrate.ts';

/** Statistics tell in which half-hours leads of a source or currency are, so that a rare one is found in the list. */
export const leadsByStatistics: Migration = {
  version: 19,
  name: 'leads by statistics',
  sql: `
    -- Costs the counting, not the postbacks.
    create index lead_stats_by_value on lead_stats (account_id, dimension, value, bucket, currency);
    -- What was counted without saying what was left out: half-hours with as many values as are kept, and with tests.
    insert into lead_stats (account_id, dimension, bucket, value, currency,
                            new, hold, approve, cancel, trash, hold_amount, approve_amount)
    select account_id, 'left out', bucket, dimension, '', 0, 0, 0, 0, 0, 0, 0
      from lead_stats where dimension <> '' group by account_id, dimension, bucket having count(*) >= 500
     union
    select account_id, 'left out', date_bin('30 minutes', to_timestamp(milliseconds / 1000.0), 'epoch'::timestamptz),
           'test', '', 0, 0, 0, 0, 0, 0, 0
      from leads, lateral (select ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint as milliseconds) made
     where lead_search_terms(name, phone, email, uid, goal, geo, test) @@ '''t'''::tsquery;
  `,
};
