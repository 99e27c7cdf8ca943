import type { Middleware } from 'koa';
import { redactTokens } from './redact.ts';

/** What proxies make: hex, UUIDs, base64url. */
const SANE = /^[\w-]{8,64}$/;

/**
 * Gives every request an ID, in `ctx.state.requestId` and in the answer: the one that a proxy has given it in
 * `X-Request-Id`, so that both logs can be read together, or a new one.
 */
export function createRequestId(newId: () => string): Middleware {
  return async function requestId(ctx, next) {
    const given = ctx.get('X-Request-Id');
    const isFit = SANE.test(given) && redactTokens(given) === given;
    ctx.state.requestId = isFit ? given : newId();
    ctx.set('X-Request-Id', ctx.state.requestId);
    await next();
  };
}
