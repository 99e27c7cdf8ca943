const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A value as text, and its bytes where they are not UTF-8: a flow's charset may still read them. */
export interface Decoded {
  readonly text: string;
  readonly undecoded: Uint8Array | null;
}

/**
 * Decodes `application/x-www-form-urlencoded` text: `+` is a space, `%XX` a byte. A stray `%` stands for itself, and
 * bytes that are not UTF-8 (some networks send Windows-1251) are kept as `%XX`, never turned into U+FFFD.
 */
export function decodeComponent(raw: string): Decoded {
  const spaced = raw.includes('+') ? raw.replaceAll('+', ' ') : raw;
  if (!spaced.includes('%') && isAscii(spaced)) return { text: spaced, undecoded: null };
  return decodeBytes(percentBytes(Buffer.from(spaced, 'utf8')));
}

/** Decodes bytes that should be UTF-8. */
export function decodeBytes(bytes: Uint8Array): Decoded {
  try {
    return { text: STRICT_UTF8.decode(bytes), undecoded: null };
  } catch {
    return { text: escapeBytes(bytes), undecoded: bytes };
  }
}

/** Bytes as text in which everything outside ASCII reads `%XX`. */
function escapeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** The bytes that `escapeBytes` wrote down, as far as they are not ASCII. */
export function unescapeBytes(text: string): Buffer {
  const bytes = text.replace(/%([89A-F][0-9A-F])/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

function percentBytes(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const high = byte === 0x25 ? hexDigit(bytes[at + 1]) : -1;
    const low = high < 0 ? -1 : hexDigit(bytes[at + 2]);
    out[length] = low < 0 ? byte : high * 16 + low;
    length += 1;
    if (low >= 0) at += 2;
  }
  return out.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
