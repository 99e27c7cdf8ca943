import type { Knex } from 'knex';
import type { Context } from 'koa';
import { callerOf } from '../http/caller.ts';
import type { User } from '../storage/accounts.ts';
import { addAudit } from '../storage/audit.ts';

/** Writes into the account's audit log that something was done. Details hold no contact data, passwords or tokens. */
export type Audit = (
  action: string,
  object: string,
  details?: Readonly<Record<string, string>>,
) => Promise<void>;

export interface AuditDeps {
  readonly knex: Knex;
  readonly now: () => Date;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

/** The audit log of what a user does in a request. */
export function auditOf({ knex, now, proxyHops }: AuditDeps, ctx: Context, user: User): Audit {
  // At once: a download ends when its connection is gone.
  const ip = addressIn(ctx, proxyHops) || null;
  return (action, object, details = {}) =>
    addAudit(knex, {
      ...{ accountId: user.accountId, userId: user.id, login: user.login, at: now() },
      ...{ ip, action, object, details },
    });
}

/** From where a request comes; empty where that is not known. */
export function addressIn(ctx: Context, proxyHops: number): string {
  return callerOf(ctx.headers, ctx.req.socket.remoteAddress ?? '', proxyHops).ip;
}
