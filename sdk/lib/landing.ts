import { isOurs, readClickId } from './click-id.ts';
import { pick } from './pick.ts';

const ALIASES = ['clickid', 'click_id', 'cid', 'subid1', 'sub_id1', 'sub1', 'aff_sub', 'aff_click_id', 's2'];

/** The tags that a click and a lead may carry. */
export const TAGS = [
  ...(['utm_source', 'utm_campaign', 'utm_content', 'utm_term', 'utm_medium'] as const),
  ...(['subid', 'domain', 'adid', 'data1', 'data2'] as const),
];

export type Tags = Partial<Record<(typeof TAGS)[number], string>>;

/** The last value of a name in a query. URLSearchParams reads a stray "%" as it stands; decodeURIComponent throws. */
const last = (query: string) => {
  const parameters = new URLSearchParams(query);
  return (name: string) => parameters.getAll(name).pop();
};

/**
 * The click ID in a query string: in `click`, in the site's own parameters, or in the names that networks use.
 * Those names also carry other trackers' IDs, so there only the version that we mint is taken for ours.
 */
export function clickFromQuery(query: string, own: string[] = []): string | null {
  const value = last(query);
  const trusted = ['click', ...own];
  for (const name of [...trusted, ...ALIASES]) {
    const id = readClickId(value(name));
    if (id && (isOurs(id) || trusted.includes(name))) return id;
  }
  return null;
}

/** The tags in a query string; of a repeated name the last. */
export const tagsFromQuery = (query: string): Tags => pick(TAGS, last(query));
