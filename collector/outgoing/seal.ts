import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';

/**
 * Encrypts a receiver's key with one that is made of the server's secret, so that a copy of the database opens nothing at
 * others. Bound to the receiver: moved to another, it does not open.
 */
export function seal(plain: string, receiverId: string, serverSecret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keyOf(serverSecret), nonce).setAAD(Buffer.from(receiverId));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Null where it was sealed with another secret, for another receiver, or was changed. */
export function unseal(sealed: string, receiverId: string, serverSecret: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const cipher = createDecipheriv(CIPHER, keyOf(serverSecret), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    cipher.setAAD(Buffer.from(receiverId)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Receivers whose keys are kept at hand. */
const MOST_OPEN = 1000;

/** `unseal` that remembers: opening takes longer than sending. */
export function createOpener(serverSecret: string): (sealed: string, receiverId: string) => string | null {
  const opened = new Map<string, string | null>();
  return (sealed, receiverId) => {
    const name = `${receiverId} ${sealed}`;
    const known = opened.get(name);
    if (known !== undefined) return known;
    const plain = unseal(sealed, receiverId, serverSecret);
    if (opened.size >= MOST_OPEN) opened.clear();
    opened.set(name, plain);
    return plain;
  };
}

function keyOf(serverSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', serverSecret, '', 'subpixel receiver secrets', 32));
}
