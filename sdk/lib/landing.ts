import { isOurs, readClickId } from './click-id.ts';

const ALIASES = ['clickid', 'click_id', 'cid', 'subid1', 'sub_id1', 'sub1', 'aff_sub', 'aff_click_id', 's2'];

const TAGS = [
  ...['utm_source', 'utm_campaign', 'utm_content', 'utm_term', 'utm_medium'],
  ...['subid', 'domain', 'adid', 'data1', 'data2'],
] as const;

/** The tags that a click and a lead may carry. */
export type Tags = Partial<Record<(typeof TAGS)[number], string>>;

/**
 * The click ID in a query string: in `click`, in the site's own parameters, or in the names that networks use.
 * Those names also carry other trackers' IDs, so there only the version that we mint is taken for ours.
 */
export function clickFromQuery(query: string, own: string[] = []): string | null {
  // URLSearchParams reads a stray "%" as it stands, where decodeURIComponent throws.
  const parameters = new URLSearchParams(query);
  for (const name of ['click', ...own, ...ALIASES]) {
    for (const value of parameters.getAll(name).reverse()) {
      const id = readClickId(value);
      if (id && (isOurs(id) || !ALIASES.includes(name) || own.includes(name))) return id;
    }
  }
  return null;
}

/** The known tags of a record, empty ones left out. */
export function pickTags(from: (name: string) => unknown): Tags {
  const tags: Tags = {};
  for (const name of TAGS) {
    const value = from(name);
    if (value != null && value !== '') tags[name] = String(value);
  }
  return tags;
}

/** The tags in a query string; of a repeated name the last. */
export function tagsFromQuery(query: string): Tags {
  const parameters = new URLSearchParams(query);
  return pickTags((name) => parameters.getAll(name).pop());
}
