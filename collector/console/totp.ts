import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { randomText } from '../ids.ts';

/** What every authenticator app reckons with (RFC 6238): SHA-1, six digits, half a minute. */
const PERIOD_S = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;

/** A secret for an authenticator app, in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** Whether a text is such a secret: it comes back from a form. */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/** What the QR code says: `otpauth://totp/…`. `host` tells several collectors apart. */
export function totpUri(secret: string, login: string, host: string): string {
  return new TOTP({ issuer: `Subpixel ${host}`, label: login, secret }).toString();
}

/**
 * The time step of a code, which is good for half a minute before and after it, too: phones' clocks differ. Null
 * where it is wrong.
 */
export function totpStepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = new TOTP({ secret }).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/** Codes that can be used instead of the app's: fifty random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => `${randomText(5)}-${randomText(5)}`);
}

/** What is kept of a recovery code, however it was typed. */
export function recoveryHash(code: string): string {
  const letters = code.toLowerCase().replace(/[^0-9a-z]/g, '');
  return createHash('sha256').update(letters).digest('hex');
}
