import Router from '@koa/router';
import type { Context } from 'koa';
import type { SdkFiles, SdkScript } from '../sdk-files.ts';

/** Pages ask again after five minutes, and mostly get a 304. */
const MUTABLE = 'public, max-age=300';
/** RFC 8246: not even a reload asks again. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The browser SDK: `/sdk.js`, also as `scriptName`, and its other builds under names that stay while their bytes
 * change; all of them once more as `/sdk/VERSION.js`, for tags that pin the bytes. Only the current version is there.
 */
export function createSdkRoute({ version, scripts }: SdkFiles, scriptName: string): Router {
  const router = new Router();
  const pinned = new Map<string, SdkScript>();
  for (const script of scripts) {
    const names = script.variant === '' ? ['sdk.js', scriptName] : [`sdk${script.variant}.js`];
    for (const name of names) router.get(`/${name}`, (ctx) => serve(ctx, script, MUTABLE));
    pinned.set(`${version}${script.variant}.js`, script);
  }
  router.get('/sdk/:file', (ctx) => {
    const script = pinned.get(ctx.params.file ?? '');
    if (script) serve(ctx, script, IMMUTABLE);
    else refuseVersion(ctx, version);
  });
  return router;
}

function serve(ctx: Context, script: SdkScript, cacheControl: string): void {
  const isAccepted = (encoding: string) =>
    encoding === 'identity' || ctx.acceptsEncodings(encoding) !== false;
  const body = script.bodies.find(({ encoding }) => isAccepted(encoding));
  if (!body) return;
  letEveryPageLoad(ctx);
  ctx.set('Cache-Control', cacheControl);
  ctx.set('Vary', 'Accept-Encoding');
  ctx.set('ETag', body.etag);
  ctx.set('Content-Type', 'text/javascript; charset=utf-8');
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (body.encoding !== 'identity') ctx.set('Content-Encoding', body.encoding);
  ctx.body = body.bytes;
}

function refuseVersion(ctx: Context, version: string): void {
  // Without them the developer's tools show a CORS error and hide the reason.
  letEveryPageLoad(ctx);
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Type', 'text/plain; charset=utf-8');
  ctx.status = 404;
  ctx.body = `This version of the SDK is not served. The current one is ${version}: copy the tag from the console anew.\n`;
}

/** Pages of any origin load it, also with integrity and crossorigin attributes. */
function letEveryPageLoad(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
}
