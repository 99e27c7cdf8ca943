import { z } from 'zod';
import { randomText } from '../../ids.ts';
import { addApiKey, listApiKeys, revokeApiKey, SCOPES } from '../../storage/api-keys.ts';
import { ApiError, type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { At } from '../schemas.ts';

const Scopes = z.array(z.enum(SCOPES));
const AKey = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: Scopes,
    createdAt: At,
    lastUsedAt: At.nullable().meta({ description: 'to the minute' }),
  })
  .meta({ id: 'ApiKey' });

export const apiKeys: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/api-keys',
    group: 'API keys',
    summary: 'Working API keys, oldest first, without the keys themselves',
    scope: 'keys:write',
    answer: z.strictObject({ keys: z.array(AKey) }),
    async run({ caller }, { knex }) {
      const keys = await listApiKeys(knex, caller.accountId);
      return { keys: keys.map((key) => only(AKey, key)) };
    },
  }),
  operation({
    method: 'post',
    path: '/api-keys',
    group: 'API keys',
    summary: 'Make an API key; this answer is the only time that it can be seen',
    description: 'A key gives no scope that it does not have itself.',
    scope: 'keys:write',
    body: z.strictObject({ name: z.string().trim().min(1).max(100), scopes: Scopes.min(1) }),
    example: { name: 'Nightly report', scopes: ['stats:read'] },
    answer: z.strictObject({ id: z.string(), name: z.string(), scopes: Scopes, key: z.string() }),
    async run({ body, caller }, { knex }) {
      const scopes = SCOPES.filter((scope) => body.scopes.includes(scope));
      const missing = scopes.filter((scope) => !caller.scopes.includes(scope));
      if (missing.length > 0)
        throw new ApiError(
          403,
          'scope',
          `this key does not have ${missing.join(', ')}, so it cannot give it`,
        );
      const id = randomText(12);
      const { accountId, audit } = caller;
      const key = await addApiKey(knex, { id, accountId, name: body.name, scopes });
      await audit('api-key.add', id, { name: body.name, scopes: scopes.join(' ') });
      return { id, name: body.name, scopes, key };
    },
  }),
  operation({
    method: 'delete',
    path: '/api-keys/{id}',
    group: 'API keys',
    summary: 'Revoke an API key',
    description: 'Calls with it are refused at once, also those of the key that asks for it.',
    scope: 'keys:write',
    params: { id: z.string().regex(/^[0-9a-z]{12}$/, 'has 12 letters and digits') },
    answer: z.strictObject({ id: z.string() }),
    async run({ params: { id }, caller }, { knex }) {
      if (!(await revokeApiKey(knex, caller.accountId, id))) throw unknown('API key');
      await caller.audit('api-key.revoke', id);
      return { id };
    },
  }),
];
