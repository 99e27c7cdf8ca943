import Router from '@koa/router';

/** `GET /healthz`: the process answers. `GET /readyz`: the database takes a write; 503 says why it does not. */
export function createHealthRoutes(writeProbe: () => Promise<void>): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    try {
      await writeProbe();
      ctx.body = { status: 'ok' };
    } catch (error) {
      ctx.status = 503;
      ctx.body = {
        status: 'error',
        error: 'db',
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  });
  return router;
}
