import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../collector/api/operations.ts';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

test('the page of the API shows every call with a line for a shell and a form, and keeps no key', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const { status, html } = await visitor.get('/console/api');
  expect(status).toBe(200);
  for (const { summary, method, path, scope } of OPERATIONS) {
    expect(html).toContain(summary);
    expect(html).toContain(`data-method="${method.toUpperCase()}" data-path="${path}"`);
    expect(html).toContain(scope);
  }
  expect(html.match(/curl /g)).toHaveLength(OPERATIONS.length);
  expect(html).toContain('href="/api/openapi.json"');
  const [field = ''] = /<input id="api-key"[^>]*>/.exec(html) ?? [];
  expect(field, 'no name: it is never sent with a form').not.toContain('name=');
  expect(html).not.toContain(account.token);
});
