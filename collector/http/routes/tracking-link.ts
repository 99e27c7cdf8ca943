import Router from '@koa/router';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Directory } from '../../pipeline/directory.ts';
import { MAX_TAG, TAGS } from '../../pipeline/fields.ts';
import type { Flow } from '../../pipeline/lead.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Postback } from '../../pipeline/postback.ts';
import { fillMacros, MACROS } from '../../pipeline/sending/macros.ts';
import { type ClickCookieOptions, setCookieForLanding } from '../click-cookie.ts';
import type { Door } from '../doors.ts';
import { createNeverWrite } from '../never-write.ts';
import { overLimit, type RateLimits, turnAway } from '../rate-limits.ts';
import { type ReceiveOptions, receive } from '../receive.ts';
import { writeAnswer } from '../write-answer.ts';

export interface TrackingLinkOptions extends ReceiveOptions, ClickCookieOptions {
  readonly pipeline: Pipeline;
  readonly limits: RateLimits;
  readonly directory: Directory;
  /** The country of an address; null where it is not known. */
  readonly country: (ip: string) => string | null;
}

/** `GET /c/FLOW`: makes a click, then sends the visitor to the flow's landing page with the click ID in the URL. */
export function createTrackingLink(options: TrackingLinkOptions): Router {
  const router = new Router();
  router.use(createNeverWrite());
  router.get('/c/:flow', async (ctx) => {
    const flowId = ctx.params.flow ?? '';
    const door: Door = { channel: 'link', purpose: 'click', format: 'txt', flow: flowId };
    const postback = await receive(ctx.req, door, options);
    // Visitors are never turned away. Over the limit the click is not written: the landing page registers it.
    const refused = options.limits.link(postback.caller.ip);
    // Asked at the same time, so that a database that hangs is waited for only once.
    const asked = options.directory.flow(flowId).catch(() => null);
    const { outcome, answer } =
      refused && !refused.isFirst
        ? turnAway(door, refused)
        : await options.pipeline.submit(refused ? overLimit(postback, refused) : postback);
    // A database that is away must not cost the visitor: the landing page repeats all that the click would have said.
    const away = outcome.status === 'error' && outcome.error === 'db';
    const flow = outcome.status === 'ok' || away || refused ? await asked : null;
    if (!flow && outcome.status === 'ok') {
      // Only where the database went away before anybody had used this link. Its click waits in the spool.
      writeAnswer(ctx, {
        ...answer,
        http: 503,
        body: 'This link cannot be followed just now: try again soon.',
      });
      return;
    }
    const target = flow && landingUrl(flow, postback, options.country);
    if (!target) {
      writeAnswer(
        ctx,
        flow
          ? { ...answer, http: 404, body: 'This link leads nowhere yet: its flow has no landing page.' }
          : answer,
      );
      return;
    }
    setCookieForLanding(ctx, postback.id, new URL(target), options);
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Referrer-Policy', 'no-referrer-when-downgrade');
    ctx.status = 302;
    ctx.set('Location', target);
    ctx.body = '';
  });
  return router;
}

/**
 * The landing page of a flow for one click: macros filled in, `click` added where no macro has placed it. Null where
 * the flow has no web address. The target comes from the flow alone: nothing of the request can lead elsewhere.
 */
function landingUrl(flow: Flow, postback: Postback, country: TrackingLinkOptions['country']): string | null {
  const click = postback.id;
  const fixed = new Map([
    ['click', click],
    ['flow', flow.id],
  ]);
  const filled = fillMacros(flow.landingUrl, new Map([...visitorValues(postback, country), ...fixed]));
  if (!/^https?:\/\//i.test(filled) || !URL.canParse(filled)) return null;
  const url = new URL(filled);
  // A macro in the host would let whoever writes the link choose where it leads.
  const neutral = fillMacros(flow.landingUrl, new Map([...[...MACROS].map(stand), ...fixed]));
  if (!URL.canParse(neutral) || new URL(neutral).origin !== url.origin) return null;
  if (!filled.includes(click)) url.searchParams.set('click', click);
  return url.href;
}

const stand = (name: string): [string, string] => [name, 'x'];

/** What is known of a visitor who has just clicked. */
function visitorValues(postback: Postback, country: TrackingLinkOptions['country']): [string, string][] {
  const { parameters, caller, receivedAt } = postback;
  const tags = TAGS.map((name): [string, string] => [name, parameters.values.get(name) ?? '']);
  const visit: [string, string][] = [
    ['ip', caller.ip],
    ['ua', caller.userAgent],
    ['geo', (caller.ip && country(caller.ip)) || ''],
    ['time', String(Math.floor(receivedAt.getTime() / 1000))],
  ];
  return [...tags, ...visit].map(([name, value]) => [name, cleanText(value, MAX_TAG).text]);
}
