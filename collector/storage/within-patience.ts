import type { Knex } from 'knex';
import { sqlState } from './sqlstate.ts';

/** A person waits so long for a list, in milliseconds. One that takes longer also keeps the database from others. */
const PATIENCE_MS = 2000;
const QUERY_CANCELED = '57014';

/** A list that took too long: it has to be narrowed down. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
}

/** For a list of many queries, each of which is quick: what it returns throws TooSlowError once two seconds are over. */
export function startPatience(): () => void {
  const end = performance.now() + PATIENCE_MS;
  return () => {
    if (performance.now() > end) throw new TooSlowError('A list took too long');
  };
}

/** Runs the queries of a list, which the database gives up after two seconds. Throws TooSlowError then. */
export async function withinPatience<Found>(
  knex: Knex,
  find: (knex: Knex) => Promise<Found>,
): Promise<Found> {
  try {
    return await knex.transaction(
      async (transaction) => {
        // Ends with the transaction, so that the connection goes back as it was.
        await transaction.raw(`set local statement_timeout = ${PATIENCE_MS}`);
        return find(transaction);
      },
      { readOnly: true },
    );
  } catch (error) {
    if (sqlState(error) !== QUERY_CANCELED) throw error;
    throw new TooSlowError('A list took too long', { cause: error });
  }
}
