import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { addClicks, connectTo, startBenchCollector } from './support/collector.ts';
import { runLoad, servesAsLoad } from './support/load.ts';
import { megabytes } from './support/megabytes.ts';

// `npm run bench soak`: 500 requests per second (70 % clicks, 20 % leads, 10 % postbacks) for ten minutes, and what the
// collector's memory does meanwhile: the resident set every ten seconds, its slope in MB per ten minutes without the
// first tenth (which fills caches and lets the heap find its size) and of the second half alone (of so few samples that
// one late collection of garbage is seen in it), open files, and p99 of each tenth. Linux only: it reads /proc. BENCH_SECONDS: 600. BENCH_RATE: 500.

const SECONDS = Number(process.env.BENCH_SECONDS ?? 600);
const RATE = Number(process.env.BENCH_RATE ?? 500);
const WIDTH = 32;
const CLICKS = 500_000;
const SAMPLE_MS = 10_000;
const PARTS = 10;

interface Sample {
  readonly seconds: number;
  readonly megabytes: number;
  readonly files: number;
}

if (!(await servesAsLoad())) await main();

async function main(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const { collector, port, click, lead, postback } = await startBenchCollector(postgres.databaseUrl);
  const client = await connectTo(postgres.databaseUrl);
  const shots = [{ ...click, share: 7 }, { ...lead, share: 2 }, postback];
  const samples: Sample[] = [];
  const over = new AbortController();
  try {
    await addClicks(client, collector.firstRun.flow, 0, CLICKS);
    const watching = watch(collector.pid, samples, over.signal);
    for (let part = 1; part <= PARTS; part += 1) {
      const order = { port, shots, width: WIDTH, rate: RATE, seconds: SECONDS / PARTS };
      const load = await runLoad({ ...order, clicks: { from: 0, to: CLICKS } });
      const last = samples.at(-1);
      console.log(
        `${String(part).padStart(2)}/${PARTS}  ${load.perSecond.toFixed(0)}/s  p99 ${load.p99.toFixed(1)} ms  ` +
          `${last?.megabytes.toFixed(1)} MB  ${last?.files} files${load.failed ? `  ${load.failed} NOT DONE` : ''}`,
      );
    }
    over.abort();
    await watching;
    for (const [name, share] of [
      ['without the first tenth', 1 / PARTS],
      ['of the second half', 1 / 2],
    ] as const) {
      const later = samples.slice(Math.floor(samples.length * share));
      console.log(`Slope ${name}: ${(slope(later) * 600).toFixed(2)} MB in ten minutes`);
    }
  } finally {
    over.abort();
    await client.end();
    await collector.stop();
    await postgres.stop();
  }
}

async function watch(pid: number, samples: Sample[], over: AbortSignal): Promise<void> {
  const begun = performance.now();
  while (!over.aborted) {
    samples.push({
      seconds: (performance.now() - begun) / 1000,
      megabytes: await megabytes(pid),
      files: (await readdir(`/proc/${pid}/fd`)).length,
    });
    await delay(SAMPLE_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Megabytes per second, by least squares. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const seconds = mean((sample) => sample.seconds);
  const megabytes = mean((sample) => sample.megabytes);
  let product = 0;
  let square = 0;
  for (const sample of samples) {
    product += (sample.seconds - seconds) * (sample.megabytes - megabytes);
    square += (sample.seconds - seconds) ** 2;
  }
  return product / square;
}
