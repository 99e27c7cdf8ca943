import Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { readBody } from '../http/read-body.ts';
import type { Replayed, Replayer } from '../replay/replay.ts';
import { type ApiKey, findApiKey, type Scope } from '../storage/api-keys.ts';
import { findLogEntry, listLog } from '../storage/log.ts';
import { ApiError, readPage, readReplayRequest } from './read-request.ts';

export interface ApiDeps {
  readonly knex: Knex;
  readonly replayer: Replayer;
}

/** Entries that one call replays, at most; the answer says where to go on. */
const MAX_REPLAYED = 1000;

/** The API for people's own programs, below `/api/v1`. The key comes as `Authorization: Bearer ak_…`. */
export function createApi({ knex, replayer }: ApiDeps): Router {
  const router = new Router({ prefix: '/api/v1' });
  const route = (
    method: 'get' | 'post',
    path: string,
    scope: Scope,
    handle: (ctx: Context, key: ApiKey, params: Record<string, string>) => Promise<unknown>,
  ) => {
    router[method](path, async (ctx) => {
      ctx.set('Cache-Control', 'no-store');
      try {
        const key = await authenticate(ctx, knex, scope);
        ctx.body = await handle(ctx, key, ctx.params);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        ctx.status = error.http;
        ctx.body = { status: 'error', reason: error.reason, hint: error.message };
      }
    });
  };

  route('get', '/log', 'log:read', async (ctx, { accountId }) => {
    const { filter, limit } = readPage(new URLSearchParams(ctx.querystring));
    const page = await listLog(knex, { accountId, operator: false }, filter, limit);
    return { status: 'ok', entries: page.items, next: page.hasOlder ? page.items.at(-1)?.id : null };
  });

  route('get', '/log/:id', 'log:read', async (_ctx, { accountId }, params) => {
    const entry = await findLogEntry(knex, { accountId, operator: false }, params.id ?? '');
    if (!entry) throw new ApiError(404, 'unknown', 'there is no such entry in the log of this account');
    return { status: 'ok', entry };
  });

  route('post', '/log/:id/replay', 'replay', async (ctx, { accountId }, params) => {
    const { preview } = await readReplayBody(ctx);
    const replayed = await replayer.one(accountId, params.id ?? '', preview);
    if (!replayed) {
      throw new ApiError(
        404,
        'unknown',
        'there is no such entry in the log of this account, or it cannot be repeated',
      );
    }
    return { status: 'ok', preview, ...present(replayed) };
  });

  route('post', '/replay', 'replay', async (ctx, { accountId }) => {
    const { preview, filter } = await readReplayBody(ctx);
    const replayed: ReturnType<typeof present>[] = [];
    for await (const one of replayer.all(accountId, filter, preview)) {
      replayed.push(present(one));
      if (replayed.length === MAX_REPLAYED) break;
    }
    return {
      status: 'ok',
      preview,
      count: replayed.length,
      more: replayed.length === MAX_REPLAYED,
      replayed,
    };
  });

  return router;
}

async function authenticate(ctx: Context, knex: Knex, scope: Scope): Promise<ApiKey> {
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

async function readReplayBody(ctx: Context) {
  const { bytes, unreadable } = await readBody(ctx.req);
  if (unreadable) throw new ApiError(unreadable.http, unreadable.reason, unreadable.hint);
  return readReplayRequest(bytes.toString('utf8'));
}

function present({ entry, outcome, changes }: Replayed) {
  return { entry: entry.id, received_at: entry.receivedAt, outcome, changes };
}
