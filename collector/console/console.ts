import Router, { type RouterMiddleware } from '@koa/router';
import type { Knex } from 'knex';
import type { Middleware } from 'koa';
import type { PageChecker } from '../check/page-checker.ts';
import type { Courier } from '../outgoing/courier.ts';
import { localeOf } from '../people/locale.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Replayer } from '../replay/replay.ts';
import type { SpoolStats } from '../spool/index.ts';
import { TooSlowError } from '../storage/within-patience.ts';
import { act } from './action.ts';
import type { Area, DownloadRoute, PageRoute } from './area.ts';
import { api } from './areas/api.ts';
import { clicks } from './areas/clicks.ts';
import { files } from './areas/files.ts';
import { flows } from './areas/flows.ts';
import { help } from './areas/help.ts';
import { leads } from './areas/leads.ts';
import { logs } from './areas/logs.ts';
import { orders } from './areas/orders.ts';
import { outgoing } from './areas/outgoing.ts';
import { overview } from './areas/overview.ts';
import { privacy } from './areas/privacy.ts';
import { sending } from './areas/sending.ts';
import { settings } from './areas/settings.ts';
import { ASSETS } from './assets.ts';
import { type AuditDeps, auditOf } from './audit.ts';
import { isOwnRequest } from './csrf.ts';
import { addDoor } from './door.ts';
import { forbidden, foreignForm, notFound, tooSlow } from './pages/problem.tsx';
import { readerOf, strangerOf } from './reader.tsx';
import { render } from './render.tsx';
import { createSecurityHeaders } from './security.ts';
import { createSessions, type Sessions } from './session.ts';
import type { PinnedTagOptions } from './snippets.ts';
import { createTries } from './tries.ts';

export interface ConsoleDeps extends PinnedTagOptions {
  readonly knex: Knex;
  /** What a person changes by hand or imports goes the way of every postback. */
  readonly pipeline: Pipeline;
  /** Repeats logged requests. */
  readonly replayer: Replayer;
  /** What waits on disk for the database; null where nothing may wait. */
  readonly waiting: () => Pick<SpoolStats, 'depth' | 'oldest' | 'quarantined'> | null;
  /** Processes that share the limits of logins; without it 1. */
  readonly workers?: number;
  /** Opens pages for the installation check. */
  readonly checker: PageChecker;
  /** Delivers what a person sends to a receiver to test it. */
  readonly courier: Courier;
  /** Makes the postback tokens that sample postbacks show, and seals receivers' keys. */
  readonly secret: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The console is reached over https. */
  readonly secure: boolean;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

/** So long a download may stand still: a person has been asked where to keep the file. */
const MAX_PAUSE_MS = 120_000;

/** Every part of the console, in the order of its routes. */
export function listAreas(deps: ConsoleDeps): readonly Area[] {
  return [
    ...[overview, logs, outgoing, files, leads, clicks, flows, sending, settings, privacy, help, api, orders],
  ].map((area) => area(deps));
}

/** The pages for people, below `/console`. What they are is listed in `areas/`. */
export function createConsole(deps: ConsoleDeps): Router {
  const sessions = createSessions(deps);
  const tries = createTries(deps.now, deps.workers);
  const router = new Router({ prefix: '/console' });
  router.use(createSecurityHeaders(deps.secure), refuseForeignForms(deps.publicUrl));
  router.get('/', (ctx) => ctx.redirect('/console/overview'));
  addAssets(router);
  addDoor(router, { ...deps, sessions, tries });
  for (const { pages, actions = [], downloads = [] } of listAreas(deps)) {
    for (const route of downloads) router.get(route.path, send(route, sessions, deps));
    for (const route of pages) router.get(route.path, show(route, sessions));
    for (const route of actions) router.post(route.path, act(route, sessions, { ...deps, tries }));
  }
  // Last: whatever no page answers to.
  router.get('/{*rest}', show({ path: '/', may: 'self', page: async () => null }, sessions));
  return router;
}

function refuseForeignForms(publicUrl: string): Middleware {
  return async function refuseForeignForm(ctx, next) {
    const provenance = {
      method: ctx.method,
      secFetchSite: ctx.get('Sec-Fetch-Site'),
      origin: ctx.get('Origin'),
      host: ctx.get('Host'),
    };
    if (isOwnRequest(provenance, publicUrl)) return next();
    const stranger = strangerOf(localeOf(ctx.get('Accept-Language')));
    render(ctx, foreignForm(stranger.text), stranger, 403);
  };
}

function addAssets(router: Router): void {
  router.get('/assets/:file', async (ctx, next) => {
    const asset = ASSETS.get(ctx.params.file ?? '');
    if (!asset) return next();
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.type = asset.type;
    ctx.body = asset.text;
  });
}

/** Shows a page to who is signed in and may see it, and the door to everybody else. */
function show({ page, may }: PageRoute, sessions: Sessions): RouterMiddleware {
  return async (ctx) => {
    const signedIn = await sessions.find(ctx);
    if (!signedIn) {
      ctx.redirect(`/console/login?next=${encodeURIComponent(ctx.path + ctx.search)}`);
      return;
    }
    const { user } = signedIn;
    const reader = readerOf(user);
    const { text } = reader;
    if (!reader.may(may)) return render(ctx, forbidden(text), reader, 403);
    const query = new URLSearchParams(ctx.querystring);
    const request = { ...signedIn, reader, text, params: ctx.params, query };
    const view = await page(request).catch((error: unknown) => {
      if (error instanceof TooSlowError) return 'too-slow' as const;
      throw error;
    });
    if (view === 'too-slow') return render(ctx, tooSlow(text), reader, 503);
    render(ctx, view ?? notFound(text), reader, view ? 200 : 404);
  };
}

/** The same for what is no page: a file to keep, or data for a script. */
function send({ download, may }: DownloadRoute, sessions: Sessions, deps: AuditDeps): RouterMiddleware {
  return async (ctx) => {
    const signedIn = await sessions.find(ctx);
    if (!signedIn) {
      ctx.redirect('/console/login');
      return;
    }
    const { user } = signedIn;
    const reader = readerOf(user);
    const { text } = reader;
    if (!reader.may(may)) return render(ctx, forbidden(text), reader, 403);
    const query = new URLSearchParams(ctx.querystring);
    ctx.req.setTimeout(MAX_PAUSE_MS);
    const audit = auditOf(deps, ctx, signedIn.user);
    const found = await download({ ...signedIn, reader, text, params: ctx.params, query, audit });
    if (!found) return render(ctx, notFound(text), reader, 404);
    ctx.type = found.type;
    if (found.fileName) ctx.set('Content-Disposition', `attachment; filename="${found.fileName}"`);
    ctx.body = found.body;
  };
}
