import { cleanText } from '../pipeline/clean-text.ts';
import { hideSecret } from './fill-secret.ts';

/** What is read of an answer, in bytes: the rules of orders need all of a JSON. */
export const READ_BYTES = 16 * 1024;
/** What the log keeps of it. */
const KEPT_BYTES = 4096;

/**
 * An answer's body as text that can be stored, at most `READ_BYTES`, without our key. In the character set that it names:
 * some networks still write windows-1251. Bytes that are no text become `�`.
 */
export function answerText(body: Buffer, contentType: string, secret: string | null): string {
  const text = hideSecret(decode(body, /\bcharset="?([\w-]+)/i.exec(contentType)?.[1]), secret);
  return cleanText(cutText(text, READ_BYTES), READ_BYTES).text;
}

/** What the log keeps of an answer. */
export function keptOf(answer: string): string {
  return cutText(answer, KEPT_BYTES);
}

function decode(body: Buffer, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // Nobody knows the set.
    return body.toString('utf8');
  }
}

/** At most so many bytes of UTF-8; a character that would be cut in two goes. */
function cutText(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  return Buffer.from(text).subarray(0, bytes).toString('utf8').replace(/�+$/, '');
}
