import { readClickId } from '../pipeline/click-id.ts';

/**
 * An entry's ID is of the instant at which it came, but it is seen only once it is stored: so what came a little before
 * the newest one that is known may still be news. In milliseconds.
 */
const OVERLAP_MS = 10_000;

/** Whether a list shows what comes in as it comes. */
export function isLive(query: URLSearchParams): boolean {
  return query.get('live') === '1';
}

/** What the script asks for that has entries already: the newest ones, down to a little before the ID in `after`. */
export function liveKeyset(query: URLSearchParams): { newerThan?: string } {
  const newest = readClickId(query.get('after') ?? '');
  if (!newest) return {};
  const since = Math.max(0, Number.parseInt(newest.slice(0, 12), 16) - OVERLAP_MS);
  return { newerThan: `${since.toString(16).padStart(12, '0')}${newest.slice(12)}` };
}
