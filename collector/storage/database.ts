import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { isOfConnection, sqlState } from './sqlstate.ts';

/** A server that does not answer does not say good-bye either. In milliseconds. */
const CLOSE_MS = 2000;

/** The ways into the database. */
export interface Database {
  /** For pages, set-up and everything else that is not the hot path. */
  readonly knex: Knex;
  /** For the hot path: the query builder costs three quarters of its speed there (measured). */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Verified to end every wait: a query, a connection attempt and a lock never hang for good. */
const TIMEOUTS = {
  connectionTimeoutMillis: 1000,
  query_timeout: 2000,
  statement_timeout: 1800,
  lock_timeout: 1000,
  idle_in_transaction_session_timeout: 5000,
  keepAlive: true,
} as const;

/** A person who waits for a page has more patience than a network that waits for an answer. */
const PAGE_TIMEOUTS = {
  ...TIMEOUTS,
  connectionTimeoutMillis: 5000,
  query_timeout: 15_000,
  statement_timeout: 14_000,
};

/**
 * Keeps the hot path's plans to index look-ups in the order of the batch, whatever the statistics say. With a hash
 * join or a sequential scan two collectors touch the same clicks in different orders and deadlock, which Postgres
 * finds out only after a second (seen with 100 clicks in two batches).
 */
const ORDERED_PLANS = ['hashjoin', 'mergejoin', 'seqscan', 'bitmapscan', 'material']
  .map((way) => `-c enable_${way}=off`)
  .join(' ');

/**
 * Opens the pools. Nothing is connected until the first query. `onError` is told of connections that break.
 * `patience` multiplies the hot path's time-outs: for tests on busy machines that are not about them.
 * `connections`: of the hot path, at most.
 */
export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  patience = 1,
  connections = 4,
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    options: ORDERED_PLANS,
    ...TIMEOUTS,
    connectionTimeoutMillis: TIMEOUTS.connectionTimeoutMillis * patience,
    query_timeout: TIMEOUTS.query_timeout * patience,
    statement_timeout: TIMEOUTS.statement_timeout * patience,
    lock_timeout: TIMEOUTS.lock_timeout * patience,
  });
  // Without a listener an idle connection that breaks ends the whole process.
  pool.on('error', onError);
  const pages = knex({
    client: 'pg',
    connection: { connectionString: url, ...PAGE_TIMEOUTS },
    pool: { min: 0, max: 6, afterCreate: watch },
  });
  return {
    knex: pages,
    pool,
    async close() {
      const closed = Promise.all([pages.destroy(), pool.end()]);
      const timer = new AbortController();
      await Promise.race([
        closed,
        delay(CLOSE_MS, undefined, { signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
    },
  };
}

/** A connection as knex keeps it. It leaves the pool once it is marked. */
type PageConnection = pg.Client & { connection: EventEmitter; __knex__disposed?: string };

/**
 * Ends connections to a server that is going away or that takes no writes any more. pg's own pool ends a connection
 * after every error; knex would keep one to a demoted primary for days.
 */
function watch(connection: PageConnection, done: (error: Error | null, connection: PageConnection) => void) {
  connection.connection.on('errorMessage', (error: Error) => {
    const code = sqlState(error);
    // Not the error itself: knex prints this, and a statement is nothing to print.
    if (isOfConnection(code)) connection.__knex__disposed = `SQLSTATE ${code}`;
  });
  done(null, connection);
}
