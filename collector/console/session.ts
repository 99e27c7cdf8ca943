import type { Knex } from 'knex';
import type { Context } from 'koa';
import { findUserById, type User } from '../storage/accounts.ts';
import {
  addSession,
  confirmSession,
  findSession,
  prolongSession,
  removeExpiredSessions,
  removeSession,
} from '../storage/sessions.ts';
import { addressIn } from './audit.ts';
import { createSecretCookie } from './cookie.ts';

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

/** Who is signed in, and by which session. */
export interface SignedIn {
  readonly user: User;
  readonly session: {
    /** The hash that the database knows it by. */
    readonly id: string;
    /** When the password was proved in it for the last time. */
    readonly confirmedAt: Date;
  };
}

export interface Sessions {
  /** Who is signed in, if anybody. Prolongs the session. */
  find(ctx: Context): Promise<SignedIn | null>;
  /** Signs a user in with a new random cookie; the old session, if any, ends (no fixation). */
  start(ctx: Context, user: User): Promise<void>;
  /** The password was proved again: the session goes on with a new cookie, under another ID. */
  confirm(ctx: Context, id: string): Promise<SignedIn['session']>;
  end(ctx: Context): Promise<void>;
}

/**
 * Sessions in the database, so that any collector knows them and signing out ends them everywhere. `SameSite=Lax`,
 * because the console's pages are linked to from elsewhere; what changes anything is guarded by `csrf.ts`.
 */
export function createSessions({ knex, now, secure, proxyHops }: SessionsOptions): Sessions {
  // Never plain `subpixel`: that is the click's, which a tracking link on the same host sets (`http/click-cookie.ts`).
  const name = secure ? 'subpixel' : 'subpixel-console';
  const cookie = createSecretCookie({ name, maxAgeMs: ABSOLUTE_MS, sameSite: 'lax', secure });
  const endCurrent = async (ctx: Context) => {
    const id = cookie.id(ctx);
    if (id) await removeSession(knex, id);
  };

  return {
    async find(ctx) {
      const id = cookie.id(ctx);
      const session = id && (await findSession(knex, id, now()));
      const user = session && (await findUserById(knex, session.userId));
      if (!user) return null;
      const expiresAt = expiry(session.startedAt, now());
      if (expiresAt.getTime() - session.expiresAt.getTime() >= PROLONG_FROM_MS) {
        await prolongSession(knex, id, expiresAt, now());
      }
      return { user, session: { id, confirmedAt: session.confirmedAt } };
    },
    async start(ctx, user) {
      await endCurrent(ctx);
      await removeExpiredSessions(knex, now());
      const startedAt = now();
      await addSession(knex, cookie.renew(ctx), {
        userId: user.id,
        startedAt,
        confirmedAt: startedAt,
        expiresAt: expiry(startedAt, startedAt),
        ip: addressIn(ctx, proxyHops) || null,
        userAgent: ctx.get('User-Agent'),
      });
    },
    async confirm(ctx, before) {
      const session = { id: cookie.renew(ctx), confirmedAt: now() };
      await confirmSession(knex, before, session.id, session.confirmedAt);
      return session;
    },
    async end(ctx) {
      await endCurrent(ctx);
      cookie.drop(ctx);
    },
  };
}

function expiry(startedAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_MS, startedAt.getTime() + ABSOLUTE_MS));
}
