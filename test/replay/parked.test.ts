import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { settleParked } from '../../collector/replay/settle-parked.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;
let stop: () => Promise<void>;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  const { pool, replayer, errors } = collector;
  stop = settleParked({ pool, replayer, onError: (error) => errors.push(error), everyMs: 50 });
});
afterAll(async () => {
  await stop();
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const send = (query: string) => collector.call(`/api/track/postback.json?id=${account.token}&${query}`);
const register = (click: string) =>
  collector.call('/api/track/click.json', {
    method: 'POST',
    body: JSON.stringify({ key: account.siteKey, click }),
  });
const parked = async () => (await collector.query('select * from parked_postbacks')).length;
const leadOf = async (click: string) =>
  (await collector.query('select * from leads where click_id = $1', [click]))[0];

it('A6: a postback that came before its click is applied when the click appears, and its entry says so', async () => {
  const click = newId();
  expect(await send(`click=${click}&uid=5&status=approve&price=3`)).toMatchObject({ error: 'bad-click' });
  await send(`click=${click}&uid=5&status=cancel`);
  expect(await parked()).toBe(2);
  await register(click);
  await expect.poll(() => leadOf(click), { timeout: 10_000 }).toMatchObject({ uid: '5', price: '3.0000' });
  await expect.poll(parked, { timeout: 10_000 }).toBe(0);
  expect(await leadOf(click)).toMatchObject({ status: 'cancel' });
  const entries = await collector.query('select * from postback_log where click_id = $1 order by id', [
    click,
  ]);
  expect(entries[0]).toMatchObject({ error: 'bad-click', settled_by: entries[2]?.id });
});

it.each([
  ['an ID of another time', '0092a0b1c2d37e4f8a5b6c7d8e9f0a1b'],
  ['an ID of another version', '0192a0b1c2d34e4f8a5b6c7d8e9f0a1b'],
  ['a macro', '{click}'],
])('%s is not waited for', async (_name, click) => {
  await send(`click=${click}`);
  expect(await parked()).toBe(0);
});

it('A6: nobody is waited for longer than a day', async () => {
  const click = newId();
  await send(`click=${click}&dry=1`);
  expect(await parked()).toBe(0);
  await send(`click=${click}`);
  await collector.query("update parked_postbacks set parked_at = now() - interval '25 hours'");
  await expect.poll(parked, { timeout: 5000 }).toBe(0);
  await register(click);
  expect(await leadOf(click)).toBeUndefined();
});
