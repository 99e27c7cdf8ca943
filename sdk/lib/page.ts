import { readClickId } from './click-id.ts';
import { listOf, type Setting } from './config.ts';
import { documentValue } from './dom.ts';
import { clickFromQuery, readQuery, tagsOf } from './landing.ts';
import { openVisit, type Visit } from './visit.ts';

/**
 * Reads the page's address and settings at once (a router may change the address before the visitor consents), and
 * returns what finds out which click the page belongs to.
 */
export function readPage(setting: Setting): () => Visit | undefined {
  const { search, href, hash } = location;
  const context = { ...tagsOf(readQuery(search)), url: href, referrer: documentValue('referrer') };
  const own = listOf(setting('param'));
  const given =
    readClickId(setting('click')) ??
    clickFromQuery(search, own) ??
    // A router keeps its own query behind the `#`.
    clickFromQuery(hash.replace(/^#(.*\?)?/, ''), own);
  return () => openVisit(given, context, setting);
}

/** Where the collector takes clicks and leads, with a closing slash; nothing where the page has no key. */
export const trackerOf = (setting: Setting): string | undefined =>
  setting('key') && setting('endpoint')?.replace(/\/*$/, '/api/track/');
