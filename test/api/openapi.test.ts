import { expect, test } from 'vitest';
import { makeDocument, operationId } from '../../collector/api/openapi.ts';
import { OPERATIONS } from '../../collector/api/operations.ts';
import { SCOPES } from '../../collector/storage/api-keys.ts';

const document = makeDocument('https://collector.example');
const paths = Object.entries(document.paths ?? {});

test('is OpenAPI 3.1, with a server, a key and a group for each call', () => {
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Subpixel', version: '1' },
    servers: [{ url: 'https://collector.example/api/v1' }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  });
  const groups = document.tags?.map(({ name }) => name);
  for (const { group } of OPERATIONS) expect(groups).toContain(group);
});

test('has every call of the API and no other', () => {
  const documented = paths.flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
  expect(documented.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
  const ids = OPERATIONS.map(operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every call says what it needs, takes and answers', () => {
  for (const { method, path, scope, body, params, file } of OPERATIONS) {
    const operation = document.paths?.[path]?.[method];
    expect(SCOPES).toContain(scope);
    expect(operation?.security).toEqual([{ key: [scope] }]);
    expect(operation?.summary).toBeTruthy();
    for (const http of ['200', '400', '401', '403', '404', '413', '429'])
      expect(operation?.responses?.[http]).toHaveProperty([
        'content',
        http === '200' && file ? file : 'application/json',
        'schema',
      ]);
    const named = (operation?.parameters ?? []).flatMap((each) =>
      'in' in each && each.in === 'path' ? [each.name] : [],
    );
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(named).toEqual(inPath);
    expect(Object.keys(params.shape)).toEqual(inPath);
    expect(Boolean(operation?.requestBody)).toBe(body !== null);
    if (method === 'post' || method === 'put' || method === 'patch') expect(body).not.toBeNull();
  }
});

test('every reference leads somewhere, and every schema has a type', () => {
  const schemas = document.components?.schemas ?? {};
  const seen = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === '$ref') seen.add(String(inner));
      else walk(inner);
    }
  };
  walk(document);
  for (const reference of seen) {
    const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
    expect(Object.keys(schemas)).toContain(name);
  }
  for (const item of Object.values(document.paths ?? {})) {
    for (const { parameters = [] } of Object.values(item) as { parameters?: { schema?: object }[] }[]) {
      for (const { schema } of parameters)
        expect(Object.keys(schema ?? {}).some((key) => ['type', 'anyOf', 'enum', '$ref'].includes(key))).toBe(
          true,
        );
    }
  }
});

test('every example can be read', () => {
  for (const { body, example, path } of OPERATIONS) {
    if (body === null) continue;
    expect([path, example]).not.toEqual([path, null]);
    expect([path, body.safeParse(example).error?.issues]).toEqual([path, undefined]);
  }
});
