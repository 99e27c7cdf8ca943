import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isLocal } from '../../collector/http/network-of.ts';
import { newId } from '../../collector/ids.ts';
import { sendRaw } from '../fuzz/deliver.ts';
import { serve, startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** Two at once; the clock stands still, so nothing is added. */
const TWO = 10;
const limitClock = () => 0;

let collector: TestCollector;
let account: TestAccount;
/** The only part of the chain that our own proxy has written, new for each test. */
let network: string;
let serial = 0;

beforeAll(async () => {
  collector = await startCollector({ proxyHops: 1, perNetwork: TWO, limitClock });
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});
beforeEach(async () => {
  account = await collector.addAccount();
  serial += 1;
  network = `9.9.${serial}.1`;
});

const from = (address: string) => ({ 'x-forwarded-for': address });
const page = (file: string, address = network, body: object = {}) =>
  fetch(`${collector.url}${file}`, {
    method: 'POST',
    body: JSON.stringify({ key: account.siteKey, ...body }),
    headers: from(address),
  });
const register = (address?: string) => page('/api/track/click.json', address);
const visit = (address = network) =>
  fetch(`${collector.url}/c/${account.flow}`, { redirect: 'manual', headers: from(address) });
const entries = () =>
  collector.query<{ error: string; reason: string; hint: string; answer: { http: number } }>(
    'select error, reason, hint, answer from postback_log where account_id = $1 order by id',
    [account.accountId],
  );

it('tells a page that sends too much why, and when to come again', async () => {
  const answers = [await register(), await register(), await register(), await register()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
  const hint = 'more than 10 requests a minute came from this network: send it again in 6 s';
  for (const answer of answers.slice(2)) {
    expect(await answer.json()).toEqual({ status: 'error', error: 'access', reason: 'rate-limit', hint });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'retry-after': '6',
      'x-postback-result': 'error access rate-limit',
    });
  }
});

it('leaves one entry in the log for all that is refused in a minute', async () => {
  for (let index = 0; index < 6; index += 1) await register();
  expect(await entries()).toMatchObject([{ error: 'access', reason: 'rate-limit', answer: { http: 429 } }]);
});

it('D8: counts all doors, prefixes and spellings of a path together', async () => {
  await page('/api/track/lead.json');
  await page('/api/tracker/click.json');
  const gif = await fetch(`${collector.url}/api/track/lead.gif?key=${account.siteKey}`, {
    headers: from(network),
  });
  expect([gif.status, gif.headers.get('content-type')]).toEqual([429, 'image/gif']);
  expect((await page('/api/tracker/lead.json')).status).toBe(429);
  for (const path of ['/API/Track/Click.json', '/api/track/click%2ejson', '/api/track/click.json/']) {
    const { status } = await page(path);
    expect([404, 429]).toContain(status);
  }
  const raw = await sendRaw(
    collector.port,
    Buffer.from(
      `GET /api/track/lead.gif?key=${account.siteKey}&name=a b HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${network}\r\n\r\n`,
    ),
  );
  expect(raw.http).toBe(429);
});

it('D8: forging X-Forwarded-For and changing addresses within a /64 is of no use', async () => {
  const forged = await Promise.all(
    Array.from({ length: 50 }, (_, index) => register(`8.8.8.${index}, ${network}`)),
  );
  expect(forged.filter(({ status }) => status === 200)).toHaveLength(2);
  const rotated = await Promise.all(
    Array.from({ length: 50 }, (_, index) => register(`2a00:1:2:${serial}::${index}`)),
  );
  expect(rotated.filter(({ status }) => status === 200)).toHaveLength(2);
});

it('never refuses a postback', async () => {
  for (let index = 0; index < 4; index += 1) await register();
  for (let index = 0; index < 4; index += 1) {
    const query = `id=${account.token}&flow=${account.flow}&subid=${index}`;
    const answer = await collector.call(`/api/track/postback.json?${query}`, { headers: from(network) });
    expect(answer).toMatchObject({ http: 200, result: 'created' });
  }
});

it('sends every visitor on; over the limit the click is left to the landing page', async () => {
  const clicks: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const answer = await visit();
    expect(answer.status).toBe(302);
    clicks.push(new URL(answer.headers.get('location') ?? '').searchParams.get('click') ?? '');
  }
  const written = await collector.query('select from clicks where account_id = $1', [account.accountId]);
  expect(written).toHaveLength(2);
  expect(await entries()).toMatchObject([{ error: 'access', reason: 'rate-limit' }]);
  // What pages send has a limit of its own, so that the landing page is heard.
  const [, , , click] = clicks;
  expect(await (await page('/api/track/click.json', network, { click })).json()).toEqual({
    status: 'ok',
    click,
  });
});

describe('by site key', () => {
  it('counts pages from everywhere, and no other key', async () => {
    const other = await serve(collector.databaseUrl, collector.errors, {
      ...{ proxyHops: 1, perKey: TWO, limitClock },
    });
    const lead = async (address: string, { siteKey }: TestAccount) => {
      const body = JSON.stringify({ key: siteKey, click: newId() });
      const init = { method: 'POST', body, headers: from(address) };
      return (await fetch(`${other.url}/api/track/lead.json`, init)).status;
    };
    expect(await lead('9.8.1.1', account)).toBe(200);
    expect(await lead('9.8.2.1', account)).toBe(200);
    expect(await lead('9.8.3.1', account)).toBe(429);
    expect(await lead('9.8.3.1', account)).toBe(429);
    expect(await lead('9.8.3.1', await collector.addAccount())).toBe(200);
    expect(await entries()).toMatchObject([{}, {}, { reason: 'rate-limit' }]);
    await other.close();
  });
});

it('does not count local addresses: behind a proxy that nobody told of, all visitors have one', async () => {
  for (let index = 0; index < 4; index += 1) expect((await register('127.0.0.1')).status).toBe(200);
});

it.each([
  ['127.0.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['fd00::1', true],
  ['::1', true],
  ['2a00::1', false],
  ['9.9.9.9', false],
])('%s is local: %s', (ip, local) => expect(isLocal(ip)).toBe(local));
