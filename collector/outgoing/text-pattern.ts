/**
 * Text in which `*` is anything, and one place (`{uid}`) is taken out. No regular expressions: those of users can take for
 * ever, and this is found in one pass.
 */
export interface Pattern {
  /** What has to stand there, in this order; between two of them is a gap. */
  readonly literals: readonly string[];
  /** The gap that is taken out, 0 for the one after the first literal; null: none. */
  readonly taken: number | null;
}

export type PatternProblem = 'no-place' | 'no-border';

/** `place`: the name in braces that has to stand in it once; null: none may. */
export function parsePattern(text: string, place: 'uid' | 'reason' | null): Pattern | PatternProblem {
  const parts = text.split(/(\*|\{uid\}|\{reason\})/);
  const gaps = parts.filter((_, index) => index % 2 === 1);
  const places = gaps.filter((gap) => gap !== '*');
  if (places.length !== (place === null ? 0 : 1) || places.some((gap) => gap !== `{${place}}`))
    return 'no-place';
  const literals = parts.filter((_, index) => index % 2 === 0);
  if (literals.slice(1, -1).includes('')) return 'no-border';
  return { literals, taken: place === null ? null : gaps.indexOf(`{${place}}`) };
}

/** What stands in the place that is taken out, as short as it can be (empty where there is no place); null: it does not fit. */
export function matchPattern({ literals, taken }: Pattern, text: string): string | null {
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return text === first ? '' : null;
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return null;
  let at = first.length;
  let found = '';
  for (const [gap, literal] of [...rest, last].entries()) {
    const next = gap === rest.length ? end : text.indexOf(literal, at);
    if (next < at || next > end) return null;
    if (gap === taken) found = text.slice(at, next);
    at = next + literal.length;
  }
  return found;
}
