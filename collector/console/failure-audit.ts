import type { Context } from 'koa';
import { createBuckets } from '../http/token-buckets.ts';
import type { User } from '../storage/accounts.ts';
import { type AuditDeps, auditOf } from './audit.ts';

/** Lines a minute for each user: enough to see that somebody guesses, too few to fill a disk. */
const PER_MINUTE = 1;

/**
 * Notes failed sign-ins of users that there are. Nobody waits for it: how long the answer takes would tell which
 * logins exist, and where it cannot be noted, the sign-in has failed all the same.
 */
export function createFailureAudit(deps: AuditDeps) {
  const excess = createBuckets({ perMinute: PER_MINUTE, now: () => deps.now().getTime() });
  return (ctx: Context, user: User, at: 'password' | 'code'): void => {
    if (excess(user.id) !== null) return;
    auditOf(deps, ctx, user)('sign-in.failed', '', { at }).catch(() => undefined);
  };
}
