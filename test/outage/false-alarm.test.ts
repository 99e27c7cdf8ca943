import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OutageStand, startOutageStand } from './support/stand.ts';

/** How long the network holds up a batch of the clicks in `slow`: longer than a postback waits for its database. */
const HELD_MS = 2200;

/** How often each click is held up. */
const slow = new Map<string, number>();
let stand: OutageStand;

beforeAll(async () => {
  stand = await startOutageStand({
    patience: 1,
    async beforeLoad(clickIds) {
      const held = clickIds.filter((id) => (slow.get(id) ?? 0) > 0);
      for (const id of held) slow.set(id, (slow.get(id) ?? 0) - 1);
      if (held.length > 0) await delay(HELD_MS);
    },
  });
});
afterAll(() => stand.close());

async function slowClick(times = 1): Promise<string> {
  const click = await stand.registerClick();
  slow.set(click, times);
  return click;
}

test('a late answer from before the database came back does not count as an outage of now', async () => {
  const [first, second] = [await slowClick(), await slowClick()];
  const early = stand.postback(`click=${first}&uid=1`);
  await delay(900);
  const late = stand.postback(`click=${second}&uid=1`);
  expect(await early).toMatchObject({ result: 'queued' });
  await expect.poll(stand.pipeline.isAway, { interval: 10 }).toBe(false);
  expect(await late).toMatchObject({ result: 'queued' });
  expect(stand.pipeline.isAway()).toBe(false);
});

test('an outage that is noticed while the spool is drained ends before the load does', {
  timeout: 60_000,
}, async () => {
  const results: (string | undefined)[] = [];
  let isOn = true;
  const clients = Array.from({ length: 64 }, async (_, client) => {
    for (let serial = 0; isOn; serial += 1) {
      const answer = await stand.postback(`flow=${stand.account.flow}&subid=order-${client}-${serial}&uid=1`);
      results.push(answer.result);
    }
  });
  const [first, second] = [await slowClick(2), await slowClick()];
  expect(await stand.postback(`click=${first}&uid=1`)).toMatchObject({ result: 'queued' });
  await expect.poll(stand.pipeline.isAway, { interval: 10 }).toBe(false);
  // Now the first one is taken out of the spool, and held up again.
  expect(await stand.postback(`click=${second}&uid=1`)).toMatchObject({ result: 'queued' });
  expect(stand.pipeline.isAway()).toBe(true);
  await expect
    .poll(() => results.slice(-64).filter((result) => result === 'created').length, { timeout: 15_000 })
    .toBeGreaterThan(32);
  isOn = false;
  await Promise.all(clients);
  await expect.poll(stand.isEmpty, { timeout: 15_000 }).toBe(true);
  const stored = await stand.query('select from leads where account_id = $1', [stand.account.accountId]);
  expect(stored).toHaveLength(results.length + 4);
});
