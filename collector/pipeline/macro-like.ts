/** The spellings of macros in use at networks and trackers (protocol section 3, `unreplaced-macro`). */
const SPELLINGS = [
  /^\{\{?[^{}]+\}\}?$/, // {x} {{x}}
  /^\$\{[^{}]+\}$/, // ${x}
  /^#\{[^{}]+\}$/, // #{x}
  /^##?[^#]+##?$/, // #x# ##x##
  /^\[{1,3}=?[^[\]]+\]{1,3}$/, // [x] [[[x]]] [=x=]
  /^%[^%]+%$/, // %x%
  /^<[^<>]+>$/, // <x>
];

/** Words that code writes where it had no value. */
const EMPTY_WORDS = new Set(['null', 'undefined', 'none', 'nan', '(not set)']);

/** Whether a value is a macro that nobody replaced, or the word for "no value" of some language. */
export function looksLikeMacro(value: string): boolean {
  const text = value.trim();
  if (text.length > 200) return false;
  return EMPTY_WORDS.has(text.toLowerCase()) || SPELLINGS.some((spelling) => spelling.test(text));
}
