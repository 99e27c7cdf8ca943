import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DatabaseSwitch, openSwitch } from '../outage/support/database-switch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addShop, type Program, postbackPath, rows, startProgram } from './support/program.ts';

const PATIENCE = { timeout: 40_000 };

let testDatabase: TestDatabase;
let server: DatabaseSwitch;
let program: Program;
let token: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  server = await openSwitch(testDatabase.url);
  program = await startProgram({ DATABASE_URL: testDatabase.url, SUBPIXEL_WORKERS: '2' });
  await program.untilSaid('Subpixel is running.');
  token = (await program.firstRun()).postbackToken;
  await addShop(testDatabase.url);
});
afterAll(async () => {
  await server.close();
  await program.close();
  await testDatabase.drop();
});

/** On a connection of its own, so that any worker may take it. Returns what it was told. */
async function send(uid: string): Promise<string | undefined> {
  const headers = { connection: 'close' };
  const answer = await fetch(program.url + postbackPath(token, uid), { headers });
  return ((await answer.json()) as { result?: string }).result;
}

const uids = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(from + index));
const stored = async () =>
  (await rows<{ uid: string }>(testDatabase.url, 'select uid from leads')).map(({ uid }) => uid).sort();

test('workers that are killed are replaced, and what waited on their disks is applied', {
  timeout: 2 * PATIENCE.timeout,
}, async () => {
  const [first = 0, second = 0] = program.workers();
  await server.stop();
  const waiting = uids(100, 40);
  for (const uid of waiting) expect(await send(uid)).toBe('queued');

  process.kill(first, 'SIGKILL');
  // The other one has the port.
  const during = uids(200, 10);
  for (const uid of during) expect(await send(uid)).toBe('queued');
  process.kill(second, 'SIGKILL');
  await expect
    .poll(() => program.workers().filter((pid) => pid !== first && pid !== second).length, PATIENCE)
    .toBe(2);
  await server.start();
  await expect.poll(stored, PATIENCE).toEqual([...waiting, ...during]);
  expect(program.output()).toContain('a worker has died and is replaced');
});

test('R26: SIGTERM while a client is in the middle of its request: all that was acknowledged is stored, exit 0', {
  timeout: 2 * PATIENCE.timeout,
}, async () => {
  await expect
    .poll(
      () =>
        fetch(`${program.url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      PATIENCE,
    )
    .toBe(true);
  const slow = connect(program.port, '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write('POST /api/track/postback.json HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nid=');
  const told = await Promise.all(uids(300, 50).map(send));
  expect(new Set(told)).toEqual(new Set(['created']));
  const underWay = uids(400, 50).map(async (uid) => ((await send(uid).catch(() => '')) ? uid : null));
  const workers = program.workers();
  // After 10 s it would end with 1.
  expect(await program.end('SIGTERM')).toBe(0);
  const acknowledged = (await Promise.all(underWay)).filter((uid) => uid !== null);
  expect(await stored()).toEqual(expect.arrayContaining([...uids(300, 50), ...acknowledged]));
  for (const pid of workers) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('the supervisor takes its workers with it, whatever kills it', {
  timeout: 2 * PATIENCE.timeout,
}, async () => {
  const other = await startProgram({
    ...{ DATABASE_URL: testDatabase.url, SUBPIXEL_WORKERS: '2', SUBPIXEL_DATA: program.dataFolder },
  });
  await other.untilSaid('Subpixel is running.');
  const workers = other.workers();
  expect(workers).toHaveLength(2);
  await other.end('SIGKILL');
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(() => workers.filter(isAlive), PATIENCE).toEqual([]);
  await other.close();
});
