import type { Middleware } from 'koa';

/** Request headers by which browsers and mail clients say that nobody has asked for this page yet. */
const PREFETCH = /\b(?:prefetch|prerender|preview)\b/i;

/**
 * For the routes that write: ends what must not change anything (protocol section 2): HEAD probes and prefetches. A mail scanner that looks at
 * a postback URL must not approve a lead.
 */
export function createNeverWrite(): Middleware {
  return async function neverWrite(ctx, next) {
    const purpose = [ctx.get('Sec-Purpose'), ctx.get('Purpose'), ctx.get('X-Purpose'), ctx.get('X-Moz')].join(
      ' ',
    );
    if (ctx.method !== 'HEAD' && !PREFETCH.test(purpose)) return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  };
}
