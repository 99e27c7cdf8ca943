import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { addClicks, type BenchCollector, connectTo, startBenchCollector } from './support/collector.ts';
import { enterConsole, timePage } from './support/console.ts';
import { best, loadLine } from './support/figures.ts';
import { fill } from './support/fill.ts';
import { type Load, runLoad, servesAsLoad } from './support/load.ts';

// `npm run bench growth`: the intake and the console's lists with 0, 1 and 10 million clicks, leads, lines of history
// and log entries: postbacks per second at 64 connections (for clicks of the last minutes, and for any click of all),
// index sizes, and how long the first page of a list, a filtered one and one from the middle take. Ten million rows need
// about 20 GB and, on a laptop, a quarter of an hour to fill. BENCH_ROWS: 0,1000000,10000000. BENCH_SECONDS: 5.

const SIZES = (process.env.BENCH_ROWS ?? '0,1000000,10000000').split(',').map(Number);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = 3;
/** Clicks that wait for their lead when all rows are in: the newest ones, as in life. */
const FRESH = 200_000;
const WIDTH = 64;

if (!(await servesAsLoad())) await main();

async function main(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const ours = await startBenchCollector(postgres.databaseUrl);
  const client = await connectTo(postgres.databaseUrl);
  const { firstRun } = ours.collector;
  const total = Math.max(...SIZES);
  let filled = 0;
  let first: Load | undefined;
  try {
    await addClicks(client, firstRun.flow, total, total + FRESH);
    await client.query('analyze');
    for (const size of SIZES) {
      await fill(client, [firstRun.flow], { from: filled, to: size, total: Math.max(total, 1) });
      filled = size;
      console.log(`\n${size.toLocaleString('en')} leads and log entries`);
      const fresh = await shoot(ours, total, total + FRESH);
      first ??= fresh;
      console.log(loadLine('fresh clicks', fresh, first));
      if (size > 0) console.log(loadLine('any click', await shoot(ours, 0, size), first));
      await timeLists(ours, size);
      await printSizes(client);
    }
  } finally {
    await client.end();
    await ours.collector.stop();
    await postgres.stop();
  }
}

async function shoot(
  { port, postback }: BenchCollector,
  from: number,
  to: number,
): Promise<Load | undefined> {
  const loads: Load[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    loads.push(
      await runLoad({ port, shots: [postback], width: WIDTH, seconds: SECONDS, clicks: { from, to } }),
    );
  }
  return best(loads);
}

/** The console's lists as a browser gets them. */
async function timeLists({ collector }: BenchCollector, size: number): Promise<void> {
  const cookie = await enterConsole(collector.url, collector.firstRun);
  const middle = await timePage(collector.url, '/console/leads', cookie);
  const lists = [
    ['log', '/console/logs'],
    ['log: refusals', '/console/logs?outcome=error'],
    ['log: an unknown word', '/console/logs?word=nobody'],
    ['leads', '/console/leads'],
    ['leads: approved', '/console/leads?status=approve'],
    ['leads: next page', middle.next ?? '/console/leads'],
  ] as const;
  for (const [name, path] of lists) {
    const { milliseconds, status } = await timePage(collector.url, path, cookie);
    const failed = status === 200 ? '' : `   ANSWERED ${status}`;
    console.log(`  ${name.padEnd(24)} ${`${milliseconds.toFixed(0)} ms`.padStart(14)}${failed}`);
  }
  if (size === 0) console.log('  (the lists are as long as the postbacks before made them)');
}

async function printSizes(client: Awaited<ReturnType<typeof connectTo>>): Promise<void> {
  const { rows } = await client.query<{ name: string; rows: string; indexes: string }>(
    `select coalesce(i.inhparent, c.oid)::regclass::text as name, pg_size_pretty(sum(pg_table_size(c.oid))) as rows,
            pg_size_pretty(sum(pg_indexes_size(c.oid))) as indexes
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relkind = 'r' and c.relname ~ '^(clicks|leads|lead_history|postback_log)'
      group by 1 order by 1`,
  );
  for (const { name, rows: table, indexes } of rows) {
    console.log(`  ${name.padEnd(24)} ${table.padStart(14)} and ${indexes} of indexes`);
  }
}
