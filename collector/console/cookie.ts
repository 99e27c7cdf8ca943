import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'koa';

/** A cookie whose value is 256 random bits; the database knows it by a hash that opens nothing. */
export interface SecretCookie {
  /** The hash of what the browser holds; null where it holds nothing. */
  id(ctx: Context): string | null;
  /** Gives the browser a new value and returns its hash. */
  renew(ctx: Context): string;
  drop(ctx: Context): void;
}

interface CookieOptions {
  readonly name: string;
  readonly maxAgeMs: number;
  readonly sameSite: 'lax' | 'strict';
  /** The console is reached over https: the cookie is kept from everything else. */
  readonly secure: boolean;
}

export function createSecretCookie({ name, maxAgeMs, sameSite, secure }: CookieOptions): SecretCookie {
  // The prefix makes browsers refuse the cookie from subdomains and from plain http (RFC 6265bis, section 4.1.3).
  const fullName = secure ? `__Host-${name}` : name;
  const set = (ctx: Context, value: string, maxAge: number) => {
    // A proxy in front may have taken off TLS: what the socket says does not count.
    ctx.cookies.secure = secure;
    ctx.cookies.set(fullName, value, { httpOnly: true, sameSite, secure, path: '/', maxAge });
  };
  return {
    id(ctx) {
      const value = ctx.cookies.get(fullName);
      return value ? idOf(value) : null;
    },
    renew(ctx) {
      const value = randomBytes(32).toString('base64url');
      set(ctx, value, maxAgeMs);
      return idOf(value);
    },
    drop(ctx) {
      set(ctx, '', 0);
    },
  };
}

function idOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
