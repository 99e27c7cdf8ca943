import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { freePort } from '../../collector/storage/embedded/free-port.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { addClicks, type BenchCollector, connectTo, startBenchCollector } from './support/collector.ts';
import { best, loadLine } from './support/figures.ts';
import { type Load, runLoad, servesAsLoad } from './support/load.ts';
import { megabytes } from './support/megabytes.ts';
import { type Receivers, servesAsReceivers, startReceivers } from './support/receivers.ts';

// `npm run bench sending`: what sending on costs the intake, and what bad hosts cost the good ones. Postbacks that each
// make a lead, without and with a receiver that hears of each, in both orders: as many as are answered on 64 connections,
// and 1,000 offered per second; what went out meanwhile, what waited at the end and for how long. Then how long messages
// need from the decision (a few milliseconds before the commit) to ten healthy hosts beside three that never answer and one that is dead; last the
// collector's memory (Linux) around 300 answers that do not end. Receivers, load and collector are processes of their
// own and share the machine. BENCH_SECONDS: per measurement, 5.

const CLICKS = 200_000;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const WIDTH = 64;
const OFFERED = 1000;
const BESIDE_BAD = 40;
const ENDLESS = 300;
/** A change of receivers is told to the collector; nothing says when it was heard. */
const HEARD_MS = 1000;
const EMPTY_MS = 180_000;

if (!(await servesAsReceivers()) && !(await servesAsLoad())) await main();

interface Bench {
  readonly client: pg.Client;
  readonly collector: BenchCollector;
}

async function main(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const collector = await startBenchCollector(postgres.databaseUrl, { SUBPIXEL_OUTGOING_ALLOW: '127.0.0.1' });
  const client = await connectTo(postgres.databaseUrl);
  const bench = { client, collector };
  try {
    await addClicks(client, collector.collector.firstRun.flow, 0, CLICKS);
    await client.query('analyze clicks');
    await measureIntake(bench);
    await measureBadHosts(bench);
    await measureEndless(bench);
  } finally {
    await client.end();
    await collector.collector.stop();
    await postgres.stop();
  }
}

async function measureIntake(bench: Bench): Promise<void> {
  const receivers = await startReceivers(['healthy']);
  try {
    await shoot(bench, { seconds: 2 });
    for (const [title, rate] of [
      [`${WIDTH} connections`, undefined],
      [`${OFFERED} postbacks offered per second`, OFFERED],
    ] as const) {
      const loads = { without: [] as Load[], with: [] as Load[] };
      console.log(`\n${title}`);
      for (const way of ['without', 'with', 'with', 'without'] as const) {
        await hear(bench, way === 'with' ? receivers.ports : []);
        const [load, remarks] = await shootCounting(bench, receivers, rate);
        console.log(`${loadLine(way, load, load)}  ${way === 'with' ? remarks : ''}`);
        loads[way].push(load);
      }
      console.log('  best of both orders');
      for (const way of ['without', 'with'] as const)
        console.log(loadLine(way, best(loads[way]), best(loads.without)));
    }
  } finally {
    receivers.stop();
  }
}

async function shootCounting(
  bench: Bench,
  receivers: Receivers,
  rate: number | undefined,
): Promise<[Load, string]> {
  const before = await receivers.count();
  const begun = performance.now();
  const load = await shoot(bench, { rate });
  const seconds = (performance.now() - begun) / 1000;
  const out = (await receivers.count()) - before;
  const { waiting, oldest } = await look(bench);
  const emptied = await untilEmpty(bench);
  await receivers.take();
  return [
    load,
    `${(out / seconds).toFixed(0)} messages/s; at the end ${waiting} waited, the oldest ${oldest} ms; empty ${emptied} ms later`,
  ];
}

async function measureBadHosts(bench: Bench): Promise<void> {
  const healthy = 10;
  const receivers = await startReceivers([
    ...Array.from({ length: healthy }, () => 'healthy' as const),
    ...Array.from({ length: 3 }, () => 'hanging' as const),
  ]);
  try {
    await hear(bench, [...receivers.ports, await freePort()]);
    await shoot(bench, { rate: BESIDE_BAD });
    const names = receivers.ports.slice(0, healthy).map(receiverAt);
    await untilSent(bench, names);
    const { rows } = await bench.client.query<{ path: string; at: Date }>(
      `select '/' || receiver_id || '/' || replace(lead_id::text, '-', '') as path, at from outgoing
        where receiver_id = any($1)`,
      [names],
    );
    const arrived = new Map(await receivers.take());
    const took = rows.map(({ path, at }) => (arrived.get(path) ?? Number.POSITIVE_INFINITY) - at.getTime());
    took.sort((one, other) => one - other);
    const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
    console.log(
      `\n${healthy} healthy hosts beside three that hang and one that is dead, ${BESIDE_BAD} leads per second to all\n` +
        `  ${took.length} messages  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  max ${at(1)} ms`,
    );
  } finally {
    await silence(bench);
    receivers.stop();
  }
}

async function measureEndless(bench: Bench): Promise<void> {
  const receivers = await startReceivers(['endless']);
  const { pid } = bench.collector.collector;
  try {
    await hear(bench, receivers.ports);
    const before = await megabytes(pid);
    let most = before;
    const watch = setInterval(async () => {
      most = Math.max(most, await megabytes(pid));
    }, 100);
    await shoot(bench, { rate: ENDLESS / (SECONDS + 1) });
    const emptied = await untilEmpty(bench);
    clearInterval(watch);
    const after = await megabytes(pid);
    const { rows } = await bench.client.query(
      'select state, count(*)::int from outgoing where receiver_id = any($1) group by 1',
      [receivers.ports.map(receiverAt)],
    );
    const states = rows.map(({ state, count }) => `${count} ${state}`).join(', ');
    console.log(
      `\nAnswers without an end (${states}; empty ${emptied} ms after the last)\n` +
        `  resident set before ${before.toFixed(0)} MB, at most ${most.toFixed(0)} MB, after ${after.toFixed(0)} MB`,
    );
  } finally {
    await silence(bench);
    receivers.stop();
  }
}

function shoot({ collector }: Bench, order: { seconds?: number; rate?: number | undefined }): Promise<Load> {
  const { seconds = SECONDS, rate } = order;
  const { port, postback } = collector;
  const shots = [postback];
  const common = { port, shots, width: WIDTH, seconds, clicks: { from: 0, to: CLICKS } };
  return runLoad(rate === undefined ? common : { ...common, rate });
}

function receiverAt(port: number): string {
  return `bench-${port}`;
}

/** Makes these the only ones that hear of leads. */
async function hear({ client, collector }: Bench, ports: readonly number[]): Promise<void> {
  await client.query('delete from receivers');
  for (const port of ports) {
    const url = `http://127.0.0.1:${port}/${receiverAt(port)}/{lead}`;
    await client.query(
      `insert into receivers (id, account_id, kind, name, url)
       select $1, account_id, 'additional', $1, $2 from flows where id = $3`,
      [receiverAt(port), url, collector.collector.firstRun.flow],
    );
  }
  await delay(HEARD_MS);
}

/** Nobody hears of anything more, and nothing waits. */
async function silence({ client }: Bench): Promise<void> {
  await client.query('delete from receivers');
  await client.query('delete from outgoing_queue');
}

async function look({ client }: Bench): Promise<{ waiting: number; oldest: number }> {
  const { rows } = await client.query(
    `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(o.at)) * 1000, 0)::int as oldest
       from outgoing_queue q join outgoing o on o.id = q.id`,
  );
  return rows[0];
}

/** Milliseconds until nothing waits. */
async function untilEmpty({ client }: Bench): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < EMPTY_MS) {
    const { rows } = await client.query('select exists (select from outgoing_queue) as waits');
    if (!rows[0].waits) return Math.round(performance.now() - begun);
    await delay(100);
  }
  return Number.POSITIVE_INFINITY;
}

/** Until nothing waits for these receivers. */
async function untilSent({ client }: Bench, receivers: readonly string[]): Promise<void> {
  const begun = performance.now();
  for (let waits = true; waits && performance.now() - begun < EMPTY_MS; await delay(100)) {
    const { rows } = await client.query(
      'select exists (select from outgoing_queue where receiver_id = any($1)) as waits',
      [receivers],
    );
    waits = rows[0].waits;
  }
}
