import type { Knex } from 'knex';
import type { Context } from 'koa';
import { addressIn, auditOf } from './audit.ts';
import type { View } from './page.ts';
import { confirmView } from './pages/confirm.tsx';
import { verifyPassword } from './password.ts';
import { sayFailed } from './say-failed.ts';
import type { Sessions, SignedIn } from './session.ts';
import type { Text } from './text/text.ts';
import type { Tries } from './tries.ts';

/** So long a proof of the password is good for what matters most. */
const FRESH_MS = 15 * 60 * 1000;
/** The field of the password, beside those of the form that is held up. */
const FIELD = 'confirm-password';

interface StepUpDeps {
  readonly knex: Knex;
  readonly now: () => Date;
  readonly proxyHops: number;
  readonly tries: Tries;
}

/**
 * For actions that a stolen session must not do: asks for the password again where it was proved too long ago. The
 * form is held up, not lost: its fields go along with the password. Null where the action may go on.
 */
export async function askPassword(
  ctx: Context,
  { user, session }: SignedIn,
  form: ReadonlyMap<string, readonly string[]>,
  text: Text,
  sessions: Sessions,
  deps: StepUpDeps,
): Promise<View | null> {
  if (deps.now().getTime() - session.confirmedAt.getTime() < FRESH_MS) return null;
  const held = new URLSearchParams(
    [...form].flatMap(([name, values]) => (name === FIELD ? [] : values.map((value) => [name, value]))),
  );
  const ask = (problem?: string) => confirmView(text, { action: ctx.url, field: FIELD, held, problem });
  const password = form.get(FIELD)?.at(-1);
  if (password === undefined) return ask();
  const tried = await deps.tries.password(
    { login: user.login, ip: addressIn(ctx, deps.proxyHops) },
    async () => ((await verifyPassword(user.passwordHash, password)) ? user : null),
  );
  if ('failed' in tried) return ask(sayFailed(text, tried.failed, 'The password is wrong.'));
  await sessions.confirm(ctx);
  await auditOf(deps, ctx, user)('session.confirm', '');
  return null;
}
