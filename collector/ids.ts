import { randomInt } from 'node:crypto';
import { uuidv7obj } from 'uuidv7';

/** A UUIDv7 in 32 hex digits; each is greater than the one before, also within a millisecond. */
export function newId(): string {
  return uuidv7obj().toHex();
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Random lower-case letters and digits, unbiased: for token IDs, site keys and passwords. */
export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
