const MAX_PAIRS = 256;

/** The names and values of a recorded query or form, in their order; what cannot be decoded is left as it is. */
export function readPairs(text: string): [name: string, value: string][] {
  return text
    .split('&', MAX_PAIRS)
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
