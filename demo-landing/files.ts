import Router from '@koa/router';
import * as texts from './texts.ts';

const FILES: Record<string, string> = {
  'offer.css': texts.offerStyle,
  'landing.css': texts.landingStyle,
  'order-form.css': texts.orderFormStyle,
  'thanks.css': texts.thanksStyle,
  'network.css': texts.networkStyle,
  'source.css': texts.sourceStyle,
  'source.js': texts.sourceScript,
  'strip.css': texts.stripStyle,
  'strip.js': texts.stripScript,
};

/** Style sheets and the strip's script; everything that the pages load from this server. */
export function fileRoutes(): Router {
  const router = new Router();
  for (const [name, text] of Object.entries(FILES)) {
    router.get(`/${name}`, (ctx) => {
      ctx.type = name;
      ctx.set('Cache-Control', 'no-cache');
      ctx.body = text;
    });
  }
  return router;
}
