import Router from '@koa/router';
import { fillMacros } from '../../outgoing/macros.ts';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Directory } from '../../pipeline/directory.ts';
import { MAX_TAG, TAGS } from '../../pipeline/fields.ts';
import type { Flow } from '../../pipeline/lead.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Postback } from '../../pipeline/postback.ts';
import { createNeverWrite } from '../never-write.ts';
import { type ReceiveOptions, receive } from '../receive.ts';
import { writeAnswer } from '../write-answer.ts';

export interface TrackingLinkOptions extends ReceiveOptions {
  readonly pipeline: Pipeline;
  readonly directory: Directory;
}

/** `GET /c/FLOW`: makes a click, then sends the visitor to the flow's landing page with the click ID in the URL. */
export function createTrackingLink(options: TrackingLinkOptions): Router {
  const router = new Router();
  router.use(createNeverWrite());
  router.get('/c/:flow', async (ctx) => {
    const flowId = ctx.params.flow ?? '';
    const postback = await receive(
      ctx.req,
      { channel: 'link', purpose: 'click', format: 'txt', flow: flowId },
      options,
    );
    const { outcome, answer } = await options.pipeline.submit(postback);
    // A database that is away must not cost the visitor: the landing page repeats all that the click would have said.
    const away = outcome.status === 'error' && outcome.error === 'db';
    const flow =
      outcome.status === 'ok' || away ? await options.directory.flow(flowId).catch(() => null) : null;
    const target = flow && landingUrl(flow, postback);
    if (!target) {
      writeAnswer(
        ctx,
        flow
          ? { ...answer, http: 404, body: 'This link leads nowhere yet: its flow has no landing page.' }
          : answer,
      );
      return;
    }
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
export function landingUrl(flow: Flow, postback: Postback): string | null {
  const click = postback.id;
  const fill = (tag: (name: string) => string) => {
    const tags = TAGS.map((name): [string, string] => [name, tag(name)]);
    return fillMacros(flow.landingUrl, new Map([...tags, ['click', click], ['flow', flow.id]]));
  };
  const filled = fill((name) => cleanText(postback.parameters.values.get(name) ?? '', MAX_TAG).text);
  if (!/^https?:\/\//i.test(filled) || !URL.canParse(filled)) return null;
  const url = new URL(filled);
  // A tag in the host would let whoever writes the link choose where it leads.
  const neutral = fill(() => 'x');
  if (!URL.canParse(neutral) || new URL(neutral).origin !== url.origin) return null;
  if (!filled.includes(click)) url.searchParams.set('click', click);
  return url.href;
}
