import type { Knex } from 'knex';
import type { Pool } from 'pg';
import { BY_MONTH, firstId } from './partitions.ts';
import { readHits } from './person-search.ts';

/** A flow that does not keep contact data for ever. */
export interface Retention {
  readonly accountId: string;
  readonly flowId: string;
  readonly days: number;
}

export async function listRetentions(knex: Knex): Promise<Retention[]> {
  return knex('flows')
    .whereNotNull('retention_days')
    .select({ accountId: 'account_id', flowId: 'id', days: 'retention_days' });
}

/**
 * Clicks of a flow, some at a time, whose leads hold contact data and have all stood still since an instant. The flow's
 * leads up to there are read once: it is asked once a day.
 */
export function readExpiredClicks(
  knex: Knex,
  { accountId, flowId }: Retention,
  since: Date,
): AsyncGenerator<string[]> {
  const page = `
    select id, click_id as hit,
           (name <> '' or phone <> '' or email <> '' or comment <> '' or meta <> '{}' or ip is not null)
           and not exists (select from leads o where o.click_id = l.click_id and o.updated_at >= :since) as quotes
      from leads l
     where account_id = :accountId and flow_id = :flowId and id > :after and id < :end
     order by id limit :size`;
  return readHits(knex, page, { accountId, flowId, since, end: firstId(since) });
}

/** Drops the months of both logs that were over at an instant, whole. Returns their names. */
export async function dropLogBefore(pool: Pool, instant: Date): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = any($1::regclass[]) order by 1`,
    [BY_MONTH],
  );
  const old = rows.flatMap(({ name }) => (isOver(name, instant) ? [name] : []));
  for (const name of old) await pool.query(`drop table if exists ${name}`);
  return old;
}

/** `postback_log_2031_05` is over in June. Where rows of other months are is no month, and stays. */
function isOver(name: string, instant: Date): boolean {
  const [, year, month] = /^[a-z_]+_(\d{4})_(\d\d)$/.exec(name) ?? [];
  return year !== undefined && Date.UTC(Number(year), Number(month), 1) <= instant.getTime();
}
