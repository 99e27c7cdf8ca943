import Router from '@koa/router';
import type { AdClicks } from './ad-clicks.ts';
import { CONTENT_POLICY } from './content-policy.ts';
import { sourcePage } from './source-page.ts';

const FIELD_LIMIT = 100;

/** The toy traffic source: sells clicks with IDs of its own, and waits to be told what became of them. */
export function sourceRoutes(deps: {
  clicks: AdClicks;
  collectorUrl: string;
  consoleUrl: string;
  flow: string;
  log: (line: string) => void;
}): Router {
  const { clicks, collectorUrl, consoleUrl, flow } = deps;
  return new Router({ prefix: '/source' })
    .get('/', (ctx) => {
      ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': CONTENT_POLICY });
      ctx.type = 'html';
      ctx.body = sourcePage({ clicks: clicks.list(), consoleUrl });
    })
    .get('/ad', (ctx) => {
      const { id } = clicks.add();
      const query = new URLSearchParams({ subid: id, utm_source: 'otter-ads', utm_campaign: 'lamps' });
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect(`${collectorUrl}/c/${encodeURIComponent(flow)}?${query}`);
    })
    .get('/postback', (ctx) => {
      const query = new URLSearchParams(ctx.querystring);
      const field = (name: string) => (query.get(name) ?? '').slice(0, FIELD_LIMIT);
      const cid = field('cid');
      const status = field('status');
      const isOurs = clicks.report(cid, { status, payout: field('payout'), currency: field('currency') });
      deps.log(`traffic source: ${status} of ${JSON.stringify(cid)}${isOurs ? '' : ', not ours'}`);
      // As usual there: what it does not know is no error to it.
      ctx.body = isOurs ? { status: 'ok' } : { status: 'ignored', reason: 'no such click of ours' };
    });
}
