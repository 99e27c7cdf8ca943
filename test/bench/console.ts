import { countAll } from '../../collector/reports/keep-counted.ts';
import { openDatabase } from '../../collector/storage/database.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { statistics } from '../../collector/storage/migrations/011-statistics.ts';
import type { RunningCollector } from '../../e2e/support/run-collector.ts';
import { clickId } from './support/clicks.ts';
import { connectTo, startBenchCollector } from './support/collector.ts';
import { enterConsole, timePage } from './support/console.ts';
import { fill } from './support/fill.ts';
import { servesAsLoad } from './support/load.ts';
import { megabytes } from './support/megabytes.ts';

// `npm run bench console`: the console with 10 million clicks, leads, log entries and messages of ten flows: how long statistics
// take to be counted from nothing, the overview, and the first page of each list without and with each filter (also one
// that nothing fits); last the leads as CSV, all columns, with the collector's memory (Linux) at each tenth. Ten million
// rows need about 30 GB and, on a laptop, half an hour. BENCH_ROWS: 10000000.

const ROWS = Number(process.env.BENCH_ROWS ?? 10_000_000);
const FLOWS = Array.from({ length: 10 }, (_, index) => `flow-${index}`);
/** What a list may take; the overview may take a second. In milliseconds. */
const LIST_MS = 200;
const OVERVIEW_MS = 1000;
const LINE_FEED = 10;

/** A click, by its number, that has a lead and a log entry. */
const SOME = clickId(Math.floor(ROWS / 2));

const OVERVIEWS = ['today', 'yesterday', '7d', '30d'].map((range) => `/console/overview?range=${range}`);
const LISTS = [
  '/console/logs',
  ...[
    ...['outcome=error', 'outcome=ok', 'error=no-changes', 'error=access', 'reason=same', 'reason=origin'],
    ...['warning=unmapped-status', 'warning=no-rate', 'word=approve', 'word=nobody', `flow=${FLOWS[3]}`],
    ...['flow=none', 'network=adcombo', 'channel=s2s', 'channel=pixel', 'ip=203.0.5.5', 'ip=198.51.100.1'],
    ...[`click=${SOME}`, `flow=${FLOWS[3]}&outcome=error`, `flow=${FLOWS[3]}&word=nobody`],
  ].map((filter) => `/console/logs?${filter}`),
  '/console/leads',
  ...[
    ...['status=approve', 'status=trash', `flow=${FLOWS[3]}`, 'flow=none', 'goal=deposit', 'goal=none'],
    ...[
      'country=AB',
      'country=ZZ',
      'test=yes',
      'test=no',
      `click=${SOME}`,
      'search=%2B1555777',
      'search=nobody',
    ],
    ...['search=ann777%40shop.example', `flow=${FLOWS[3]}&status=trash`, 'source=source-7', 'source=nobody'],
    ...['currency=EUR', 'currency=ZZZ', 'source=source-7&status=trash'],
  ].map((filter) => `/console/leads?${filter}`),
  '/console/clicks',
  ...[
    `flow=${FLOWS[3]}`,
    'flow=none',
    'source=source-7',
    'source=nobody',
    'country=AB',
    'country=ZZ',
    'ip=203.0.5.5',
  ].map((filter) => `/console/clicks?${filter}`),
  '/console/outgoing',
  ...[
    ...['state=sent', 'state=failed', 'state=refused', 'state=unsure', 'state=waiting', 'state=trouble'],
    ...['receiver=receiver-1', 'receiver=nobody', 'kind=main', 'kind=order', `flow=${FLOWS[3]}`, 'flow=none'],
    ...[`click=${SOME}`, `flow=${FLOWS[3]}&state=refused`],
  ].map((filter) => `/console/outgoing?${filter}`),
];

if (!(await servesAsLoad())) await main();

async function main(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const { collector } = await startBenchCollector(postgres.databaseUrl);
  const client = await connectTo(postgres.databaseUrl);
  try {
    await client.query(
      `insert into flows (id, account_id, name, site_key, landing_url)
       select id, (select id from accounts), id, 'pk_' || id, 'https://shop.example/' from unnest($1::text[]) id`,
      [FLOWS],
    );
    await client.query(`insert into rates (account_id, currency, usd) select id, 'EUR', 1.08 from accounts`);
    await fill(client, FLOWS, { from: 0, to: ROWS, total: ROWS });
    console.log(`${ROWS.toLocaleString('en')} clicks, leads, log entries and messages of two months`);
    await count(postgres.databaseUrl, client);
    const cookie = await enterConsole(collector.url, collector.firstRun);
    for (const path of OVERVIEWS) await time(collector.url, path, cookie, OVERVIEW_MS);
    for (const path of LISTS) await time(collector.url, path, cookie, LIST_MS);
    await takeAway(collector, cookie);
  } finally {
    await client.end();
    await collector.stop();
    await postgres.stop();
  }
}

/** As after an update from a version without statistics. */
async function count(url: string, client: Awaited<ReturnType<typeof connectTo>>): Promise<void> {
  const database = openDatabase(url, () => undefined);
  let begun = performance.now();
  const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const { rowCount } = await client.query(
    statistics.sql.slice(statistics.sql.indexOf('insert into stat_pending')),
  );
  console.log(`  ${rowCount} half-hours found in ${took()}`);
  begun = performance.now();
  await countAll(database.knex);
  console.log(`  and counted in ${took()}, where nothing else is done`);
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ name: string; rows: string; size: string }>(
    `select relname as name, n_live_tup as rows, pg_size_pretty(pg_total_relation_size(relid)) as size
       from pg_stat_user_tables where relname ~ '_stats$' order by 1`,
  );
  for (const { name, rows: number, size } of rows)
    console.log(`  ${name.padEnd(14)} ${number} rows, ${size}`);
  await database.close();
}

async function time(url: string, path: string, cookie: string, limit: number): Promise<void> {
  const { milliseconds, status } = await timePage(url, path, cookie);
  const verdict = status !== 200 ? `ANSWERED ${status}` : milliseconds > limit ? `MORE THAN ${limit} ms` : '';
  console.log(`  ${path.padEnd(52)} ${`${milliseconds.toFixed(0)} ms`.padStart(9)}  ${verdict}`);
}

/** Streams all leads and reads the collector's memory meanwhile. */
async function takeAway({ url, pid }: RunningCollector, cookie: string): Promise<void> {
  const begun = performance.now();
  const before = await megabytes(pid);
  const { body, status } = await fetch(`${url}/console/leads/export.csv`, { headers: { Cookie: cookie } });
  if (!body || status !== 200) throw new Error(`The export was answered ${status}.`);
  const tenths: number[] = [];
  let rows = -1;
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    for (const byte of piece) if (byte === LINE_FEED) rows += 1;
    if (rows >= ((tenths.length + 1) * ROWS) / 10) tenths.push(Math.round(await megabytes(pid)));
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `  ${rows} leads as CSV in ${seconds.toFixed(0)} s, ${(bytes / 1024 ** 2).toFixed(0)} MB\n` +
      `  resident set before ${before.toFixed(0)} MB, at each tenth ${tenths.join(' ')} MB`,
  );
}
