import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import Koa from 'koa';
import { freePort } from '../../collector/storage/embedded/free-port.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { databaseAt } from '../support/database-at.ts';
import { addClicks, connectTo, startBenchCollector } from './support/collector.ts';
import { best, loadLine } from './support/figures.ts';
import { type Load, runLoad, type Shot, servesAsLoad } from './support/load.ts';
import { pgbench, transactionLike } from './support/pgbench.ts';

// `npm run bench postbacks`: durable postbacks per second and their latency at 1, 16, 64 and 256 connections, against
// pgbench with the same work in one transaction on the same server, against Koa with a router and nothing behind it, and
// against our own path with batching switched off; last a mix of 70 % clicks, 20 % leads and 10 % postbacks. Everything
// is a process of its own, and so is the load, which takes its share of the machine from all of them alike.
// DATABASE_URL: a server of your own (an empty database on it); else one is started. BENCH_SECONDS: per measurement, 5.
// BENCH_WIDTHS: 1,16,64,256.

const CLICKS = 200_000;
const WIDTHS = (process.env.BENCH_WIDTHS ?? '1,16,64,256').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = 2;

if (process.argv[2] === 'koa') await serveKoa();
else if (!(await servesAsLoad())) await main();

/** Koa and a router that answer as we do, with nothing behind them. */
async function serveKoa(): Promise<void> {
  const router = new Router();
  const answer = (ctx: Koa.Context) => {
    ctx.body = { status: 'ok', result: 'created', lead: '0'.repeat(32), click: ctx.query.click };
  };
  router.get('/api/track/postback.json', answer);
  const server = createServer(new Koa().use(router.routes()).callback());
  server.listen(Number(process.argv[3]), '127.0.0.1');
  await once(server, 'listening');
  process.send?.('ready');
}

async function main(): Promise<void> {
  const given = process.env.DATABASE_URL;
  const postgres = given ? null : await startTemporaryPostgres();
  const url = given ?? postgres?.databaseUrl ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-bench-'));
  const koaPort = await freePort();
  const koa = fork(fileURLToPath(import.meta.url), ['koa', String(koaPort)]);
  const client = await connectTo(url);
  const stops: (() => Promise<void>)[] = [];
  try {
    await once(koa, 'message');
    const ours = await prepare(url, {});
    stops.push(ours.collector.stop);
    // A database of its own: only the first collector on one tells its token.
    await client.query('create database subpixel_without_batches');
    const other = databaseAt(url, 'subpixel_without_batches');
    const alone = await prepare(other, { SUBPIXEL_MAX_BATCH: '1', SUBPIXEL_DB_CONNECTIONS: '16' });
    stops.push(alone.collector.stop);
    const script = join(folder, 'one-transaction.sql');
    await shoot(ours.port, [ours.postback], 16);
    await writeFile(script, await transactionLike(client, CLICKS));

    const ways: Way[] = [
      ['subpixel', (width) => shoot(ours.port, [ours.postback], width)],
      ['without batches', (width) => shoot(alone.port, [alone.postback], width)],
      ['pgbench', (width) => pgbench(url, script, width, SECONDS)],
      ['koa + router', (width) => shoot(koaPort, [ours.postback], width)],
    ];
    for (const width of WIDTHS) await compare(`${width} connection${width === 1 ? '' : 's'}`, ways, width);
    const mix = (from: typeof ours) => [
      { ...from.click, share: 7 },
      { ...from.lead, share: 2 },
      from.postback,
    ];
    const mixed: Way[] = [
      ['subpixel', (width) => shoot(ours.port, mix(ours), width)],
      ['without batches', (width) => shoot(alone.port, mix(alone), width)],
    ];
    await compare('64 connections, 70 % clicks, 20 % leads, 10 % postbacks', mixed, 64);
  } finally {
    await client.end();
    koa.kill();
    for (const stop of stops) await stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Way = [name: string, run: (width: number) => Promise<Load | null>];

function shoot(port: number, shots: readonly Shot[], width: number): Promise<Load> {
  return runLoad({ port, shots, width, seconds: SECONDS, clicks: { from: 0, to: CLICKS } });
}

/** A collector with clicks to convert. */
async function prepare(url: string, environment: Record<string, string>) {
  const started = await startBenchCollector(url, environment);
  const client = await connectTo(url);
  await addClicks(client, started.collector.firstRun.flow, 0, CLICKS);
  await client.query('analyze clicks');
  await client.end();
  return started;
}

async function compare(title: string, ways: readonly Way[], width: number): Promise<void> {
  const results = new Map<string, Load[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each second round the other way about: what comes later finds bigger tables.
    for (const [name, run] of round % 2 === 0 ? ways : [...ways].reverse()) {
      const result = await run(width);
      if (result) results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  const bests = ways.map(([name]) => [name, best(results.get(name) ?? [])] as const);
  console.log(`\n${title}`);
  for (const [name, load] of bests) console.log(loadLine(name, load, bests[0]?.[1]));
}
