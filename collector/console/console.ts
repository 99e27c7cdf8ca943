import Router, { type RouterMiddleware } from '@koa/router';
import type { Knex } from 'knex';
import type { Middleware } from 'koa';
import type { PageChecker } from '../check/page-checker.ts';
import type { Replayer } from '../replay/replay.ts';
import type { SpoolStats } from '../spool/index.ts';
import { type Action, act } from './action.ts';
import { ASSETS } from './assets.ts';
import { isOwnRequest } from './csrf.ts';
import { addDoor } from './door.ts';
import { createMapStatusAction } from './map-status.ts';
import type { Page } from './page.ts';
import { createCheckAction, createCheckPage } from './pages/check.tsx';
import { createFlowPage, createSaveFlow } from './pages/flow.tsx';
import { createFlowList } from './pages/flow-list.tsx';
import { createAddFlow, createNewFlowPage } from './pages/flow-new.tsx';
import { createLeadPage } from './pages/lead.tsx';
import { createLeadList } from './pages/lead-list.tsx';
import { createListenAction, createListenPage, createStopListening } from './pages/listen.tsx';
import { createLogEntryPage } from './pages/log-entry.tsx';
import { createLogList } from './pages/log-list.tsx';
import { FOREIGN_FORM, NOT_FOUND } from './pages/problem.tsx';
import { createPutRates, createRatesPage } from './pages/rates.tsx';
import { createReplayAllAction, createReplayPage } from './pages/replay.tsx';
import { createReplayAction, createReplayPreview } from './pages/replay-entry.tsx';
import { render } from './render.tsx';
import { createSecurityHeaders } from './security.ts';
import { createSessions, type Sessions } from './session.ts';
import type { PinnedTagOptions } from './snippets.ts';

export interface ConsoleDeps extends PinnedTagOptions {
  readonly knex: Knex;
  /** Repeats logged requests. */
  readonly replayer: Replayer;
  /** What waits on disk for the database; null where nothing may wait. */
  readonly waiting: () => Pick<SpoolStats, 'depth' | 'oldest' | 'quarantined'> | null;
  /** Processes that share the limits of logins; without it 1. */
  readonly workers?: number;
  /** Opens pages for the installation check. */
  readonly checker: PageChecker;
  /** Makes the postback tokens that sample postbacks show. */
  readonly secret: string;
  readonly now: () => Date;
  /** The console is reached over https. */
  readonly secure: boolean;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

/** The pages for people, below `/console`. A new page is a file in `pages/` and a line here, so is what a form does. */
export function createConsole(deps: ConsoleDeps): Router {
  const pages: readonly [path: string, page: Page][] = [
    ['/logs', createLogList(deps)],
    ['/logs/:id', createLogEntryPage(deps)],
    ['/logs/:id/preview', createReplayPreview(deps)],
    ['/replay', createReplayPage(deps)],
    ['/leads', createLeadList(deps)],
    ['/leads/:click/:lead', createLeadPage(deps)],
    ['/flows', createFlowList(deps)],
    ['/flows/new', createNewFlowPage()],
    ['/flows/:id', createFlowPage(deps)],
    ['/flows/:id/listen', createListenPage(deps)],
    ['/flows/:id/check', createCheckPage(deps)],
    ['/rates', createRatesPage(deps)],
    // Last: whatever no page answers to.
    ['/{*rest}', async () => null],
  ];
  const actions: readonly [path: string, action: Action][] = [
    ['/logs/:id/map', createMapStatusAction(deps)],
    ['/logs/:id/replay', createReplayAction(deps)],
    ['/replay', createReplayAllAction(deps)],
    ['/flows/new', createAddFlow(deps)],
    ['/flows/:id', createSaveFlow(deps)],
    ['/flows/:id/listen', createListenAction(deps)],
    ['/flows/:id/check', createCheckAction(deps)],
    ['/flows/:id/stop', createStopListening(deps)],
    ['/rates', createPutRates(deps)],
  ];
  const sessions = createSessions(deps);
  const router = new Router({ prefix: '/console' });
  router.use(createSecurityHeaders(), refuseForeignForms(deps.publicUrl));
  router.get('/', (ctx) => ctx.redirect('/console/logs'));
  addAssets(router);
  addDoor(router, deps, sessions);
  for (const [path, page] of pages) router.get(path, show(page, sessions));
  for (const [path, action] of actions) router.post(path, act(action, sessions));
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
    if (isOwnRequest(provenance, publicUrl)) await next();
    else render(ctx, FOREIGN_FORM, null, 403);
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

/** Shows a page to who is signed in, and the door to everybody else. */
function show(page: Page, sessions: Sessions): RouterMiddleware {
  return async (ctx) => {
    const user = await sessions.find(ctx);
    if (!user) {
      ctx.redirect(`/console/login?next=${encodeURIComponent(ctx.path + ctx.search)}`);
      return;
    }
    const view = await page({ user, params: ctx.params, query: new URLSearchParams(ctx.querystring) });
    render(ctx, view ?? NOT_FOUND, user.login, view ? 200 : 404);
  };
}
