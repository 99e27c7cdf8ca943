import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type pg from 'pg';
import { clickIdSql } from './clicks.ts';
import type { Load } from './load.ts';

/** Postgres is fastest with about so many here, and takes no more than a hundred by default. */
const MAX_CLIENTS = 64;

/** Runs a script with pgbench (package postgresql-contrib). Null: it is not in the PATH. */
export async function pgbench(
  databaseUrl: string,
  script: string,
  width: number,
  seconds: number,
): Promise<Load | null> {
  const clients = ['-c', String(Math.min(width, MAX_CLIENTS)), '-j', width === 1 ? '1' : '2'];
  const parameters = ['-n', '-M', 'prepared', ...clients, '-T', String(seconds), '-f', script, databaseUrl];
  try {
    const { stdout } = await promisify(execFile)('pgbench', parameters);
    const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
    return {
      perSecond: number(/tps = ([\d.]+)/),
      p50: number(/latency average = ([\d.]+)/),
      p99: Number.NaN,
      failed: 0,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

/** The rows of a postback that was just written, as a transaction of single statements for other clicks. */
export async function transactionLike(client: pg.Client, clicks: number): Promise<string> {
  const copy = async (table: string, changes: Record<string, string>) => {
    const { rows } = await client.query(`select to_jsonb(t) as row from ${table} t limit 1`);
    const row = rows[0].row as Record<string, unknown>;
    const columns = Object.keys(row);
    const values = columns.map((column) => changes[column] ?? literal(row[column]));
    return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`;
  };
  const click = clickIdSql(':n::int');
  // Ordered by time like ours, or the index would cost more.
  const id = `overlay(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || right(replace(gen_random_uuid()::text, '-', ''), 20) placing '7' from 13)::uuid`;
  const now = 'clock_timestamp()';
  const common = { id, click_id: click, at: now, created_at: now, updated_at: now, received_at: now };
  const lead = await copy('leads', { ...common, uid: 'gen_random_uuid()::text' });
  return [
    `\\set n random(0, ${clicks - 1})`,
    'begin;',
    `select c.*, l.* from clicks c left join leads l on l.click_id = c.id where c.id = ${click};`,
    `update clicks set version = version + 1 where id = ${click};`,
    `${lead} on conflict (click_id, uid, goal) do update set status = excluded.status, price = excluded.price;`,
    `${await copy('lead_history', common)};`,
    `${await copy('postback_log', common)};`,
    'commit;',
  ].join('\n');
}

/** A value as SQL. A colon before a word would be a variable of pgbench's. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `'{}'`;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `'${text.replaceAll("'", "''").replace(/:(?=\w)/g, ': ')}'`;
}
