import Router from '@koa/router';
import { fill, Html, html } from './html.ts';
import { strip } from './strip.ts';
import { lampPicture, landingPage, thanksPage } from './texts.ts';

const CLICK_LIMIT = 128;

/** The affiliate's two pages: the offer with its order form, and where the network sends the buyer back to. */
export function landingRoutes(options: {
  collectorUrl: string;
  consoleUrl: string;
  flow: string;
  siteKey: string;
}): Router {
  const { collectorUrl, siteKey } = options;
  const trackingLink = `${collectorUrl}/c/${encodeURIComponent(options.flow)}`;
  // The SDK puts the click ID in the place of {click}; the network then marks the orders of that click.
  const stations = {
    ad: '/source',
    network: '/network?click={click}',
    console: `${options.consoleUrl}/leads`,
  };
  const common = { collectorUrl, siteKey, lamp: new Html(lampPicture) };

  return new Router()
    .get('/', (ctx) => {
      const note = html`Click ID <code data-click>…</code> is in this form as <code>subid</code>.
        <a href="${trackingLink}">Try the tracking link</a>`;
      const click = clickOf(ctx.querystring);
      ctx.set('Cache-Control', 'no-store');
      ctx.type = 'html';
      ctx.body = fill(landingPage, { ...common, click, strip: strip('order', stations, note) });
    })
    .get('/thanks', (ctx) => {
      const note = html`The network has the order and sent the buyer here; this page sent the lead.
        Answer: <code data-answer>…</code>`;
      const pixel = new URLSearchParams({ key: siteKey, click: clickOf(ctx.querystring) });
      const links = { ...stations, order: '/' };
      ctx.set('Cache-Control', 'no-store');
      ctx.type = 'html';
      ctx.body = fill(thanksPage, {
        ...common,
        pixel: `${collectorUrl}/api/track/lead.gif?${pixel}`,
        strip: strip('thank-you', links, note),
      });
    });
}

/** The click ID of this arrival, for browsers without JavaScript; with it, the SDK reads the URL itself. */
function clickOf(query: string): string {
  return (new URLSearchParams(query).get('click') ?? '').slice(0, CLICK_LIMIT);
}
