/**
 * A sentence with places: `$word` is what somebody sent and stays as it is, `$RULE` holds words of our own, which have a
 * translation, too. No `{…}`: macros look so.
 */
export interface Template {
  /** What stands between the places; one more than there are places. */
  readonly fixed: readonly string[];
  readonly places: readonly string[];
}

export function readTemplate(text: string): Template {
  // Every second piece is the name of a place.
  const pieces = text.split(/\$([A-Za-z]+)/);
  return {
    fixed: pieces.filter((_, index) => index % 2 === 0),
    places: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** Whether a place holds our own words. */
export function isOurs(place: string): boolean {
  return place === place.toUpperCase();
}

/**
 * What stands in the places of a sentence; null where it is another one. Each place ends where the fixed text behind it
 * stands first. So nothing is ever tried twice, however long and odd a text is that somebody sent, as it might be with a
 * regular expression.
 */
export function match({ fixed, places }: Template, text: string): ReadonlyMap<string, string> | null {
  const [head = ''] = fixed;
  if (places.length === 0) return text === head ? new Map() : null;
  const tail = fixed[places.length] ?? '';
  const end = text.length - tail.length;
  if (!text.startsWith(head) || !text.endsWith(tail) || end < head.length) return null;
  const values = new Map<string, string>();
  let at = head.length;
  for (const [index, place] of places.entries()) {
    const isLast = index === places.length - 1;
    const next = fixed[index + 1] ?? '';
    const until = isLast ? end : text.indexOf(next, at);
    if (until < 0 || until > end || (!isLast && until + next.length > end)) return null;
    values.set(place, text.slice(at, until));
    at = until + next.length;
  }
  return values;
}
