import type Router from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { callerOf } from '../http/caller.ts';
import { localeOf } from '../people/locale.ts';
import { findUser } from '../storage/accounts.ts';
import { seeOther } from './action.ts';
import type { ConsoleDeps } from './console.ts';
import { createLoginLimit } from './login-limit.ts';
import { loginView } from './pages/login.tsx';
import { verifyPassword } from './password.ts';
import { type Reader, strangerOf } from './reader.tsx';
import { render } from './render.tsx';
import type { Sessions } from './session.ts';

const MAX_FORM_BYTES = 8 * 1024;
const MAX_FIELD = 256;
/** Passwords that are looked at at once: a flood of them must not keep the cores from taking postbacks. */
const MAX_AT_ONCE = 2;
const START = '/console/logs';

/** Signing in and out. */
export function addDoor(router: Router, deps: ConsoleDeps, sessions: Sessions): void {
  const limit = createLoginLimit(deps.now, deps.workers);
  let underWay = 0;

  /** Null where the user is in, else what to tell. */
  const signIn = async (ctx: Context, { text }: Reader, login: string, password: string) => {
    const { ip } = callerOf(ctx.headers, ctx.req.socket.remoteAddress ?? '', deps.proxyHops);
    const waitS = limit.take(login.toLowerCase(), ip);
    if (waitS > 0 || underWay >= MAX_AT_ONCE) {
      ctx.status = 429;
      ctx.set('Retry-After', String(waitS || 1));
      return waitS > 0
        ? text('Too many tries. Wait {n} minutes, then try again.', { n: Math.ceil(waitS / 60) })
        : text('Many people are signing in just now. Try again in a moment.');
    }
    underWay += 1;
    try {
      const user = await findUser(deps.knex, login);
      if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) {
        ctx.status = 401;
        return text('Login or password is wrong.');
      }
      limit.succeed(login.toLowerCase(), ip);
      await sessions.start(ctx, user);
      return null;
    } finally {
      underWay -= 1;
    }
  };

  router.get('/login', async (ctx) => {
    const next = safeNext(new URLSearchParams(ctx.querystring).get('next'));
    if (await sessions.find(ctx)) ctx.redirect(next);
    else show(ctx, { next });
  });

  router.post('/login', async (ctx) => {
    const form = new URLSearchParams(
      await getRawBody(ctx.req, {
        limit: MAX_FORM_BYTES,
        length: ctx.get('Content-Length') || null,
        encoding: true,
      }),
    );
    const field = (name: string) => (form.get(name) ?? '').slice(0, MAX_FIELD).replaceAll('\0', '');
    const next = safeNext(form.get('next'));
    const login = field('login').trim();
    const problem = await signIn(ctx, strangerIn(ctx), login, field('password'));
    if (problem !== null) return show(ctx, { login, problem, next }, ctx.status);
    seeOther(ctx, next);
  });

  router.post('/logout', async (ctx) => {
    await sessions.end(ctx);
    // What the browser still holds of other people's data; only https takes the header.
    if (deps.secure) ctx.set('Clear-Site-Data', '"cache"');
    seeOther(ctx, '/console/login');
  });
}

function show(ctx: Context, props: Parameters<typeof loginView>[1], status = 200): void {
  const reader = strangerIn(ctx);
  render(ctx, loginView(reader.text, props), reader, status);
}

function strangerIn(ctx: Context): Reader {
  return strangerOf(localeOf(ctx.get('Accept-Language')));
}

/** A page of the console, never another site: browsers read `//x`, `/\x` and more as a host. */
export function safeNext(next: string | null): string {
  if (next === null || !URL.canParse(next, 'http://console')) return START;
  const { origin, pathname, search } = new URL(next, 'http://console');
  return origin === 'http://console' && pathname.startsWith('/console/') ? pathname + search : START;
}
