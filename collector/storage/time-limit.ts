import type { Knex } from 'knex';
import { TooSlowError, withinPatience } from './within-patience.ts';

/** Searches with what a person has typed; null where a statement of it takes longer than two seconds. */
export async function searchInTime<Found>(
  knex: Knex,
  search: (knex: Knex) => Promise<Found>,
): Promise<Found | null> {
  try {
    return await withinPatience(knex, search);
  } catch (error) {
    if (error instanceof TooSlowError) return null;
    throw error;
  }
}
