import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startLoad } from './support/load.ts';
import { addShop, type Program, postbackPath, rows, startProgram } from './support/program.ts';

/** `SUBPIXEL_RESTARTS=100` for the whole of it. */
const RESTARTS = Number(process.env.SUBPIXEL_RESTARTS ?? 6);
/** Two programs start in each, on a machine that is busy with the load. */
const RESTART_MS = 60_000;
const LINES = 6;
const METRICS_TOKEN = 'a-token-for-metrics';

let testDatabase: TestDatabase;
let program: Program;
let token: string;
let sent = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  program = await startProgram({
    DATABASE_URL: testDatabase.url,
    SUBPIXEL_WORKERS: '2',
    SUBPIXEL_METRICS_TOKEN: METRICS_TOKEN,
  });
  await program.untilSaid('Subpixel is running.');
  token = (await program.firstRun()).postbackToken;
  await addShop(testDatabase.url);
});
afterAll(async () => {
  await program.close();
  await testDatabase.drop();
});

/** On kept and on new connections. Returns what went wrong on each, when the requests under way are answered. */
function startLoads(port: number): () => Promise<Record<string, number>[]> {
  const nextPath = () => {
    sent += 1;
    return postbackPath(token, `order-${sent}`);
  };
  const loads = [true, false].map((keepAlive) => startLoad(port, nextPath, LINES, keepAlive));
  return () => Promise.all(loads.map((load) => load.stop()));
}

test(`R25: ${RESTARTS} restarts under load: no request fails, every lead is there once`, {
  timeout: RESTARTS * RESTART_MS,
}, async () => {
  const before = program.workers();
  const stopLoads = startLoads(program.port);
  for (let restart = 1; restart <= RESTARTS; restart += 1) {
    program.child.kill('SIGUSR2');
    await program.untilSaid('Restarted: 2 new workers.', restart);
  }
  expect(await stopLoads()).toEqual([{}, {}]);
  const count = 'select count(*)::int, count(distinct uid)::int as uids from leads';
  expect(await rows(testDatabase.url, count)).toEqual([{ count: sent, uids: sent }]);
  await expect.poll(() => program.workers().length, { timeout: RESTART_MS }).toBe(2);
  for (const pid of program.workers()) expect(before).not.toContain(pid);
});

test('R25, the control: stopped and started again, one process drops requests', {
  timeout: 2 * RESTART_MS,
}, async () => {
  const one = await startProgram({ DATABASE_URL: testDatabase.url, SUBPIXEL_DATA: program.dataFolder });
  await one.untilSaid('Subpixel is running.');
  const stopLoads = startLoads(one.port);
  expect(await one.end('SIGTERM')).toBe(0);
  const next = await startProgram({
    ...{ DATABASE_URL: testDatabase.url, SUBPIXEL_DATA: program.dataFolder, PORT: String(one.port) },
  });
  await next.untilSaid('Subpixel is running.');
  const failed = Object.assign({}, ...(await stopLoads()));
  expect(failed).toMatchObject({ ECONNREFUSED: expect.any(Number) });
  await Promise.all([one.close(), next.close()]);
});

test('the command restarts, too, and says so', { timeout: RESTART_MS }, async () => {
  const before = program.workers();
  expect(await program.run('restart')).toEqual({ code: 0, said: 'Restarted: 2 new workers.' });
  await expect.poll(() => program.workers().length, { timeout: RESTART_MS }).toBe(2);
  for (const pid of program.workers()) expect(before).not.toContain(pid);
});

test('a restart that cannot succeed leaves the workers of before at work', {
  timeout: RESTART_MS,
}, async () => {
  const before = program.workers();
  // What a program of before finds after a newer one was here.
  await rows(testDatabase.url, "insert into schema_migrations (version, name) values (999, 'newer')");
  expect(await program.run('restart')).toEqual({
    code: 1,
    said: expect.stringMatching(
      /^Nothing was restarted, the workers of before go on\. .*start a newer Subpixel/,
    ),
  });
  expect(program.workers()).toEqual(before);
  const answer = await fetch(program.url + postbackPath(token, 'after'));
  expect(await answer.json()).toMatchObject({ result: 'created' });
  await rows(testDatabase.url, 'delete from schema_migrations where version = 999');
});

test('/metrics has what each worker has counted, whichever is asked', async () => {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}`, connection: 'close' };
  const answer = await fetch(`${program.url}/metrics`, { headers });
  const text = await answer.text();
  for (const worker of [0, 1]) {
    expect(text).toMatch(new RegExp(`^subpixel_pool_connections\\{worker="${worker}"\\} \\d+$`, 'm'));
  }
});
