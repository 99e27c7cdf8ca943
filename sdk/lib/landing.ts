import { isOurs, readClickId } from './click-id.ts';
import { listOf } from './config.ts';

const ALIAS = /^((aff_)?click_?id|cid|sub(_?id)?1|aff_sub|s2)$/;

/** The tags that a click and a lead may carry. */
export type Tags = Partial<
  Record<
    | `utm_${'source' | 'campaign' | 'content' | 'term' | 'medium'}`
    | ('subid' | 'domain' | 'adid' | 'data1' | 'data2'),
    unknown
  >
>;

const TAG = /^(utm_(source|campaign|content|term|medium)|subid|domain|adid|data[12])$/;

/** What of an object is called so. */
export const only = (pattern: RegExp, values: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => pattern.test(name)));

export const tagsOf = (values: object | undefined): Tags => only(TAG, values);

/** A query, of a repeated name the last. URLSearchParams reads a stray "%" as it stands; decodeURIComponent throws. */
export const readQuery = (query: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query));

/**
 * The click ID in a query: in `click`, in the site's own parameters, or in the names that networks use. Those names
 * also carry other trackers' IDs, so there only the version that we mint is taken for ours.
 */
export function clickFromQuery(query: string, own = ''): string | undefined {
  const values = readQuery(query);
  const trusted = listOf(`click,${own}`).map((name) => readClickId(values[name]));
  const others = Object.values(only(ALIAS, values)).map(readClickId).filter(isOurs);
  return [...trusted, ...others].find(Boolean);
}
