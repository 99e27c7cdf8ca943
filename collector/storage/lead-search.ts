/** What somebody typed to find leads by. */
export interface LeadSearch {
  readonly text: string;
  /** Without it only by IDs: who may not see contacts must not find out by searching whose lead it is. */
  readonly byContact: boolean;
}

/** As `lead_search_terms` in the database takes names to pieces. */
const SEPARATORS = /[\s!-/:-@[-`{-~]+/;
/** From here on the beginning of a word is enough: shorter ones begin half of all names. */
const MIN_PREFIX = 3;
const MIN_PHONE_DIGITS = 5;
/** By which a phone is known with any prefix before them. */
const PHONE_TAIL = 9;

/**
 * The search as a tsquery over `lead_search_terms`, in its case: the database folds it as it folded the terms. All words
 * of a name in any order, each by its beginning; a phone however it is written, by its beginning; e-mail and uid whole.
 */
export function toSearchQuery({ text, byContact }: LeadSearch): string {
  const typed = text.trim();
  const ways = [term('u', typed)];
  if (byContact) {
    if (typed.includes('@')) ways.push(term('e', typed, ':*'));
    else ways.push(...byName(typed), ...byPhone(typed));
  }
  return `(${ways.join(' | ')})`;
}

function byName(typed: string): string[] {
  const words = typed.split(SEPARATORS).filter((word) => word !== '');
  if (words.length === 0) return [];
  const all = words.map((word) => term('n', word, word.length >= MIN_PREFIX ? ':*' : ''));
  return [`(${all.join(' & ')})`];
}

function byPhone(typed: string): string[] {
  const digits = typed.replace(/\D/g, '');
  if (!/^[\d\s+().-]+$/.test(typed) || digits.length < MIN_PHONE_DIGITS) return [];
  const tail = digits.length >= PHONE_TAIL ? [term('p', digits.slice(-PHONE_TAIL))] : [];
  return [term('p', digits, ':*'), ...tail];
}

/** A quoted lexeme: within quotes only quote and backslash mean anything, doubled they are themselves. */
export function term(
  kind: 'n' | 'p' | 'e' | 'u' | 'g' | 'c' | 't',
  word: string,
  prefix: '' | ':*' = '',
): string {
  return `'${kind}${word.replace(/['\\]/g, '$&$&')}'${prefix}`;
}
