import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { vi } from 'vitest';
import { freePort } from '../../../collector/storage/embedded/free-port.ts';

/** The built program, as `npm start` runs it. */
const PROGRAM = fileURLToPath(new URL('../../../collector/dist/cli.js', import.meta.url));

/** Machines that run tests are busy. */
const START_MS = 60_000;

export type Program = Awaited<ReturnType<typeof startProgram>>;

/** Runs the program on a database, in a data folder of its own unless one is given. Does not wait until it is ready. */
export async function startProgram(environment: Record<string, string>) {
  const ownFolder = await mkdtemp(join(tmpdir(), 'subpixel-workers-'));
  const port = Number(environment.PORT ?? (await freePort()));
  const env = {
    ...process.env,
    ...{ PORT: String(port), HOST: '127.0.0.1', SUBPIXEL_DATA: ownFolder, SUBPIXEL_DEMO: '0' },
    ...{ SUBPIXEL_SECRET: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_SPOOL: '', SUBPIXEL_WORKERS: '' },
    ...environment,
  };
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = env.SUBPIXEL_DATA;
  return {
    url,
    port,
    child,
    dataFolder,
    output: () => output,
    /** Resolves when it has said something so many times. */
    untilSaid: (text: string, times = 1) =>
      vi.waitUntil(
        () => {
          if (child.exitCode !== null) throw new Error(`It has ended.\n${output}`);
          return output.split(text).length > times;
        },
        { timeout: START_MS, interval: 20 },
      ),
    firstRun: async () => JSON.parse(await readFile(join(dataFolder, 'first-run.json'), 'utf8')),
    end: (signal: NodeJS.Signals) => end(child, signal),
    /** Runs another command with the same settings. */
    run: (command: string) => run([PROGRAM, command], env),
    /** Its workers. */
    workers: () => childrenOf(child.pid ?? 0),
    async close() {
      await end(child, 'SIGTERM');
      await rm(ownFolder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function run(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, said: (out + err).trim() };
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid = 0, of]) => (of === parent ? [pid] : []));
}

/** Asks a database with a connection of its own. */
export async function rows<Row extends pg.QueryResultRow>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A flow for postbacks of the first account. */
export async function addShop(databaseUrl: string): Promise<void> {
  await rows(
    databaseUrl,
    `insert into flows (id, account_id, name, site_key, landing_url)
     select 'shop', id, 'Shop', 'pk_shop', 'https://shop.example' from accounts`,
  );
}

/** A postback in flow mode. */
export function postbackPath(token: string, uid: string, subid = uid): string {
  return `/api/track/postback.json?${new URLSearchParams({ id: token, flow: 'shop', subid, uid })}`;
}
