import { z } from 'zod';
import { randomText } from '../../ids.ts';
import { makeToken } from '../../pipeline/token.ts';
import { addToken, listTokens, revokeToken } from '../../storage/tokens.ts';
import { type Operation, operation, unknown } from '../operation.ts';

const AToken = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'Token' });
export const TokenId = z.string().regex(/^[0-9a-z]{12}$/, 'has 12 letters and digits');

export const tokens: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/tokens',
    group: 'Tokens',
    summary: 'Working postback tokens, oldest first',
    description: 'Without the tokens themselves: postback URLs stand in the console.',
    scope: 'tokens:write',
    answer: z.strictObject({ tokens: z.array(AToken) }),
    async run({ caller }, { knex }) {
      const tokens = await listTokens(knex, caller.accountId);
      return { tokens: tokens.map(({ id, name }) => ({ id, name })) };
    },
  }),
  operation({
    method: 'post',
    path: '/tokens',
    group: 'Tokens',
    summary: 'Make a postback token',
    scope: 'tokens:write',
    body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
    example: { name: 'AdCombo' },
    answer: z.strictObject({
      id: z.string(),
      name: z.string(),
      token: z.string().meta({ description: 'for the parameter `id` of postbacks' }),
    }),
    async run({ body: { name }, caller }, { knex, secret }) {
      const id = randomText(12);
      await addToken(knex, { id, accountId: caller.accountId, name });
      await caller.audit('token.add', id, { name });
      return { id, name, token: makeToken(id, secret) };
    },
  }),
  operation({
    method: 'delete',
    path: '/tokens/{id}',
    group: 'Tokens',
    summary: 'Revoke a postback token',
    description: 'Postbacks with it are refused within a second.',
    scope: 'tokens:write',
    params: { id: TokenId },
    answer: z.strictObject({ id: z.string() }),
    async run({ params: { id }, caller }, { knex }) {
      if (!(await revokeToken(knex, caller.accountId, id))) throw unknown('token');
      await caller.audit('token.revoke', id);
      return { id };
    },
  }),
];
