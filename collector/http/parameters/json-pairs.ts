import { decodeBytes } from './decode.ts';
import { MAX_PAIRS, type Pair, type Pairs } from './pairs.ts';

/** Deeper JSON than this is refused: node overflows its stack when it writes such a value again (measured at 5,000). */
const MAX_DEPTH = 32;

/**
 * Reads a JSON object's members as parameters; `meta` may be an object. Null where the text is no JSON object or is
 * nested too deeply. Numbers and booleans become text, null is "not given", deeper nesting stays JSON text.
 */
export function readJsonPairs(text: string): Pairs | null {
  if (isTooDeep(text)) return null;
  let body: unknown;
  try {
    body = parse(text);
  } catch {
    return null;
  }
  if (!isObject(body)) return null;
  const pairs: Pair[] = [];
  for (const [name, value] of Object.entries(body)) {
    const members = name === 'meta' && isObject(value) ? Object.entries(value) : null;
    if (members === null) {
      pairs.push(pair(name, value));
      continue;
    }
    for (const [key, member] of members) pairs.push(pair(`meta[${key}]`, member));
  }
  return { pairs: pairs.slice(0, MAX_PAIRS), cut: pairs.length > MAX_PAIRS };
}

/**
 * The same for a body that is not UTF-8, as old servers in Windows-1251 send it: every byte is taken for a character,
 * and each value that is no UTF-8 keeps its bytes for the flow's charset.
 */
export function readLegacyJsonPairs(body: Buffer): Pairs | null {
  const read = readJsonPairs(body.toString('latin1'));
  if (read === null) return null;
  const pairs = read.pairs.map(({ name, value }) => {
    const { text, undecoded } = decodeLatin1(value);
    return { name: decodeLatin1(name).text, value: text, undecoded };
  });
  return { ...read, pairs };
}

/** Text with `\\uXXXX` escapes beyond a byte was written by somebody who knows Unicode: it stays. */
function decodeLatin1(text: string): ReturnType<typeof decodeBytes> {
  return /[^\0-\xff]/.test(text) ? { text, undecoded: null } : decodeBytes(Buffer.from(text, 'latin1'));
}

/**
 * JSON.parse, but long whole numbers keep their digits: as floats 1234567890123456789 and its neighbour are the same
 * lead. Throws where the text is no JSON.
 */
function parse(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return parsed;
  // Strings are matched first, so that no digits inside one are taken for a number.
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.+eE-])-?\d{16,}(?![\d.eE])/g, (piece) =>
      piece.startsWith('"') ? piece : `"${piece}"`,
    ),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pair(name: string, value: unknown): Pair {
  return { name, value: toText(value), undecoded: null };
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
