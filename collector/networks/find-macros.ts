/** The spellings of macros in use at networks. A longer spelling stands before one that is part of it. */
const SPELLINGS = {
  '[[[x]]]': /\[\[\[[^[\]]+\]\]\]/,
  '[=x=]': /\[=[^[\]]+=\]/,
  '[x]': /\[[^[\]]+\]/,
  '{{x}}': /\{\{[^{}]+\}\}/,
  '${x}': /\$\{[^{}]+\}/,
  '#{x}': /#\{[^{}]+\}/,
  '{x}': /\{[^{}]+\}/,
  '##x##': /##[^#&=\s]+##/,
  '#x#': /#[^#&=\s]+#/,
  '<x>': /<[^<>]+>/,
  '%x%': /%[A-Za-z_]{3,}%/,
  xxxxx: /xx[A-Za-z0-9]+xx/,
} as const;

export type MacroSpelling = keyof typeof SPELLINGS;

/** One macro in a text: `{sub1}` has the spelling `{x}` and the name `sub1`. */
export interface FoundMacro {
  readonly text: string;
  readonly name: string;
  readonly spelling: MacroSpelling;
  /** Where it begins in the text that was searched. */
  readonly index: number;
}

const ANY = new RegExp(
  Object.values(SPELLINGS)
    .map((spelling) => `(${spelling.source})`)
    .join('|'),
  'g',
);
const NAMES = Object.keys(SPELLINGS) as MacroSpelling[];

/** All macros in a text, in order, whatever network's spelling they have. */
export function findMacros(text: string): FoundMacro[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const spelling = NAMES.find((_, index) => match[index + 1] !== undefined);
    return spelling ? [{ text: match[0], name: bareName(match[0]), spelling, index: match.index }] : [];
  });
}

/** The macro's name without its brackets: `xxc1xx` → `c1`. */
function bareName(macro: string): string {
  return /^xx.*xx$/.test(macro) ? macro.slice(2, -2) : macro.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
