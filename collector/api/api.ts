import Router from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { callerOf } from '../http/caller.ts';
import { createBuckets } from '../http/token-buckets.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import { type ApiKey, findApiKey, type Scope } from '../storage/api-keys.ts';
import { addAudit } from '../storage/audit.ts';
import { TooSlowError } from '../storage/within-patience.ts';
import { makeDocument } from './openapi.ts';
import { type ApiDeps, ApiError, ApiFile, type Caller, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

export interface ApiOptions extends ApiDeps {
  readonly publicUrl: string;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
  /** Processes that share the limit. */
  readonly workers: number;
  /** Calls a minute with one key, a fifth of them at once; without it 600. */
  readonly perMinute?: number;
}

const PER_MINUTE = 600;
/** So long a program may take no more of a file. */
const MAX_PAUSE_MS = 120_000;

/** The API for people's own programs, below `/api/v1`. The key comes as `Authorization: Bearer ak_…`. */
export function createApi(options: ApiOptions): Router {
  const router = new Router();
  const { perMinute = PER_MINUTE, workers, publicUrl } = options;
  const tooMany = createBuckets({
    perMinute: Math.ceil(perMinute / workers),
    now: () => performance.now(),
  });
  let text: string | undefined;
  router.get('/api/openapi.json', (ctx) => {
    text ??= JSON.stringify(makeDocument(publicUrl));
    ctx.type = 'json';
    ctx.body = text;
  });
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    router[operation.method](path, async (ctx) => {
      ctx.set('Cache-Control', 'no-store');
      try {
        const key = await authenticate(ctx, options, operation.scope);
        const excess = tooMany(key.id);
        if (excess) {
          ctx.set('Retry-After', String(excess.retryAfterS));
          throw new ApiError(429, 'rate-limit', `too many calls: come again in ${excess.retryAfterS} s`);
        }
        const answer = await operation.call(
          await toRawCall(ctx, operation, callerWith(key, ctx, options)),
          options,
        );
        if (answer instanceof ApiFile) {
          ctx.req.setTimeout(MAX_PAUSE_MS);
          ctx.type = operation.file ?? 'application/octet-stream';
          ctx.set('Content-Disposition', `attachment; filename="${answer.name}"`);
          ctx.body = answer.body;
        } else ctx.body = { status: 'ok', ...answer };
      } catch (error) {
        const { http, reason, message } = toApiError(error);
        ctx.status = http;
        ctx.body = { status: 'error', reason, hint: message };
      }
    });
  }
  // Last: what no call answers to.
  router.all('/api/v1/{*rest}', (ctx) => {
    ctx.status = 404;
    ctx.body = { status: 'error', reason: 'no-call', hint: 'there is no such call: see /api/openapi.json' };
  });
  return router;
}

async function authenticate(ctx: Context, { knex }: ApiOptions, scope: Scope): Promise<ApiKey> {
  const secret = /^Bearer\s+(\S+)$/i.exec(ctx.get('Authorization'))?.[1] ?? '';
  const key = await findApiKey(knex, secret);
  if (!key) {
    ctx.set('WWW-Authenticate', 'Bearer');
    throw new ApiError(401, 'token', 'send a working API key as Authorization: Bearer ak_…');
  }
  if (!key.scopes.includes(scope))
    throw new ApiError(403, 'scope', `this key does not have the scope ${scope}`);
  return key;
}

function callerWith({ accountId, name, scopes }: ApiKey, ctx: Context, options: ApiOptions): Caller {
  const { ip } = callerOf(ctx.headers, ctx.req.socket.remoteAddress ?? '', options.proxyHops);
  const login = `key: ${name}`;
  return {
    accountId,
    name: login,
    scopes,
    seesContact: scopes.includes('leads:contact'),
    audit: (action, object, details = {}) =>
      addAudit(options.knex, {
        ...{ accountId, userId: null, login, at: options.now() },
        ...{ ip: ip || null, action, object, details },
      }),
  };
}

async function toRawCall(ctx: Context, { body, maxBytes }: Operation, caller: Caller) {
  return {
    caller,
    params: ctx.params as Record<string, string>,
    query: Object.fromEntries(new URLSearchParams(ctx.querystring.replaceAll('%00', ''))),
    body: body ? await readJson(ctx, maxBytes) : undefined,
  };
}

async function readJson(ctx: Context, maxBytes: number): Promise<unknown> {
  let text: string;
  try {
    const length = ctx.get('Content-Length') || null;
    text = (await getRawBody(ctx.req, { limit: maxBytes, length })).toString('utf8');
  } catch (error) {
    // What was not read must not be taken for the next request on this connection.
    ctx.req.resume();
    const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    if (isTooLarge)
      throw new ApiError(413, 'too-large', `the body is over ${maxBytes / 1024} KB: send less at a time`);
    throw new ApiError(400, 'unreadable', 'the body ended before its announced length: send it again');
  }
  if (text.trim() === '') return undefined;
  try {
    // As forms: without NUL and lone surrogates, which Postgres refuses.
    return JSON.parse(text, (_, value) =>
      typeof value === 'string' ? cleanText(value, value.length).text : value,
    );
  } catch {
    throw new ApiError(400, 'unreadable', 'the body is no JSON');
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TooSlowError)
    return new ApiError(400, 'too-slow', 'this takes too long to search: narrow it down, best by a time');
  throw error;
}
