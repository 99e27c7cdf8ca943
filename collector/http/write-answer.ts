import type { Context } from 'koa';
import type { Answer } from '../pipeline/postback.ts';

/**
 * Puts an answer of the pipeline on the wire. It is never kept by anybody on the way.
 * `retryAfterS`: seconds after which to come again, where that is known better than five.
 */
export function writeAnswer(ctx: Context, answer: Answer, retryAfterS = 5): void {
  ctx.status = answer.http;
  ctx.set('Cache-Control', 'no-store');
  ctx.set('X-Postback-Result', answer.summary);
  if (answer.http === 503 || answer.http === 429) ctx.set('Retry-After', `${retryAfterS}`);
  // An image on a page of another origin: the browser drops it without this header.
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  ctx.set('Content-Type', answer.contentType);
  ctx.body = answer.body;
}
