import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { GROUPS, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { Failure } from './schemas.ts';

const FAILURES = {
  400: 'The call cannot be read; the hint names what is wrong.',
  401: 'No working key was sent.',
  403: 'The key does not have the scope.',
  404: 'Unknown, or another account’s.',
  413: 'The body is too large.',
  429: 'Too many calls; `Retry-After` says when to come again.',
} as const;

const INFO = {
  title: 'Subpixel',
  version: '1',
  description:
    'What the console does, for your own programs. A key comes from the settings or `api-key-add`, with the scopes that ' +
    'each call names. Keys without `leads:contact` get no contact data. Lists are newest first: `next` of one page is ' +
    '`before` of the following one.',
};

/** The OpenAPI 3.1 document, of the schemas by which calls are read. */
export function makeDocument(publicUrl: string): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry();
  const { name } = registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  for (const each of OPERATIONS) registry.registerPath(toPath(each, name));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: GROUPS.filter((group) => OPERATIONS.some((each) => each.group === group)).map((group) => ({
      name: group,
    })),
  });
}

/** `get /log/{id}` → `get-log-id`. */
export function operationId({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method}${path.replace(/[{}]/g, '').replace(/[/.]/g, '-')}`;
}

function toPath(operation: Operation, keyScheme: string): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const { method, path, group, summary, description, scope, params, query, body, answer, file, example } =
    operation;
  const failure = { 'application/json': { schema: Failure } };
  const failures = Object.entries(FAILURES).map(([http, says]) => [
    http,
    { description: says, content: failure },
  ]);
  return {
    ...{ method, path, summary },
    operationId: operationId(operation),
    tags: [group],
    description: [description, `Scope: \`${scope}\`.`].filter(Boolean).join(' '),
    security: [{ [keyScheme]: [scope] }],
    request: {
      ...(Object.keys(params.shape).length > 0 && { params }),
      ...(Object.keys(query.shape).length > 0 && { query }),
      ...(body && {
        body: {
          required: true,
          content: { 'application/json': { schema: body, ...(example && { example }) } },
        },
      }),
    },
    responses: {
      200: {
        description: 'Done.',
        content: file
          ? { [file]: { schema: z.string() } }
          : { 'application/json': { schema: z.strictObject({ status: z.literal('ok'), ...answer.shape }) } },
      },
      ...Object.fromEntries(failures),
    },
  };
}
