import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { DONE, makeTestFolder, openTestSpool } from './support/folder.ts';
import { startChild } from './support/start-child.ts';

/** `SUBPIXEL_KILLS=200` for a long run. */
const KILLS = Number(process.env.SUBPIXEL_KILLS ?? 20);

it.each(['append', 'drain'] as const)(
  `keeps every acknowledged record through ${KILLS} kills (%s)`,
  async (mode) => {
    const folder = await makeTestFolder();
    const acknowledged: number[] = [];
    const done = new Set<number>();
    let again = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Numbers go up from process to process, so that the order over all of them can be told.
      const child = await startChild(folder, kill * 1_000_000, mode);
      await child.acknowledged(1);
      await delay(randomInt(120));
      await child.kill();
      acknowledged.push(...child.said('acknowledged'));
      const fresh = child.said('done').filter((number) => !done.has(number));
      again += child.said('done').length - fresh.length;
      expectIncreasing(fresh);
      for (const number of fresh) done.add(number);
    }

    const spool = await openTestSpool({ folder });
    const { depth } = spool.stats();
    const rest: number[] = [];
    await spool.drain(async (records) => {
      for (const { payload, key } of records) {
        const [number = '', filling = ''] = payload.toString().split(':');
        expect(filling).toBe('x'.repeat(Number(number) % 500));
        expect(key).toBe(`click-${Number(number) % 7}`);
        rest.push(Number(number));
      }
      return records.map(() => DONE);
    });
    expect(rest.length).toBe(depth);
    expectIncreasing(rest);
    const kept = new Set([...done, ...rest]);
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
    expect(spool.quarantined()).toEqual([]);
    // After a kill, one batch of the drain may come again.
    expect(again + rest.filter((number) => done.has(number)).length).toBeLessThanOrEqual(KILLS * 8);
    console.log(
      `${KILLS} kills (${mode}): ${acknowledged.length} acknowledged, 0 lost, ${again} delivered again`,
    );
  },
  60_000 + KILLS * 3000,
);

function expectIncreasing(numbers: readonly number[]): void {
  expect(numbers.filter((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))).toEqual([]);
}
