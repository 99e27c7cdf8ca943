/**
 * The part of a status word that is compared: letters and digits of any script, lower case (protocol section 4).
 * A number keeps its minus sign: LeadVertex sends `1` for approved and `-1` for cancelled.
 */
export function normaliseWord(word: string): string {
  const text = word.normalize('NFKC').toLowerCase().trim();
  const isNegative = /^[-\u2212]\p{N}+$/u.test(text);
  return (isNegative ? '-' : '') + text.replace(/[^\p{L}\p{N}]+/gu, '');
}
