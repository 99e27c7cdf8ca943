// A process that uses a spool until it is killed: `child.mjs FOLDER FIRST-NUMBER append|drain`.
import { writeSync } from 'node:fs';
import { openSpool } from '../../../collector/spool/index.ts';

const [, , folder = '', first = '0', mode] = process.argv;
/** Straight into the pipe: a line that was buffered would die with the process. */
const say = (line: string) => writeSync(1, `${line}\n`);

// Small files, so that kills also hit the change from one to the next.
const spool = await openSpool({ folder, segmentBytes: 20_000, drainBatch: 8 });
let next = Number(first);

async function appendForever(): Promise<never> {
  for (;;) {
    const number = next;
    next += 1;
    await spool.append(`${number}:${'x'.repeat(number % 500)}`, { key: `click-${number % 7}` });
    say(`acknowledged ${number}`);
  }
}

async function drainForever(): Promise<never> {
  for (;;) {
    await spool.drain(async (records) => {
      await new Promise(setImmediate);
      for (const { payload } of records) say(`done ${payload.toString().split(':')[0]}`);
      return records.map(() => ({ kind: 'done' }));
    });
    await new Promise(setImmediate);
  }
}

await Promise.all([
  ...Array.from({ length: 16 }, appendForever),
  ...(mode === 'drain' ? [drainForever()] : []),
]);
