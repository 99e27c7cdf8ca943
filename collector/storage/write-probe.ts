import type { Pool } from 'pg';

/**
 * A real write: a database that has become a read-only replica answers every read, and would look healthy for days.
 * Throws what the database says.
 */
export async function writeProbe(pool: Pool): Promise<void> {
  await pool.query(
    `insert into settings (name, value) values ('ready', now()::text)
       on conflict (name) do update set value = excluded.value`,
  );
}
