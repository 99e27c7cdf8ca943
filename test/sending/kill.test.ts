import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { type Database, openDatabase } from '../../collector/storage/database.ts';
import { freePort } from '../../collector/storage/embedded/free-port.ts';
import { addReceiver } from '../../collector/storage/receivers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aReceiver } from '../support/receiver.ts';
import { startToy, type Toy } from './support/toy-receivers.ts';

/** The built program, as `npm start` runs it. */
const PROGRAM = fileURLToPath(new URL('../../collector/dist/cli.js', import.meta.url));
const KILLS = 5;

let testDatabase: TestDatabase;
let database: Database;
let toy: Toy;
let dataFolder: string;
let port: number;
let child: ChildProcess;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, () => undefined, 6);
  // Slow enough that a kill falls between any two steps of many tries.
  toy = await startToy({ take: (response) => setTimeout(() => response.end('ok'), randomInt(5, 150)) });
  dataFolder = await mkdtemp(join(tmpdir(), 'subpixel-kill-'));
  port = await freePort();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await database.close();
  await toy.close();
  await testDatabase.drop();
  await rm(dataFolder, { recursive: true });
});

async function start(): Promise<void> {
  const env = {
    ...process.env,
    ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: testDatabase.url, SUBPIXEL_DATA: dataFolder },
    ...{ SUBPIXEL_DEMO: '0', SUBPIXEL_SECRET: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_SPOOL: '0' },
    SUBPIXEL_OUTGOING_ALLOW: '127.0.0.1',
  };
  child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: 'ignore' });
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(ready, { timeout: 20_000 }).toBe(200);
}

async function kill(): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('whenever a collector is killed: what was committed is sent within a minute, and at most once more than once', async () => {
  await start();
  const { postbackToken: token } = JSON.parse(await readFile(join(dataFolder, 'first-run.json'), 'utf8'));
  await database.pool.query(
    `insert into flows (id, account_id, name, site_key, landing_url)
     select 'shop', id, 'Shop', 'pk_shop', 'https://shop.example' from accounts`,
  );
  const { rows } = await database.pool.query<{ id: string }>('select id from accounts');
  const receiver = aReceiver({ url: `${toy.url}/take/{uid}` });
  await addReceiver(database.knex, { ...receiver, id: `rc_${randomText(12)}`, accountId: rows[0]?.id ?? '' });
  await kill();

  let uids = 0;
  for (let round = 0; round < KILLS; round += 1) {
    await start();
    const until = delay(randomInt(50, 1500), false);
    const senders = Array.from({ length: 4 }, async () => {
      while (child.exitCode === null && child.signalCode === null) {
        const query = new URLSearchParams({
          id: token,
          flow: 'shop',
          uid: `k${uids++}`,
          subid: 'kill',
          status: 'approve',
        });
        await fetch(`http://127.0.0.1:${port}/api/track/postback.json?${query}`).catch(() => delay(5));
      }
    });
    await until;
    await kill();
    await Promise.all(senders);
  }
  await start();
  const waiting = () =>
    database.pool.query('select count(*)::int as n from outgoing_queue').then(({ rows: [row] }) => row.n);
  await expect.poll(waiting, { timeout: 60_000, interval: 500 }).toBe(0);

  const committed = await database.pool.query<{ uid: string; state: string; tries: number }>(
    `select l.uid, o.state from leads l left join outgoing o on o.lead_id = l.id`,
  );
  expect(committed.rows.length).toBeGreaterThan(KILLS * 4);
  const arrivals = new Map<string, number>();
  for (const { path } of toy.received) arrivals.set(path, (arrivals.get(path) ?? 0) + 1);
  for (const { uid, state } of committed.rows) {
    expect(state, uid).toBe('sent');
    expect(arrivals.get(`/take/${uid}`), uid).toBeOneOf([1, 2]);
  }
  // Nobody hears of what was not committed.
  expect(arrivals.size).toBe(committed.rows.length);
}, 180_000);
