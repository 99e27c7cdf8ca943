import type { Pool } from 'pg';

/** The most that one attempt to connect may take, in milliseconds: so much longer a black hole may seem to last. */
const MOST_MS = 5000;

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

/**
 * The same, with twice the time to connect after each attempt that was broken off. On a machine with too much to do a
 * connection may take longer than the usual second, and attempts that are broken off are work that keeps it so (seen:
 * 45 s of it, and no end in sight). A database that answers brings the usual time back.
 */
export function createPatientProbe(pool: Pool): () => Promise<void> {
  const usual = pool.options.connectionTimeoutMillis ?? 0;
  return async () => {
    const limit = pool.options.connectionTimeoutMillis ?? 0;
    const begun = performance.now();
    try {
      await writeProbe(pool);
      pool.options.connectionTimeoutMillis = usual;
    } catch (error) {
      const isBrokenOff = performance.now() - begun >= limit;
      if (isBrokenOff) pool.options.connectionTimeoutMillis = Math.min(2 * limit, Math.max(MOST_MS, usual));
      throw error;
    }
  };
}
