import { createHash, timingSafeEqual } from 'node:crypto';
import Router from '@koa/router';
import type { Metrics } from '../../telemetry/metrics.ts';

/**
 * `GET /metrics` for Prometheus, with `Authorization: Bearer TOKEN`. Without a token there is no such page: who comes
 * from this machine is of no help, behind a proxy everybody does.
 */
export function createMetricsRoute({ registry }: Metrics, token: string | null): Router {
  const router = new Router();
  if (token === null) return router;
  router.get('/metrics', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    if (!isSame(ctx.get('Authorization'), `Bearer ${token}`)) {
      ctx.set('WWW-Authenticate', 'Bearer');
      ctx.status = 401;
      ctx.body = { status: 'error', reason: 'token', hint: 'send SUBPIXEL_METRICS_TOKEN as a bearer token' };
      return;
    }
    ctx.body = await registry.metrics();
    ctx.type = registry.contentType;
  });
  return router;
}

/** Digests are of one length, and take the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
