import type { Knex } from 'knex';
import { sqlState } from './sqlstate.ts';

/** A statement that was cancelled: it took longer than it may. */
const QUERY_CANCELED = '57014';

/** How long a search of the console may take, in milliseconds: what no index helps with must not hold the database up. */
const SEARCH_MS = 2000;

/** Searches with what a person has typed; null where a statement of it takes longer than two seconds. */
export async function searchInTime<Found>(
  knex: Knex,
  search: (knex: Knex) => Promise<Found>,
): Promise<Found | null> {
  try {
    return await knex.transaction(async (transaction) => {
      await transaction.raw(`set local statement_timeout = ${SEARCH_MS}`);
      return search(transaction);
    });
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) return null;
    throw error;
  }
}
