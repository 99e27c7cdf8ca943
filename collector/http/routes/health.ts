import Router from '@koa/router';
import type { Readiness } from '../../outage/readiness.ts';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: postbacks are taken, by the database or by the spool, with the
 * state of both; 503 where neither takes them.
 */
export function createHealthRoutes(readiness: () => Promise<Readiness>): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const { takesPostbacks, report } = await readiness();
    ctx.set('Cache-Control', 'no-store');
    ctx.status = takesPostbacks ? 200 : 503;
    ctx.body = report;
  });
  return router;
}
