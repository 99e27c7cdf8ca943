/**
 * Whether a value is a macro that nobody replaced, in any spelling in use: `{x}` `{{x}}` `${x}` `#x#` `##x##`
 * `[x]` `[[[x]]]` `%x%` `<x>` `[=x=]` `#{x}`; or the word that a program writes for "no value".
 */
export function looksLikeMacro(value: string): boolean {
  return /^[$#]?[{#[%<].*[}#\]%>]$/.test(value.trim());
}
