import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createKilledCollector, type KilledCollector, until } from './support/killed-collector.ts';
import { startToy, type Toy } from './support/toy-receivers.ts';

/** KILLS=200: for a night. */
const KILLS = Number(process.env.KILLS ?? 5);
/** So many are over before a lease ends: a message that is begun again may be hit again, and come a third time. */
const WITHIN_LEASE = 5;
const MINUTES = 60_000 * (3 + KILLS / WITHIN_LEASE);

/** With a collector and a receiver of their own: the tests mostly wait for leases, so they wait together. */
async function withKilled(run: (killed: KilledCollector, toy: Toy) => Promise<void>): Promise<void> {
  // Slow enough that a kill falls between any two steps of many tries.
  const toy = await startToy({ take: (response) => setTimeout(() => response.end('ok'), randomInt(5, 150)) });
  const killed = await createKilledCollector(toy);
  try {
    await run(killed, toy);
  } finally {
    await killed.close();
    await toy.close();
  }
}

/** After some kills what is left is sent before the next. */
async function catchUp(killed: KilledCollector, round: number): Promise<void> {
  if (round === 0 || round % WITHIN_LEASE > 0) return;
  await killed.start();
  await killed.untilSent();
  await killed.kill();
}

/** Each lead that was committed was told of, at most once more than once, and nobody heard of another. */
async function checkArrivals(killed: KilledCollector, toy: Toy, least: number): Promise<void> {
  await killed.untilSent();
  const committed = await killed.leads();
  expect(committed.length).toBeGreaterThanOrEqual(least);
  const arrivals = new Map<string, number>();
  for (const { path } of toy.received) arrivals.set(path, (arrivals.get(path) ?? 0) + 1);
  for (const { uid, state } of committed) {
    expect(state, uid).toBe('sent');
    expect(arrivals.get(`/take/${uid}`), uid).toBeOneOf([1, 2]);
  }
  expect(arrivals.size).toBe(committed.length);
}

/**
 * The steps of a message, each held up by a lock on a table that it needs and the step before does not, so that the kill
 * falls just there. A statement that has reached the database may be committed after the kill.
 */
const STEPS: readonly (readonly [name: string, lock: string, reached: 'nothing' | 'committed' | 'told'])[] = [
  ['before the commit', 'lead_history in share mode', 'nothing'],
  ['between the commit and the taking', 'receivers in access exclusive mode', 'committed'],
  ['between the answer and its writing down', 'outgoing_attempts in share mode', 'told'],
];

/** Leads a round: before each of its kills that many are stored, however busy the machine is. */
const EACH = 5;

describe.concurrent('what was committed is sent within a minute, and at most once more than once', () => {
  test('whenever a collector is killed', { timeout: MINUTES }, () =>
    withKilled(async (killed, toy) => {
      let uids = 0;
      for (let round = 0; round < KILLS; round += 1) {
        await catchUp(killed, round);
        await killed.start();
        let stored = 0;
        const senders = Array.from({ length: 4 }, async () => {
          while (killed.isRunning()) {
            const isStored = await killed.send(`k${uids++}`).catch(() => delay(5, false));
            if (isStored) stored += 1;
          }
        });
        await until(() => stored >= EACH, 20_000);
        await delay(randomInt(1000));
        await killed.kill();
        await Promise.all(senders);
      }
      await killed.start();
      await checkArrivals(killed, toy, KILLS * EACH);
    }),
  );

  test.each(STEPS)('when it is killed %s', { timeout: MINUTES }, (_, lock, reached) =>
    withKilled(async (killed, toy) => {
      const rounds = Math.max(2, Math.ceil(KILLS / 3));
      const areTold = (uids: readonly string[]) =>
        until(() => uids.every((uid) => toy.received.some(({ path }) => path === `/take/${uid}`)), 10_000);
      for (let round = 0; round < rounds; round += 1) {
        await catchUp(killed, round);
        await killed.start();
        // From here on it knows flow and receiver.
        await killed.send(`warm-${round}`);
        await areTold([`warm-${round}`]);
        const holder = new pg.Client({ connectionString: killed.url });
        await holder.connect();
        await holder.query(`begin; lock table ${lock}`);
        const uids = Array.from({ length: EACH }, (__, n) => `r${round}-${n}`);
        const answers = Promise.all(uids.map((uid) => killed.send(uid).catch(() => false)));
        if (reached !== 'nothing') expect(await answers).toEqual(uids.map(() => true));
        if (reached === 'told') await areTold(uids);
        // For what follows to run into the lock; less than the time-out after which it gives up.
        await delay(400);
        await killed.kill();
        await holder.end();
        await answers;
      }
      await killed.start();
      await checkArrivals(killed, toy, rounds * (reached === 'nothing' ? 1 : 1 + EACH));
    }),
  );
});
