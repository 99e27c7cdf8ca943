/** The macros of tracking and outgoing URLs (protocol section 8), besides `{meta.xxx}`. */
export const MACROS: ReadonlySet<string> = new Set([
  ...['click', 'flow', 'lead', 'uid', 'status', 'stage', 'goal', 'price', 'currency'],
  ...['name', 'phone', 'email', 'comment', 'geo', 'ip', 'ua', 'time'],
  ...['utm_source', 'utm_campaign', 'utm_content', 'utm_term', 'utm_medium'],
  ...['subid', 'domain', 'adid', 'data1', 'data2'],
]);

/** How a value is written where it stands, so that nothing in it is read as anything but a value. */
export type Encode = (value: string) => string;

const MACRO = /\{([\w.-]+)\}/g;

/**
 * Replaces `{name}` by its value, URL-encoded; a known macro without a value by nothing. Unknown macros stay as they
 * are: they may be meant for somebody else (protocol section 8).
 */
export function fillMacros(
  template: string,
  values: ReadonlyMap<string, string>,
  encode: Encode = encodeURIComponent,
): string {
  return template.replace(MACRO, (macro, name: string) => {
    const isKnown = MACROS.has(name) || /^(meta|url)\./.test(name) || values.has(name);
    return isKnown ? encode(values.get(name) ?? '') : macro;
  });
}

/** The names of all macros of a template, in their order, once each. */
export function macrosIn(template: string): string[] {
  return [...new Set([...template.matchAll(MACRO)].map(([, name = '']) => name))];
}
