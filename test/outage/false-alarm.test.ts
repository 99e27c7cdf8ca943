import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type OutageStand, startOutageStand } from './support/stand.ts';

/** Twice the usual time: half of it is more than any hiccup of a busy machine. */
const PATIENCE = 2;
const HALF_MS = 1800;

/** A batch that the network holds up. */
interface HeldUp {
  /** Resolves when the batch is on its way. */
  readonly begun: Promise<void>;
  letGo(): void;
}

/** Which clicks are held up, and what their batches tell and wait for. */
const held = new Map<string, { readonly begin: () => void; readonly end: Promise<void> }>();
let stand: OutageStand;

beforeAll(async () => {
  stand = await startOutageStand({
    patience: PATIENCE,
    async beforeLoad(clickIds) {
      for (const id of clickIds) {
        held.get(id)?.begin();
        await held.get(id)?.end;
      }
    },
  });
});
afterAll(() => stand.close());

function holdUp(click: string): HeldUp {
  let letGo: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const begun = new Promise<void>((begin) => held.set(click, { begin, end }));
  return { begun, letGo };
}

test('a late answer from before the database came back does not count as an outage of now', async () => {
  const [first, second] = [await stand.registerClick(), await stand.registerClick()];
  const batches = [first, second].map(holdUp);
  const early = stand.postback(`click=${first}&uid=1`);
  await delay(HALF_MS);
  const late = stand.postback(`click=${second}&uid=1`);
  expect(await early).toMatchObject({ result: 'queued' });
  await expect.poll(stand.pipeline.isAway, { interval: 10 }).toBe(false);
  expect(await late).toMatchObject({ result: 'queued' });
  expect(stand.pipeline.isAway()).toBe(false);
  for (const batch of batches) batch.letGo();
  await expect.poll(stand.isEmpty, { timeout: 15_000 }).toBe(true);
});

test('an outage that is noticed while the spool is drained ends before the load does', {
  timeout: 60_000,
}, async () => {
  const [first, second] = [await stand.registerClick(), await stand.registerClick()];
  await stand.server.stop();
  expect(await stand.postback(`click=${first}&uid=1`)).toMatchObject({ result: 'queued' });
  const drained = holdUp(first);
  await stand.server.start();
  await drained.begun;
  expect(stand.pipeline.isAway()).toBe(false);

  const results: (string | undefined)[] = [];
  let isOn = true;
  onTestFinished(() => {
    isOn = false;
  });
  const clients = Array.from({ length: 64 }, async (_, client) => {
    for (let serial = 0; isOn; serial += 1) {
      const answer = await stand.postback(`flow=${stand.account.flow}&subid=order-${client}-${serial}&uid=1`);
      results.push(answer.result);
    }
  });
  const live = holdUp(second);
  expect(await stand.postback(`click=${second}&uid=1`)).toMatchObject({ result: 'queued' });
  expect(stand.pipeline.isAway()).toBe(true);
  drained.letGo();
  live.letGo();
  await expect
    .poll(() => results.slice(-64).filter((result) => result === 'created').length, { timeout: 15_000 })
    .toBeGreaterThan(32);
  isOn = false;
  await Promise.all(clients);
  await expect.poll(stand.isEmpty, { timeout: 15_000 }).toBe(true);
  // Two of this test's clicks, and two of the one before.
  const stored = await stand.query('select from leads where account_id = $1', [stand.account.accountId]);
  expect(stored).toHaveLength(results.length + 4);
});
