/** Text as it may be stored, and what had to be done to it. */
export interface CleanText {
  readonly text: string;
  /** NUL characters or lone surrogates were taken out: Postgres refuses both. */
  readonly cleaned: boolean;
  /** It was longer than allowed. */
  readonly cut: boolean;
}

/**
 * Makes a text storable: without NUL and lone surrogates, at most `max` UTF-16 units long and never cut inside a
 * character. Nothing else is touched.
 */
export function cleanText(value: string, max: number): CleanText {
  let text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  // With the `u` flag \p{Cs} matches surrogates only where they stand alone.
  if (!text.isWellFormed()) text = text.replace(/\p{Cs}/gu, '');
  const cleaned = text !== value;
  if (text.length <= max) return { text, cleaned, cut: false };
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return { text: text.slice(0, splitsPair ? max - 1 : max), cleaned, cut: true };
}
