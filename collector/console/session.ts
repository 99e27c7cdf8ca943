import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { callerOf } from '../http/caller.ts';
import { findUserById, type User } from '../storage/accounts.ts';
import {
  addSession,
  findSession,
  prolongSession,
  removeExpiredSessions,
  removeSession,
} from '../storage/sessions.ts';

const HOUR_MS = 3600 * 1000;
/** A session ends after this long without a request, and after this long in any case. */
const IDLE_MS = 2 * HOUR_MS;
const ABSOLUTE_MS = 12 * HOUR_MS;
/** Not every page is worth a write. */
const PROLONG_FROM_MS = 5 * 60 * 1000;

export interface SessionsOptions {
  readonly knex: Knex;
  readonly now: () => Date;
  /** The console is reached over https: the cookie is kept from everything else. */
  readonly secure: boolean;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

export interface Sessions {
  /** Who is signed in, if anybody. Prolongs the session. */
  find(ctx: Context): Promise<User | null>;
  /** Signs a user in with a new random cookie; the old session, if any, ends (no fixation). */
  start(ctx: Context, user: User): Promise<void>;
  end(ctx: Context): Promise<void>;
}

/**
 * Sessions in the database, so that any collector knows them and signing out ends them everywhere. The cookie is 256
 * random bits; the database keeps its SHA-256, which opens nothing. `SameSite=Lax`, because the console's pages are
 * linked to from elsewhere; what changes anything is guarded by `csrf.ts`.
 */
export function createSessions({ knex, now, secure, proxyHops }: SessionsOptions): Sessions {
  // The prefix makes browsers refuse the cookie from subdomains and from plain http (RFC 6265bis, section 4.1.3).
  // Never plain `subpixel`: that is the click's, which a tracking link on the same host sets (`http/click-cookie.ts`).
  const name = secure ? '__Host-subpixel' : 'subpixel-console';

  const setCookie = (ctx: Context, value: string, maxAge: number) => {
    // A proxy in front may have taken off TLS: what the socket says does not count.
    ctx.cookies.secure = secure;
    ctx.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
  };
  const endCurrent = async (ctx: Context) => {
    const value = ctx.cookies.get(name);
    if (value) await removeSession(knex, idOf(value));
  };

  return {
    async find(ctx) {
      const value = ctx.cookies.get(name);
      if (!value) return null;
      const session = await findSession(knex, idOf(value), now());
      if (!session) return null;
      const user = await findUserById(knex, session.userId);
      const expiresAt = expiry(session.startedAt, now());
      if (user && expiresAt.getTime() - session.expiresAt.getTime() >= PROLONG_FROM_MS) {
        await prolongSession(knex, idOf(value), expiresAt, now());
      }
      return user;
    },
    async start(ctx, user) {
      await endCurrent(ctx);
      await removeExpiredSessions(knex, now());
      const value = randomBytes(32).toString('base64url');
      const startedAt = now();
      await addSession(knex, idOf(value), {
        userId: user.id,
        startedAt,
        expiresAt: expiry(startedAt, startedAt),
        ip: callerOf(ctx.headers, ctx.req.socket.remoteAddress ?? '', proxyHops).ip || null,
        userAgent: ctx.get('User-Agent'),
      });
      setCookie(ctx, value, ABSOLUTE_MS);
    },
    async end(ctx) {
      await endCurrent(ctx);
      setCookie(ctx, '', 0);
    },
  };
}

function idOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function expiry(startedAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_MS, startedAt.getTime() + ABSOLUTE_MS));
}
