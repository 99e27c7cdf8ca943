/** How statistics name what they count: for who counts it (`reports/`) and who finds leads by it (`lead-ranges.ts`). */

/** Tags are as long as strangers like: of a value so many characters are kept. */
const MAX_VALUE = 200;

/**
 * Not a dimension of figures: its rows say what a half-hour has besides what is counted of it. Their value is a dimension
 * of which only the most frequent values are kept, or `test`.
 */
export const LEFT_OUT = 'left out';

/** A tag of the click `c`, as it is counted; empty where there is none. */
export function countedTag(name: 'utm_source' | 'utm_campaign'): string {
  return countedValue(`coalesce(c.tags->>'${name}', '')`);
}

/** A text in SQL as it is counted. */
export function countedValue(text: string): string {
  return `left(${text}, ${MAX_VALUE})`;
}
