/** What somebody typed to find leads by. */
export interface LeadSearch {
  readonly text: string;
  /** Without it only by IDs: who may not see contacts must not find out by searching whose lead it is. */
  readonly byContact: boolean;
}

/** As `lead_search_terms` in the database takes names to pieces. */
const SEPARATORS = /[\s!-/:-@[-`{-~]+/;
const MIN_PHONE_DIGITS = 5;
/** By which a phone is known with any prefix before them. */
const PHONE_TAIL = 9;

/**
 * The search as a tsquery over `lead_search_terms`, in its case: the database folds it as it folded the terms. All words
 * of a name in any order, a phone however it is written, e-mail and uid. Whole words only: of those the database knows
 * how rare they are, and so whether to look them up or to walk through the newest leads. Of beginnings it does not, and
 * walked through all 700,000 for a phone that one of them had (28 s).
 */
export function toSearchQuery({ text, byContact }: LeadSearch): string {
  const typed = text.trim();
  const ways = [term('u', typed)];
  if (byContact && typed.includes('@')) ways.push(term('e', typed));
  else if (byContact) ways.push(...byName(typed), ...byPhone(typed));
  return `(${ways.join(' | ')})`;
}

function byName(typed: string): string[] {
  const words = typed.split(SEPARATORS).filter((word) => word !== '');
  if (words.length === 0) return [];
  return [`(${words.map((word) => term('n', word)).join(' & ')})`];
}

function byPhone(typed: string): string[] {
  const digits = typed.replace(/\D/g, '');
  if (!/^[\d\s+().-]+$/.test(typed) || digits.length < MIN_PHONE_DIGITS) return [];
  const tail = digits.length >= PHONE_TAIL ? [term('p', digits.slice(-PHONE_TAIL))] : [];
  return [term('p', digits), ...tail];
}

/** A quoted lexeme: within quotes only quote and backslash mean anything, doubled they are themselves. */
export function term(kind: 'n' | 'p' | 'e' | 'u' | 'g' | 'c' | 't', word: string): string {
  return `'${kind}${word.replace(/['\\]/g, '$&$&')}'`;
}
