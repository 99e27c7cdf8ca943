import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ID_LENGTH = 12;
const MAC_LENGTH = 32;
const SHAPE = new RegExp(`^sk_([0-9a-z]{${ID_LENGTH}})([0-9a-f]{${MAC_LENGTH}})([0-9a-f]{8})$`);

/**
 * The postback token of an ID: `sk_` + ID + keyed hash + checksum (protocol section 6). It is computed, never
 * stored, so a stolen database holds no token, and the console can still show ready-made postback URLs.
 * `id` is 12 lower-case letters and digits.
 */
export function makeToken(id: string, secret: string): string {
  const body = id + mac(id, secret);
  return `sk_${body}${checksum(body)}`;
}

/** The ID in a genuine token; null for anything else. The comparison takes the same time for every wrong token. */
export function readToken(token: string, secret: string): string | null {
  const match = SHAPE.exec(token);
  const [, id = '', given = '', sum] = match ?? [];
  if (!match || checksum(id + given) !== sum) return null;
  return timingSafeEqual(Buffer.from(given), Buffer.from(mac(id, secret))) ? id : null;
}

function mac(id: string, secret: string): string {
  return createHmac('sha256', secret).update(`postback-token:${id}`).digest('hex').slice(0, MAC_LENGTH);
}

/** Lets secret scanners and typing errors be told from real tokens without the secret. */
function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
