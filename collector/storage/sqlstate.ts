import { StoreError } from '../pipeline/batch-store.ts';

/** SQLSTATEs (PostgreSQL manual, appendix A) after which the same statement may well succeed. */
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';
export const UNIQUE_VIOLATION = '23505';
const TRY_AGAIN = new Set([SERIALIZATION_FAILURE, DEADLOCK_DETECTED, LOCK_NOT_AVAILABLE, UNIQUE_VIOLATION]);

/**
 * Classes that speak of the data itself: data exception, integrity constraint violation, check option of a view,
 * program limit exceeded, and what a trigger raises.
 */
const DATA_CLASSES = new Set(['22', '23', '44', '54', 'P0']);

/** Whether an error speaks of this connection: a read-only server, one that shuts down, a connection exception. */
export function isOfConnection(code: string): boolean {
  return code === '25006' || code.startsWith('57P0') || code.startsWith('08');
}

/** Sorts what node-postgres throws into what the pipeline can act on. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = sqlState(error);
  // A unique violation means that somebody was faster: the next try sees what they wrote.
  if (TRY_AGAIN.has(code)) return new StoreError('conflict', error, code);
  return new StoreError(DATA_CLASSES.has(code.slice(0, 2)) ? 'data' : 'unavailable', error, code);
}

/** The SQLSTATE of an error, or the empty string: connection faults have none. */
export function sqlState(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : '';
}
