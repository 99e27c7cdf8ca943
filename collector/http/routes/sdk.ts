import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';

const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
  { name: 'identity', suffix: '' },
] as const;

/**
 * `GET /sdk.js`: the browser SDK out of memory, compressed once at build time. Pages ask again after five minutes
 * and mostly get a 304. Throws at start where the SDK has not been built.
 */
export function createSdkRoute(folder: string): Router {
  const files = new Map(
    ENCODINGS.map(({ name, suffix }) => [name, readFileSync(join(folder, `sdk.js${suffix}`))]),
  );
  const plain = files.get('identity') ?? Buffer.alloc(0);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;

  const router = new Router();
  router.get('/sdk.js', (ctx) => {
    const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.set('Vary', 'Accept-Encoding');
    ctx.set('ETag', etag);
    // Pages of any origin load it, also with integrity and crossorigin attributes.
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    ctx.set('Content-Type', 'text/javascript; charset=utf-8');
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
    ctx.body = files.get(encoding as 'br') ?? plain;
  });
  return router;
}
