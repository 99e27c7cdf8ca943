/** The macros of tracking and outgoing URLs (protocol section 8), besides `{meta.xxx}`. */
export const MACROS: ReadonlySet<string> = new Set([
  ...['click', 'flow', 'lead', 'uid', 'status', 'stage', 'goal', 'price', 'currency'],
  ...['name', 'phone', 'email', 'comment', 'geo', 'ip', 'ua', 'time'],
  ...['utm_source', 'utm_campaign', 'utm_content', 'utm_term', 'utm_medium'],
  ...['subid', 'domain', 'adid', 'data1', 'data2'],
]);

/**
 * Replaces `{name}` by its value, URL-encoded; a known macro without a value by nothing. Unknown macros stay as they
 * are: they may be meant for somebody else (protocol section 8).
 */
export function fillMacros(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{([\w.-]+)\}/g, (macro, name: string) => {
    const isKnown = MACROS.has(name) || name.startsWith('meta.');
    return isKnown ? encodeURIComponent(values.get(name) ?? '') : macro;
  });
}
