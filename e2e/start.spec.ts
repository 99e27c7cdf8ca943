import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/collector.ts';

test('the first start says where everything is, and everything is there', async ({
  collector,
  page,
  request,
}) => {
  const { firstRun, dataDir, url } = collector;
  expect(firstRun).toMatchObject({ consoleUrl: `${url}/console`, flow: 'demo' });
  for (const key of ['login', 'password', 'postbackToken', 'siteKey', 'demoUrl'] as const) {
    expect(firstRun[key], key).toMatch(/\S/);
    expect(collector.output(), key).toContain(firstRun[key]);
  }
  expect((await stat(join(dataDir, 'first-run.json'))).mode & 0o777).toBe(0o600);

  expect((await request.get('/healthz')).ok()).toBe(true);
  for (const address of [firstRun.consoleUrl, firstRun.demoUrl]) {
    expect((await page.goto(address))?.ok(), address).toBe(true);
  }
});
