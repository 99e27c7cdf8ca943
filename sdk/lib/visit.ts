import { attempt } from './attempt.ts';
import { mintClickId, readClickId } from './click-id.ts';
import type { Tags } from './landing.ts';
import { readCookie, readItem, setCookie, writeItem } from './store.ts';

const NAME = 'subpixel';
const UNKNOWN = '.new';
const LIFETIME_MS = 30 * 24 * 3600 * 1000;

/** Where a click landed: what its registration says, and what every lead of it repeats. */
export type Context = Tags & { url: string; referrer: string };

/** The click that this visitor's forms and leads belong to. */
export interface Visit {
  readonly click: string;
  readonly at: number;
  readonly context: Context;
  /** Whether the collector has this click: it came from there, or its registration was answered. */
  known: boolean;
}

/** Keeps the visit for the next page: all of it in storage, ID and state in the cookie. */
export function saveVisit(visit: Visit): void {
  writeItem(NAME, JSON.stringify(visit));
  setCookie(NAME, visit.click + (visit.known ? '' : UNKNOWN));
}

/**
 * The visit of this page: of the click that was given (by the page or its URL), else the stored one, else of a
 * new click where the page may mint. The context is this page's unless the visit is a stored one.
 */
export function openVisit(given: string | null, mint: boolean, context: Context, now: number): Visit | null {
  const cookie = readCookie(NAME)?.split('.');
  const inCookie = readClickId(cookie?.[0]);
  const stored = attempt(() => JSON.parse(readItem(NAME) ?? 'null') as Visit | null);
  const storedClick =
    stored?.context &&
    now - stored.at < LIFETIME_MS &&
    readClickId(stored.click) === stored.click &&
    stored.click;
  const click = given ?? inCookie ?? (storedClick || null);

  if (stored && click && click === storedClick) {
    if (click !== inCookie) saveVisit(stored);
    return stored;
  }
  if (!click && !mint) return null;
  const known = given ? true : click ? cookie?.length === 1 : false;
  const visit: Visit = { click: click ?? mintClickId(now), at: now, context, known };
  saveVisit(visit);
  return visit;
}
