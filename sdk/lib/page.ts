import { readClickId } from './click-id.ts';
import { setting } from './config.ts';
import { documentValue } from './dom.ts';
import { clickFromQuery, readQuery, tagsOf } from './landing.ts';
import { openVisit, type Visit } from './visit.ts';

/**
 * Reads the page's address and settings at once (a router may change the address before the visitor consents), and
 * returns what finds out which click the page belongs to.
 */
export function readPage(): () => Visit | undefined {
  const { search, href, hash } = location;
  const context = { ...tagsOf(readQuery(search)), url: href, referrer: documentValue('referrer') };
  const own = setting('param');
  const given =
    readClickId(setting('click')) ??
    // A router keeps a query of its own behind the `#`.
    clickFromQuery(search + hash.replace(/^#(.*\?)?/, '&'), own);
  return () => openVisit(given, context);
}

/** An address of the collector. */
export const addressOf = (path: string): string => `${setting('endpoint')}`.replace(/\/*$/, `/${path}`);

/** Where the collector takes clicks and leads, with a closing slash; nothing where the page has no key. */
export const trackerOf = (key: string): string => key && addressOf(`${setting('path') || 'api/track'}/`);
