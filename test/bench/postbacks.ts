import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Router from '@koa/router';
import Koa from 'koa';
import pg from 'pg';
import { freePort } from '../../collector/storage/embedded/free-port.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { type RunningCollector, runCollector } from '../../e2e/support/run-collector.ts';
import { databaseAt } from '../support/database-at.ts';

// `npm run bench postbacks`: durable postbacks per second and their latency at 1, 16, 64 and 256 connections, against
// pgbench with the same work in one transaction on the same server, against Koa with a router and nothing behind it, and
// against our own path with batching switched off. Everything is a process of its own, and so is the load, which takes
// its share of the machine from all of them alike. pgbench (package postgresql-contrib) is looked for in the PATH.
// DATABASE_URL: a server of your own (an empty database on it); else one is started. BENCH_SECONDS: per measurement, 5.

const CLICKS = 200_000;
const WIDTHS = [1, 16, 64, 256];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = 2;

/** The n-th click, as text and in SQL: IDs in the order of time, like real ones. */
const clickOf = (n: number) => `0192${n.toString(16).padStart(8, '0')}700080000000000000ab`;
const CLICK_SQL = `('0192' || lpad(to_hex(n), 8, '0') || '700080000000000000ab')::uuid`;

interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
}

/** The load: keep-alive connections that each wait for their last answer. Runs in a process of its own. */
async function load(port: number, path: string, width: number): Promise<Load> {
  const times: number[] = [];
  let failed = 0;
  let end = Number.POSITIVE_INFINITY;
  let counting = false;
  const worker = (id: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1').setNoDelay();
      let begun = 0;
      let serial = 0;
      let text = '';
      const send = () => {
        begun = performance.now();
        const click = clickOf(Math.floor(Math.random() * CLICKS));
        const target = path.replace('CLICK', click).replace('UID', `${id}-${serial++}-${Math.floor(begun)}`);
        socket.write(`GET ${target} HTTP/1.1\r\nHost: bench\r\nConnection: keep-alive\r\n\r\n`);
      };
      socket.on('connect', send).on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const head = text.indexOf('\r\n\r\n');
        const length = /content-length: (\d+)/i.exec(text)?.[1];
        if (head < 0 || length === undefined || text.length < head + 4 + Number(length)) return;
        if (counting) {
          times.push(performance.now() - begun);
          if (!text.includes('"created"') && ++failed === 1) console.error(text);
        }
        text = '';
        if (performance.now() < end) send();
        else resolve(socket.destroy() as never);
      });
    });
  const workers = Array.from({ length: width }, (_, id) => worker(id));
  await new Promise((next) => setTimeout(next, 1000));
  counting = true;
  end = performance.now() + SECONDS * 1000;
  await Promise.all(workers);
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: times.length / SECONDS, p50: at(0.5), p99: at(0.99), failed };
}

/** Koa and a router that answer as we do, with nothing behind them. */
async function serveKoa(port: number): Promise<void> {
  const router = new Router();
  router.get('/api/track/postback.json', (ctx) => {
    ctx.body = { status: 'ok', result: 'created', lead: '0'.repeat(32), click: ctx.query.click };
  });
  const server = createServer(new Koa().use(router.routes()).callback()).listen(port, '127.0.0.1');
  await once(server, 'listening');
}

const role = process.argv[2];
if (process.send) {
  const [port, path, width] = process.argv.slice(3);
  if (role === 'koa') {
    await serveKoa(Number(port));
    process.send('ready');
  } else {
    process.send(await load(Number(port), path ?? '', Number(width)));
    process.disconnect();
  }
} else {
  await main();
}

function start(...parameters: string[]) {
  return fork(fileURLToPath(import.meta.url), parameters, { serialization: 'json' });
}

async function measure(port: string, path: string, width: number): Promise<Load> {
  const [result] = (await once(start('load', port, path, String(width)), 'message')) as [Load];
  return result;
}

/** One transaction with the work of one postback, as pgbench runs it: transactions per second and mean latency. */
async function pgbench(url: string, script: string, width: number): Promise<Load | null> {
  try {
    const threads = width === 1 ? '1' : '2';
    // More than Postgres takes connections by default: then as many as it is fastest with.
    const clients = String(Math.min(width, 64));
    const parameters = [
      '-n',
      '-M',
      'prepared',
      '-c',
      clients,
      '-j',
      threads,
      '-T',
      String(SECONDS),
      '-f',
      script,
    ];
    const { stdout } = await promisify(execFile)('pgbench', [...parameters, url]);
    const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
    const mean = number(/latency average = ([\d.]+)/);
    return { perSecond: number(/tps = ([\d.]+)/), p50: mean, p99: Number.NaN, failed: 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

async function main(): Promise<void> {
  const given = process.env.DATABASE_URL;
  const postgres = given ? null : await startTemporaryPostgres();
  const url = given ?? postgres?.databaseUrl ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-bench-'));
  const running: RunningCollector[] = [];
  const koaPort = String(await freePort());
  const koa = start('koa', koaPort);
  const client = new pg.Client({ connectionString: url });
  try {
    await once(koa, 'message');
    await client.connect();
    const ours = await prepare(url, {});
    running.push(ours.collector);
    // A database of its own: only the first collector on one tells its token.
    await client.query('create database subpixel_without_batches');
    const other = databaseAt(url, 'subpixel_without_batches');
    const unbatched = await prepare(other, { SUBPIXEL_MAX_BATCH: '1', SUBPIXEL_DB_CONNECTIONS: '16' });
    running.push(unbatched.collector);
    const script = join(folder, 'one-transaction.sql');
    await measure(ours.port, ours.path, 16);
    await writeFile(script, await transactionLike(client));

    const ways: [name: string, run: (width: number) => Promise<Load | null>][] = [
      ['subpixel', (width) => measure(ours.port, ours.path, width)],
      ['without batches', (width) => measure(unbatched.port, unbatched.path, width)],
      ['pgbench', (width) => pgbench(url, script, width)],
      ['koa + router', (width) => measure(koaPort, ours.path, width)],
    ];
    for (const width of WIDTHS) {
      const results = new Map<string, Load[]>();
      for (let round = 0; round < ROUNDS; round += 1) {
        // Each second round the other way about: what comes later finds bigger tables.
        for (const [name, run] of round % 2 === 0 ? ways : [...ways].reverse()) {
          const result = await run(width);
          if (result) results.set(name, [...(results.get(name) ?? []), result]);
        }
      }
      print(
        width,
        ways.map(([name]) => [name, best(results.get(name) ?? [])]),
      );
    }
  } finally {
    await client.end();
    koa.kill();
    for (const collector of running) await collector.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A collector with clicks to convert. */
async function prepare(url: string, environment: Record<string, string>) {
  const collector = await runCollector({ DATABASE_URL: url, ...environment });
  const { flow, postbackToken } = collector.firstRun;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, user_agent, url, referrer, tags)
     select ${CLICK_SQL}, account_id, id, 1, 'link', now(), 'Mozilla/5.0', 'https://shop.example/', '', '{"utm_source":"bench"}'
       from flows, generate_series(0, ${CLICKS - 1}) n where id = $1`,
    [flow],
  );
  await client.query('analyze');
  await client.end();
  const path = `/api/track/postback.json?id=${postbackToken}&click=CLICK&uid=UID&status=approve&price=12.50&currency=USD`;
  return { collector, port: new URL(collector.url).port, path };
}

function best(loads: Load[]): Load | undefined {
  return [...loads].sort((one, other) => other.perSecond - one.perSecond)[0];
}

function print(width: number, rows: [name: string, load: Load | undefined][]): void {
  const ours = rows[0]?.[1]?.perSecond ?? Number.NaN;
  console.log(`\n${width} connection${width === 1 ? '' : 's'}`);
  for (const [name, load] of rows) {
    if (!load) {
      console.log(`  ${name.padEnd(16)} not found`);
      continue;
    }
    const figures = [
      `${load.perSecond.toFixed(0)}/s`,
      `p50 ${load.p50.toFixed(1)} ms`,
      `p99 ${load.p99.toFixed(1)} ms`,
    ];
    const ratio = `subpixel has ${(ours / load.perSecond).toFixed(2)}×`;
    const failed = load.failed > 0 ? `  ${load.failed} NOT CREATED` : '';
    console.log(
      `  ${name.padEnd(16)} ${figures.map((text) => text.padStart(14)).join('')}   ${ratio}${failed}`,
    );
  }
}

/** The rows of a postback that we have just written, as a transaction of single statements for other clicks. */
async function transactionLike(client: pg.Client): Promise<string> {
  const copy = async (table: string, changes: Record<string, string>) => {
    const { rows } = await client.query(`select to_jsonb(t) as row from ${table} t limit 1`);
    const row = rows[0].row as Record<string, unknown>;
    const columns = Object.keys(row);
    const literal = (value: unknown) =>
      value === null
        ? 'null'
        : Array.isArray(value)
          ? `'{}'`
          : `'${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll("'", "''").replace(/:(?=\w)/g, ': ')}'`;
    const values = columns.map((column) => changes[column] ?? literal(row[column]));
    return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`;
  };
  const click = CLICK_SQL.replace('to_hex(n)', 'to_hex(:n::int)');
  // Ordered by time like ours, or the index would cost more.
  const id = `overlay(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || right(replace(gen_random_uuid()::text, '-', ''), 20) placing '7' from 13)::uuid`;
  const now = 'clock_timestamp()';
  const common = { id, click_id: click, at: now, created_at: now, updated_at: now, received_at: now };
  const lead = await copy('leads', { ...common, uid: 'gen_random_uuid()::text' });
  return [
    `\\set n random(0, ${CLICKS - 1})`,
    'begin;',
    `select c.*, l.* from clicks c left join leads l on l.click_id = c.id where c.id = ${click};`,
    `update clicks set version = version + 1 where id = ${click};`,
    `${lead} on conflict (click_id, uid, goal) do update set status = excluded.status, price = excluded.price;`,
    `${await copy('lead_history', common)};`,
    `${await copy('postback_log', common)};`,
    'commit;',
  ].join('\n');
}
