import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, startCollector, type TestCollector } from '../support/collector.ts';
import { type DatabaseProxy, startProxy } from './support/proxy.ts';

let one: TestCollector;
let proxy: DatabaseProxy;
let folder: string;

beforeAll(async () => {
  one = await startCollector();
  proxy = await startProxy(one.databaseUrl);
  folder = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
});
afterAll(async () => {
  proxy.close();
  await one.close();
  await rm(folder, { recursive: true });
});

test('A10: a database that says nothing is waited for only once, and the pool is whole again afterwards', async () => {
  const account = await one.addAccount();
  const errors: unknown[] = [];
  const collector = await serve(proxy.url, errors, { spoolFolder: folder, patience: 1 });
  const isEmpty = () => collector.spools?.isEmpty();
  const visit = () => fetch(`${collector.url}/c/${account.flow}`, { redirect: 'manual' });
  const postback = (uid: number) =>
    collector.call(`/api/track/postback.json?id=${account.token}&flow=${account.flow}&subid=one&uid=${uid}`);
  expect((await visit()).status).toBe(302);
  await postback(0);
  await expect.poll(isEmpty).toBe(true);

  proxy.freeze();
  const uids = Array.from({ length: 40 }, (_, index) => index + 1);
  const [link, ...answers] = await Promise.all([visit(), ...uids.map(postback)]);
  expect(link.status).toBe(302);
  for (const answer of answers) expect(answer).toEqual({ http: 200, status: 'ok', result: 'queued' });
  expect(await collector.call('/readyz')).toMatchObject({ http: 200, status: 'spooling', error: 'db' });
  expect(collector.pipeline.isAway()).toBe(true);
  // By now nobody asks the database any more.
  expect(await postback(41)).toMatchObject({ result: 'queued' });

  proxy.thaw();
  await expect.poll(isEmpty, { timeout: 15_000 }).toBe(true);
  await expect
    .poll(async () => (await postback(42)).result ?? 'same', { timeout: 15_000 })
    .not.toBe('queued');
  await expect.poll(isEmpty, { timeout: 15_000 }).toBe(true);
  expect(collector.pool.waitingCount).toBe(0);
  const leads = await one.query<{ uid: string }>('select uid from leads where flow_id = $1', [account.flow]);
  expect(leads.map(({ uid }) => Number(uid)).sort((a, b) => a - b)).toEqual([0, ...uids, 41, 42]);
  await collector.close();
});

test('a spool that is full or absent: 503, and when to come again', async () => {
  const account = await one.addAccount();
  const small = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
  const withSmall = await serve(proxy.url, [], { spoolFolder: small, maxBytes: 3000, patience: 1 });
  const without = await serve(proxy.url, [], { patience: 1 });
  const send = (url: string, subid: number) =>
    fetch(`${url}/api/track/postback.json?id=${account.token}&flow=${account.flow}&subid=${subid}`);
  await Promise.all([send(withSmall.url, 0), send(without.url, 0)]);

  proxy.freeze();
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((subid) => send(withSmall.url, subid)));
  const refused = answers.filter(({ status }) => status === 503);
  const taken = answers.filter(({ status }) => status === 200);
  expect(taken.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of [...refused, await send(without.url, 7)]) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ error: 'db', reason: 'unavailable' });
  }
  expect((await fetch(`${withSmall.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${without.url}/readyz`)).status).toBe(503);

  proxy.thaw();
  await expect.poll(() => withSmall.spools?.isEmpty(), { timeout: 15_000 }).toBe(true);
  const leads = await one.query('select id from leads where flow_id = $1', [account.flow]);
  // The first, and whatever was acknowledged; those that were not may be there as well: nobody was told.
  expect(leads.length).toBeGreaterThanOrEqual(1 + taken.length);
  await Promise.all([withSmall.close(), without.close()]);
  await rm(small, { recursive: true });
});
