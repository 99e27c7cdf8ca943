import type { Pool } from 'pg';
import type { BatchStore } from '../pipeline/batch-store.ts';
import { findLogged } from './find-logged.ts';
import { loadClicks } from './load-clicks.ts';
import { toStoreError } from './sqlstate.ts';
import { writeBatch } from './write-batch.ts';

/** Clicks, leads and the log in Postgres: one statement to load, one to write. */
export function createPostgresStore(pool: Pool): BatchStore {
  return {
    load: (ids) => loadClicks(pool, ids).catch(rethrow),
    logged: (ids) => findLogged(pool, ids).catch(rethrow),
    write: (batch) => writeBatch(pool, batch).catch(rethrow),
  };
}

function rethrow(error: unknown): never {
  throw toStoreError(error);
}
