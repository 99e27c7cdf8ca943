import { DIMENSIONS } from '../../collector/reports/count-bucket.ts';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { LEFT_OUT } from '../../collector/storage/counted.ts';
import type { TestCollector } from '../support/collector.ts';

/** A line of text for each row, so that a difference can be read. */
type Lines = readonly string[];

/** What was counted of an account, by half-hour. */
export async function countedRows({ query }: TestCollector, accountId: string): Promise<Lines> {
  const leads = await query(
    `select bucket, dimension, value, currency, new, hold, approve, cancel, trash,
            trim_scale(hold_amount) as held, trim_scale(approve_amount) as paid
       from lead_stats where account_id = $1 and dimension <> '${LEFT_OUT}'`,
    [accountId],
  );
  const clicks = await query(
    'select bucket, dimension, value, clicks from click_stats where account_id = $1',
    [accountId],
  );
  return [...leads, ...clicks].map((row) => JSON.stringify(Object.values(row))).sort();
}

/** The same from leads and clicks, by plain queries. */
export async function countDirectly({ query }: TestCollector, accountId: string): Promise<Lines> {
  const lines: string[] = [];
  for (const dimension of DIMENSIONS) {
    const leads = await query(
      `select ${BUCKET_OF_LEAD} as bucket, '${dimension}' as dimension, ${OF_LEAD[dimension]} as value, coalesce(l.currency, '') as currency,
              sum((status = 'new')::int)::int as new, sum((status = 'hold')::int)::int as hold,
              sum((status = 'approve')::int)::int as approve, sum((status = 'cancel')::int)::int as cancel,
              sum((status = 'trash')::int)::int as trash,
              trim_scale(sum(case when status = 'hold' then coalesce(price, 0) else 0 end)) as held,
              trim_scale(sum(case when status = 'approve' then coalesce(price, 0) else 0 end)) as paid
         from leads l, clicks c where c.id = l.click_id and l.account_id = $1 and not l.test group by 1, 3, 4`,
      [accountId],
    );
    const clicks =
      dimension === 'goal'
        ? []
        : await query(
            `select ${bin('created_at')} as bucket, '${dimension}' as dimension, ${OF_CLICK[dimension]} as value,
                    count(*)::int as clicks
               from clicks c where account_id = $1 and source <> 'flow' group by 1, 3`,
            [accountId],
          );
    lines.push(...[...leads, ...clicks].map((row) => JSON.stringify(Object.values(row))));
  }
  return lines.sort();
}

export const TABLES = ['lead_stats', 'click_stats', 'visitor_stats', 'lead_days', 'click_days'] as const;

/** What was counted by day (UTC), and what its half-hours sum up to: the same, or something is wrong. */
export async function daysAndSums({ query }: TestCollector, accountId: string): Promise<[Lines, Lines]> {
  const lines = async (table: string, unit: string) => {
    const what = table.startsWith('lead')
      ? `currency, sum(new + 10 * hold + 100 * approve + 1000 * cancel + 10000 * trash) as leads,
         trim_scale(sum(hold_amount + 1000 * approve_amount)) as money`
      : 'sum(clicks) as clicks';
    const rows = await query(
      `select date_bin('${unit}', bucket, 'epoch'::timestamptz) as bucket, dimension, value, ${what}
         from ${table} where account_id = $1 and dimension not in ('', '${LEFT_OUT}') group by 1, 2, 3 ${table.startsWith('lead') ? ', 4' : ''}`,
      [accountId],
    );
    return rows.map((row) => JSON.stringify(Object.values(row))).sort();
  };
  return [
    [...(await lines('lead_days', '1 minute')), ...(await lines('click_days', '1 minute'))],
    [...(await lines('lead_stats', '1 day')), ...(await lines('click_stats', '1 day'))],
  ];
}

const bin = (at: string) => `date_bin('30 minutes', ${at}, 'epoch'::timestamptz)`;
const BUCKET_OF_LEAD = bin(
  `to_timestamp(('x' || left(replace(l.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)`,
);

/**
 * Moves each click and lead of an account some half-hours into the past, as if they had come at different times, and
 * counts all anew.
 */
export async function age(collector: TestCollector, accountId: string): Promise<void> {
  const { query, database } = collector;
  await query(
    `update clicks set created_at = created_at - floor(random() * 60) * interval '30 minutes' where account_id = $1`,
    [accountId],
  );
  await query(
    `update leads set id = (
       lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - (floor(random() * 60) * 1800000)::bigint), 12, '0')
       || substr(replace(id::text, '-', ''), 13))::uuid where account_id = $1`,
    [accountId],
  );
  for (const table of TABLES) await query(`delete from ${table} where account_id = $1`, [accountId]);
  await query(
    `insert into stat_pending (account_id, bucket)
     select account_id, ${BUCKET_OF_LEAD} from leads l where account_id = $1
      union select account_id, ${bin('created_at')} from clicks where account_id = $1 on conflict do nothing`,
    [accountId],
  );
  await countAll(database.knex);
}

const OF_CLICK = {
  '': "''",
  flow: 'c.flow_id',
  source: "coalesce(c.tags->>'utm_source', '')",
  campaign: "coalesce(c.tags->>'utm_campaign', '')",
  country: "coalesce(c.geo, '')",
} as const;

const OF_LEAD = { ...OF_CLICK, flow: 'l.flow_id', goal: 'l.goal', country: "coalesce(l.geo, '')" } as const;
