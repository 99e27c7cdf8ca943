/**
 * Replaces `{name}` by its value, URL-encoded; a known macro without a value by nothing. Unknown macros stay as they
 * are: they may be meant for somebody else (protocol section 8).
 */
export function fillMacros(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{([\w.]+)\}/g, (macro, name: string) => {
    const value = values.get(name);
    return value === undefined ? macro : encodeURIComponent(value);
  });
}
