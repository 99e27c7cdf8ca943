import type { Middleware } from 'koa';

const RETRY_S = 5;

/** What is nothing without the database says so until it is set up. Postbacks and leads wait on disk meanwhile. */
export function createNeedsDatabase(whyNotSetUp: () => string | null): Middleware {
  return async function needsDatabase(ctx, next) {
    const isApi = ctx.path.startsWith('/api/v1/');
    const why = isApi || /^\/console(\/|$)/.test(ctx.path) ? whyNotSetUp() : null;
    if (why === null) return next();
    ctx.status = 503;
    ctx.set('Retry-After', String(RETRY_S));
    ctx.set('Cache-Control', 'no-store');
    const hint = `the collector waits for its database: ${why}`;
    // A browser asks again by itself.
    if (!isApi) ctx.set('Refresh', String(RETRY_S));
    ctx.body = isApi
      ? { status: 'error', reason: 'db', hint }
      : `${hint[0]?.toUpperCase()}${hint.slice(1)}\n`;
  };
}
