import type { Pool } from 'pg';
import { fromUuid } from '../pipeline/click-id.ts';

const FIND = { name: 'find-logged', text: 'select id from postback_log where id = any($1::uuid[])' };

/** The IDs that have a log entry. An entry and what its postback changed are written in one transaction. */
export async function findLogged(pool: Pool, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>({ ...FIND, values: [ids] });
  return new Set(rows.map((row) => fromUuid(row.id)));
}
