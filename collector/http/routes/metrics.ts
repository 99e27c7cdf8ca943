import { createHash, timingSafeEqual } from 'node:crypto';
import Router from '@koa/router';

/** Metrics as Prometheus reads them. */
export interface MetricsText {
  readonly text: string;
  readonly contentType: string;
}

/**
 * `GET /metrics` for Prometheus, with `Authorization: Bearer TOKEN`. Without a token there is no such page: who comes
 * from this machine is of no help, behind a proxy everybody does.
 */
export function createMetricsRoute(read: () => Promise<MetricsText>, token: string | null): Router {
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
    const { text, contentType } = await read();
    ctx.body = text;
    ctx.type = contentType;
  });
  return router;
}

/** Digests are of one length, and take the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
