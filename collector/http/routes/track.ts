import cors from '@koa/cors';
import Router from '@koa/router';
import type { Context } from 'koa';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { addressOf } from '../caller.ts';
import { type ClickCookieOptions, setCookieForPage } from '../click-cookie.ts';
import { DOORS, type Door, PREFIXES } from '../doors.ts';
import { createNeverWrite } from '../never-write.ts';
import { overLimit, type RateLimits, type Refused, turnAway } from '../rate-limits.ts';
import { type ReceiveOptions, receive } from '../receive.ts';
import { writeAnswer } from '../write-answer.ts';

export interface TrackRoutesOptions extends ReceiveOptions, ClickCookieOptions {
  readonly pipeline: Pipeline;
  readonly limits: RateLimits;
}

/**
 * The doors of the pipeline: networks' postbacks, browsers' leads and click registrations.
 * Pages of any origin may call the browser's doors, always without cookies; only where the page's own origin leads
 * here, the answer sets the click's.
 */
export function createTrackRoutes(options: TrackRoutesOptions): Router {
  const { limits, pipeline, proxyHops } = options;
  const router = new Router();
  router.use(createNeverWrite());
  const submit = async (ctx: Context, door: Door) => {
    const isPage = door.channel === 'pixel';
    const ofNetwork = isPage ? limits.page(addressOf(ctx.req, proxyHops)) : null;
    if (ofNetwork && !ofNetwork.isFirst) return sendAway(ctx, door, ofNetwork);
    const postback = await receive(ctx.req, door, options);
    const refused = ofNetwork ?? (isPage ? limits.key(postback.credentials.key ?? '') : null);
    if (refused && !refused.isFirst) return sendAway(ctx, door, refused);
    const { answer, outcome } = await pipeline.submit(refused ? overLimit(postback, refused) : postback);
    if (
      door.channel === 'pixel' &&
      door.format === 'json' &&
      outcome.status === 'ok' &&
      outcome.click !== ''
    ) {
      setCookieForPage(ctx, outcome.click, options);
    }
    writeAnswer(ctx, answer, refused?.retryAfterS);
  };
  // `sendBeacon` and `fetch` need no preflight for what the SDK sends; pages with their own code may.
  const anyPage = cors({
    origin: '*',
    allowMethods: ['GET', 'POST'],
    exposeHeaders: ['X-Postback-Result', 'Retry-After'],
    maxAge: 86_400,
  });

  for (const prefix of PREFIXES) {
    for (const { file, methods, door } of DOORS) {
      const open = (ctx: Context) => submit(ctx, door);
      if (door.channel === 'pixel')
        router.register(`${prefix}/${file}`, [...methods, 'OPTIONS'], [anyPage, open]);
      else router.register(`${prefix}/${file}`, [...methods], open);
    }
  }
  return router;
}

/** Browsers come again later: their leads wait in the outbox. What they sent is not read. */
function sendAway(ctx: Context, door: Door, refused: Refused): void {
  ctx.req.resume();
  writeAnswer(ctx, turnAway(door, refused).answer, refused.retryAfterS);
}
