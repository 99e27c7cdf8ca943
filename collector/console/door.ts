import type Router from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { localeOf } from '../people/locale.ts';
import { hashPassword, isOutdated, verifyPassword } from '../people/password.ts';
import { findUser, type User } from '../storage/accounts.ts';
import { replacePasswordHash } from '../storage/users.ts';
import { seeOther } from './action.ts';
import { type AuditDeps, addressIn, auditOf } from './audit.ts';
import { createFailureAudit } from './failure-audit.ts';
import type { View } from './page.ts';
import { codeView, loginView } from './pages/login.tsx';
import { strangerOf } from './reader.tsx';
import { render } from './render.tsx';
import { sayFailed } from './say-failed.ts';
import { createSecondSteps, takeCode } from './second-step.ts';
import type { Sessions } from './session.ts';
import type { Phrase } from './text/phrases.ts';
import type { Text } from './text/text.ts';
import type { Failed, Tries } from './tries.ts';

const MAX_FORM_BYTES = 8 * 1024;
const MAX_FIELD = 256;
const START = '/console/overview';
const LOGIN = '/console/login';
const CODE = '/console/login/code';

interface DoorDeps extends AuditDeps {
  readonly sessions: Sessions;
  readonly tries: Tries;
  /** The console is reached over https. */
  readonly secure: boolean;
}

/** Signing in, with a code where the user wants one, and out. */
export function addDoor(router: Router, deps: DoorDeps): void {
  const { knex, sessions, tries } = deps;
  const steps = createSecondSteps(deps);
  const auditFailure = createFailureAudit(deps);
  const enter = async (ctx: Context, user: User, how: string) => {
    await sessions.start(ctx, user);
    await auditOf(deps, ctx, user)('sign-in', '', { how });
  };

  router.get('/login', async (ctx) => {
    const next = safeNext(new URLSearchParams(ctx.querystring).get('next'));
    if (await sessions.find(ctx)) ctx.redirect(next);
    else show(ctx, (text) => loginView(text, { next }));
  });

  router.post('/login', async (ctx) => {
    const field = await readForm(ctx);
    const [login, next] = [field('login').trim(), safeNext(field('next'))];
    const tried = await tries.password({ login, ip: addressIn(ctx, deps.proxyHops) }, async () => {
      const user = await findUser(knex, login);
      if ((await verifyPassword(user?.passwordHash ?? null, field('password'))) && user) {
        if (isOutdated(user.passwordHash))
          await replacePasswordHash(knex, user, await hashPassword(field('password')));
        return user;
      }
      if (user) auditFailure(ctx, user, 'password');
      return null;
    });
    if ('failed' in tried) {
      const { status, say } = refusal(ctx, tried.failed, 'Login or password is wrong.');
      return show(ctx, (text) => loginView(text, { login, problem: say(text), next }), status);
    }
    const user = tried.right;
    if (user.totpSecret === null) {
      await enter(ctx, user, 'password');
      return seeOther(ctx, next);
    }
    await steps.start(ctx, user);
    seeOther(ctx, withNext(CODE, next));
  });

  router.get('/login/code', async (ctx) => {
    const next = safeNext(new URLSearchParams(ctx.querystring).get('next'));
    if (await steps.find(ctx)) show(ctx, (text) => codeView(text, { next }));
    else ctx.redirect(withNext(LOGIN, next));
  });

  router.post('/login/code', async (ctx) => {
    const field = await readForm(ctx);
    const next = safeNext(field('next'));
    const user = await steps.find(ctx);
    if (!user) return seeOther(ctx, withNext(LOGIN, next));
    const { login } = user;
    const tried = await tries.code({ login, ip: addressIn(ctx, deps.proxyHops) }, async () => {
      const kind = await takeCode(knex, user, field('code'), deps.now());
      if (kind === null) auditFailure(ctx, user, 'code');
      return kind;
    });
    if ('failed' in tried) {
      const { status, say } = refusal(
        ctx,
        tried.failed,
        'The code is wrong, or was used before: wait for the next.',
      );
      return show(ctx, (text) => codeView(text, { problem: say(text), next }), status);
    }
    if (!(await steps.take(ctx))) return seeOther(ctx, withNext(LOGIN, next));
    await enter(ctx, user, tried.right);
    seeOther(ctx, next);
  });

  router.post('/logout', async (ctx) => {
    const signedIn = await sessions.find(ctx);
    if (signedIn) await auditOf(deps, ctx, signedIn.user)('sign-out', '');
    await sessions.end(ctx);
    // What the browser still holds of other people's data; only https takes the header.
    if (deps.secure) ctx.set('Clear-Site-Data', '"cache"');
    seeOther(ctx, LOGIN);
  });
}

async function readForm(ctx: Context): Promise<(name: string) => string> {
  const length = ctx.get('Content-Length') || null;
  const form = new URLSearchParams(
    await getRawBody(ctx.req, { limit: MAX_FORM_BYTES, length, encoding: true }),
  );
  return (name) =>
    (form.get(name) ?? '').slice(0, name === 'next' ? undefined : MAX_FIELD).replaceAll('\0', '');
}

/** What is answered to a try that did not work. */
function refusal(ctx: Context, failed: Failed, wrong: Phrase) {
  if (failed !== 'wrong') ctx.set('Retry-After', String(failed.waitS));
  return { status: failed === 'wrong' ? 401 : 429, say: (text: Text) => sayFailed(text, failed, wrong) };
}

function show(ctx: Context, view: (text: Text) => View, status = 200): void {
  const reader = strangerOf(localeOf(ctx.get('Accept-Language')));
  render(ctx, view(reader.text), reader, status);
}

function withNext(path: string, next: string): string {
  return `${path}?next=${encodeURIComponent(next)}`;
}

/** A page of the console, never another site: browsers read `//x`, `/\x` and more as a host. */
export function safeNext(next: string | null): string {
  if (next === null || !URL.canParse(next, 'http://console')) return START;
  const { origin, pathname, search } = new URL(next, 'http://console');
  return origin === 'http://console' && pathname.startsWith('/console/') ? pathname + search : START;
}
