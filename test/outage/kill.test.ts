import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../collector/storage/embedded/free-port.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type DatabaseSwitch, openSwitch } from './support/database-switch.ts';

/** The built program, as `npm start` runs it. */
const PROGRAM = fileURLToPath(new URL('../../collector/dist/cli.js', import.meta.url));

let testDatabase: TestDatabase;
let server: DatabaseSwitch;
let dataFolder: string;
let url: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  server = await openSwitch(testDatabase.url);
  dataFolder = await mkdtemp(join(tmpdir(), 'subpixel-kill-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await server.start();
  await server.close();
  await testDatabase.drop();
  await rm(dataFolder, { recursive: true });
});

async function startProgram(): Promise<ChildProcess> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: testDatabase.url, SUBPIXEL_DATA: dataFolder },
    ...{ SUBPIXEL_DEMO: '0', SUBPIXEL_SECRET: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_SPOOL: '' },
  };
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: 'ignore' });
  running.push(child);
  await expect.poll(() => ready(), { timeout: 20_000 }).toBe('ok');
  return child;
}

const ready = () =>
  fetch(`${url}/readyz`)
    .then((response) => response.json())
    .then(({ status }: { status: string }) => status)
    .catch(() => 'none');

async function rows(sql: string) {
  const client = new pg.Client({ connectionString: testDatabase.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Sends postbacks in flow mode, one after the other; returns what each was told. */
async function send(token: string, uids: readonly string[]): Promise<string[]> {
  const told: string[] = [];
  for (const uid of uids) {
    const query = new URLSearchParams({ id: token, flow: 'shop', subid: 'order', uid });
    const answer = await fetch(`${url}/api/track/postback.json?${query}`);
    told.push(((await answer.json()) as { result?: string }).result ?? `${answer.status}`);
  }
  return told;
}

async function endBy(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('what waits on disk survives kill -9 and SIGTERM of the collector, and the next start applies it in order', {
  timeout: 60_000,
}, async () => {
  const first = await startProgram();
  const { postbackToken } = JSON.parse(await readFile(join(dataFolder, 'first-run.json'), 'utf8'));
  await rows(
    `insert into flows (id, account_id, name, site_key, landing_url)
     select 'shop', id, 'Shop', 'pk_shop', 'https://shop.example' from accounts`,
  );
  await server.stop();
  const uids = ['1', '2', '3', '4', '5'];
  expect(await send(postbackToken, uids)).toEqual(uids.map(() => 'queued'));
  await endBy(first, 'SIGKILL');
  await server.start();

  const second = await startProgram();
  const order = 'select uid from leads order by id';
  await expect.poll(() => rows(order), { timeout: 15_000 }).toEqual(uids.map((uid) => ({ uid })));
  await server.stop();
  const more = ['6', '7'];
  expect(await send(postbackToken, more)).toEqual(more.map(() => 'queued'));
  expect(await endBy(second, 'SIGTERM')).toBe(0);
  await server.start();

  const third = await startProgram();
  const all = [...uids, ...more];
  await expect.poll(() => rows(order), { timeout: 15_000 }).toEqual(all.map((uid) => ({ uid })));
  expect(await rows("select uid from postback_log where result = 'created' order by id")).toEqual(
    all.map((uid) => ({ uid })),
  );
  expect(await endBy(third, 'SIGTERM')).toBe(0);
});
