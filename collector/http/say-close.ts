import type { Middleware } from 'koa';

/**
 * While another process takes over, each answer is the last on its connection. The client opens the next one to the
 * other process; a connection that was cut instead could have a request under way. Asked after the request: it may
 * have begun before.
 */
export function createSayClose(isDraining: () => boolean): Middleware {
  return async function sayClose(ctx, next) {
    await next();
    if (isDraining()) ctx.set('Connection', 'close');
  };
}
