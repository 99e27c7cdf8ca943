import type { Middleware } from 'koa';

/**
 * The one place where whatever was thrown ends. The caller sees what was meant for it (`expose`) or a bare 500 with
 * the request's ID; the log sees all. Paths that nobody serves get a 404 that does not repeat the URL.
 */
export function createLastResort(onError: (error: unknown, requestId: string) => void): Middleware {
  return async function lastResort(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) {
        ctx.status = 404;
        ctx.body = { status: 'error', reason: 'not-found', hint: 'nothing is served here' };
      }
    } catch (error) {
      const status = error instanceof Error && 'status' in error && 'expose' in error ? error : null;
      if (status?.expose === true && typeof status.status === 'number') {
        ctx.status = status.status;
        ctx.body = { status: 'error', reason: status.message };
        return;
      }
      const { requestId } = ctx.state;
      onError(error, requestId);
      ctx.status = 500;
      ctx.body = { status: 'error', reason: 'internal', hint: `tell the operator this ID: ${requestId}` };
    }
  };
}
