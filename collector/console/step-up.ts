import type { Context } from 'koa';
import { verifyPassword } from '../people/password.ts';
import type { User } from '../storage/accounts.ts';
import { type AuditDeps, addressIn, auditOf } from './audit.ts';
import { toHeld } from './held-form.ts';
import type { View } from './page.ts';
import { confirmView } from './pages/confirm.tsx';
import { sayFailed } from './say-failed.ts';
import type { Sessions, SignedIn } from './session.ts';
import type { Text } from './text/text.ts';
import type { Failed, Tries } from './tries.ts';

/** So long a proof of the password is good for what matters most. */
const FRESH_MS = 15 * 60 * 1000;
/** The field of the password, beside those of the form that is held up. */
const FIELD = 'confirm-password';

export interface ProofDeps extends AuditDeps {
  readonly tries: Tries;
}

/** Looks at a person's own password. Null where it is right. */
export async function provePassword(
  ctx: Context,
  { login, passwordHash }: User,
  password: string,
  { tries, proxyHops }: ProofDeps,
): Promise<Failed | null> {
  const tried = await tries.password({ login, ip: addressIn(ctx, proxyHops) }, async () =>
    (await verifyPassword(passwordHash, password)) ? true : null,
  );
  return 'failed' in tried ? tried.failed : null;
}

/**
 * For actions that a stolen session must not do: asks for the password again where it was proved too long ago. The
 * form is held up, not lost: its fields go along with the password. Returns the session by
 * which the action goes on, or what is shown instead.
 */
export async function askPassword(
  ctx: Context,
  { user, session }: SignedIn,
  form: ReadonlyMap<string, readonly string[]>,
  text: Text,
  sessions: Sessions,
  deps: ProofDeps,
): Promise<SignedIn['session'] | { readonly asked: View }> {
  if (deps.now().getTime() - session.confirmedAt.getTime() < FRESH_MS) return session;
  const held = toHeld(form);
  const ask = (problem?: string) => ({
    asked: confirmView(text, { action: ctx.url, field: FIELD, held, problem }),
  });
  const password = form.get(FIELD)?.at(-1);
  if (password === undefined) return ask();
  const failed = await provePassword(ctx, user, password, deps);
  if (failed) return ask(sayFailed(text, failed, 'The password is wrong.'));
  await auditOf(deps, ctx, user)('session.confirm', '');
  return sessions.confirm(ctx, session.id);
}
