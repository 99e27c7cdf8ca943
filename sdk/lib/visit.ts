import { attempt } from './attempt.ts';
import { mintClickId, readClickId } from './click-id.ts';
import { setting } from './config.ts';
import { documentValue } from './dom.ts';
import type { Tags } from './landing.ts';
import { readItem, writeItem } from './store.ts';

/** The name of the cookie, and how all our keys in the storage begin. */
export const NAME = 'subpixel';
const DAY_S = 86_400;

/** Where a click landed: what its registration says, and what every lead of it repeats. */
export type Context = Tags & { url: string; referrer: unknown };

/** The click that this visitor's forms and leads belong to. */
export interface Visit {
  readonly click: string;
  readonly at: number;
  readonly context: Context;
  /** Whether the collector has this click: it came from there, or its registration was answered. */
  known: boolean;
}

/** For how many seconds a click is kept. */
const lifetime = () => +(setting('days') || 30) * DAY_S;

/** Sets the first-party cookie; without a click it is removed. */
export function setCookie(click = ''): void {
  attempt(() => {
    const cookie = `${NAME}=${click};path=/;max-age=${click ? lifetime() : 0};domain=${setting('domain') ?? ''}`;
    // Past `<img name=cookie>`. The Cookie Store API is missing in Safari before 18.4.
    Reflect.set(Document.prototype, 'cookie', cookie, document);
  });
}

/** Keeps the visit for the next page: all of it in storage, the ID also in the cookie, which subdomains share. */
export function saveVisit(visit: Visit): void {
  writeItem(NAME, visit);
  setCookie(visit.click);
}

/**
 * The visit of this page: of the click that was given (by the page or its URL), else the stored one, else of a
 * new click where the page may mint. The context is this page's unless the visit is a stored one.
 */
export function openVisit(given: string | undefined, context: Context): Visit | undefined {
  const at = Date.now();
  const inCookie = readClickId(attempt(() => /\bsubpixel=(\w+)/.exec(`${documentValue('cookie')}`)?.[1]));
  const stored = readItem<Visit>(NAME);
  const isFresh = stored?.context && at - (stored.at as number) < lifetime() * 1000;
  const inStorage = isFresh && readClickId(stored.click);
  const found = given || inCookie || inStorage;
  if (!found && !setting('key')) return;
  const visit =
    found && found === inStorage
      ? (stored as Visit)
      : // A click that came from elsewhere is the collector's, or another page of ours has registered it.
        { click: found || mintClickId(at), at, context, known: !!found };
  if (visit !== stored || !inCookie) saveVisit(visit);
  return visit;
}
