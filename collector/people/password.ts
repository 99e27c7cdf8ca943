import { hash, verify } from '@node-rs/argon2';
import { randomText } from '../ids.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one thread; about 25 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes a password for storage (Argon2id, PHC string with its own random salt). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** How a hash begins that was made at today's cost; `v=19` is the only version of Argon2 there is. */
const BEGINNING = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

/** Whether a hash was made at another cost than today's, so that it is made anew as soon as its password is known. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(BEGINNING);
}

/** A first password, which its user changes later: 82 random bits. */
export function randomPassword(): string {
  return randomText(16);
}

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password is the one of the hash. `null` stands for a user who does not exist: it takes as long as a
 * wrong password, so that nobody can ask which logins there are. A hash that is none is a password that never fits.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const against = passwordHash ?? (await nobodysHash);
  try {
    return (await verify(against, password)) && passwordHash !== null;
  } catch {
    return false;
  }
}
