import type { LeadCriteria } from '../storage/lead-criteria.ts';
import { readLeadFilter, toLeadCriteria, toLeadQuery } from './read-lead-filter.ts';
import type { Reader } from './reader.tsx';

/** The leads that a file is of. `criteria` null: something cannot be read, then nothing fits. */
export function readLeads(
  query: URLSearchParams,
  reader: Reader,
): { criteria: LeadCriteria | null; filters: URLSearchParams } {
  const shown = readLeadFilter(query);
  return { criteria: toLeadCriteria(shown, reader), filters: toLeadQuery(shown) };
}
