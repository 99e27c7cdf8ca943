/**
 * Puts the click ID wherever the text says `{click}` or `%7Bclick%7D`.
 * An ID is 32 hex digits: it reads the same in a URL, in a value and in any encoding of the two.
 */
export const replaceClickMacro = (text: string, click: string): string =>
  text.replace(/(\{|%7b)click(\}|%7d)/gi, click);

/** Whether a link leads to the web: http, https, or relative. Never `javascript:`, `mailto:`, `data:`. */
export const isWebUrl = (url: string): boolean =>
  // Browsers drop tabs and line feeds inside a scheme ("java\tscript:"): whatever has a colon before its first
  // slash has a scheme, and only the two plain spellings are let through.
  /^(\s*https?:|[^:]*$|[^:]*[/?#])/i.test(url);
