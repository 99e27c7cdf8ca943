import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSpool } from '../../collector/spool/index.ts';

// Durable appends per second, against the least that one durable write costs here: write, fdatasync, the next one.
// `TMPDIR` chooses the disk; on one in memory the ratios say nothing.

const ROUNDS = 5;
const ROUND_MS = 600;
const payload = Buffer.alloc(600, 'x');

/** Calls per second of `width` callers that each wait for their last call: the median of the rounds after a first one. */
async function rate(width: number, call: () => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    let calls = 0;
    const caller = async () => {
      while (performance.now() - start < ROUND_MS) {
        await call();
        calls += 1;
      }
    };
    await Promise.all(Array.from({ length: width }, caller));
    if (round > 0) rounds.push((calls * 1000) / (performance.now() - start));
  }
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), 'subpixel-bench-'));
try {
  const file = await open(join(folder, 'bare'), 'w');
  const bare = await rate(1, async () => {
    await file.write(payload);
    await file.datasync();
  });
  await file.close();
  const print = (name: string, perSecond: number) =>
    console.log(
      `${name.padEnd(24)} ${perSecond.toFixed(0).padStart(8)}/s ${(perSecond / bare).toFixed(2).padStart(6)}×`,
    );
  print('bare write + fdatasync', bare);

  const spool = await openSpool({ folder: join(folder, 'spool'), maxBytes: 2 ** 31 });
  for (const width of [1, 16, 64, 256])
    print(`${width} in flight`, await rate(width, () => spool.append(payload)));

  const { depth } = spool.stats();
  const start = performance.now();
  await spool.drain(async (records) => records.map(() => ({ kind: 'done' })));
  print('drained, no consumer', (depth * 1000) / (performance.now() - start));
  await spool.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
