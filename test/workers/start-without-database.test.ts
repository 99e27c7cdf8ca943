import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeToken } from '../../collector/pipeline/token.ts';
import { type DatabaseSwitch, openSwitch } from '../outage/support/database-switch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addShop, type Program, postbackPath, rows, startProgram } from './support/program.ts';

const PATIENCE = { timeout: 40_000 };
const SECRET = 'the secret of every collector of this database';
const OTHER_SECRET = 'a secret that this database does not know of';

let testDatabase: TestDatabase;
let server: DatabaseSwitch;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  server = await openSwitch(testDatabase.url);
});
afterAll(async () => {
  await server.close();
  await testDatabase.drop();
});

const isReachable = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function ask(program: Program, path: string, init: RequestInit = {}) {
  const answer = await fetch(program.url + path, init);
  return { http: answer.status, text: await answer.text() };
}

async function askJson(program: Program, path: string, init: RequestInit = {}) {
  const { http, text } = await ask(program, path, init);
  return { http, ...JSON.parse(text) };
}

test.each([
  ['in one process', ''],
  ['with workers', '2'],
])(
  'a first start without its database takes everything to its disk, and is set up later, %s',
  {
    timeout: 3 * PATIENCE.timeout,
  },
  async (_, workers) => {
    const own = await createTestDatabase();
    const ownServer = await openSwitch(own.url);
    await ownServer.stop();
    const program = await startProgram({
      ...{ DATABASE_URL: own.url, SUBPIXEL_WORKERS: workers, SUBPIXEL_SECRET: SECRET },
    });
    await expect.poll(() => isReachable(program.url), PATIENCE).toBe(true);
    expect(program.output()).toContain('No connection to the database');
    expect(program.output()).not.toContain('Subpixel is running.');
    expect(await askJson(program, '/readyz')).toMatchObject({
      ...{
        http: 503,
        status: 'starting',
        error: 'db',
        reason: expect.stringContaining('not currently accepting'),
      },
    });
    for (const path of ['/console/logs', '/api/v1/log']) {
      const { http, text } = await ask(program, path);
      expect([http, text]).toEqual([503, expect.stringContaining('not currently accepting connections')]);
    }
    const token = makeToken('tokenid12345', SECRET);
    expect(await askJson(program, postbackPath(token, 'one'))).toMatchObject({ http: 200, result: 'queued' });
    const lead = JSON.stringify({ key: 'pk_shop', click: '0192a2b4c6d870008000000000000001', name: 'Ada' });
    expect(await askJson(program, '/api/track/lead.json', { method: 'POST', body: lead })).toMatchObject({
      ...{ http: 200, result: 'queued' },
    });
    // Which secret is the database's is not known yet: nobody is turned away for good.
    const foreign = makeToken('tokenid12345', OTHER_SECRET);
    expect(await askJson(program, postbackPath(foreign, 'two'))).toMatchObject({ http: 503, error: 'db' });

    await ownServer.start();
    await program.untilSaid('Subpixel is running.');
    expect(await program.firstRun()).toMatchObject({ login: 'admin' });
    const accounts = await rows(own.url, 'select 1 from accounts');
    expect(accounts).toHaveLength(1);
    await expect.poll(() => askJson(program, '/readyz'), PATIENCE).toMatchObject({ http: 200, status: 'ok' });
    // Nobody has made this token or this key: both are in the log with that reason.
    await expect
      .poll(() => rows(own.url, 'select channel, error, reason from postback_log order by channel'), PATIENCE)
      .toEqual([
        { channel: 'pixel', error: 'access', reason: 'token' },
        { channel: 's2s', error: 'access', reason: 'token' },
      ]);
    await program.close();
    await ownServer.close();
    await own.drop();
  },
);

test('what was queued before the database came becomes leads, in its order', {
  timeout: 3 * PATIENCE.timeout,
}, async () => {
  const first = await startProgram({ DATABASE_URL: testDatabase.url, SUBPIXEL_SECRET: SECRET });
  await first.untilSaid('Subpixel is running.');
  const { postbackToken } = await first.firstRun();
  await addShop(testDatabase.url);
  await first.end('SIGTERM');

  await server.stop();
  const again = await startProgram({ DATABASE_URL: testDatabase.url, SUBPIXEL_SECRET: SECRET });
  await expect.poll(() => isReachable(again.url), PATIENCE).toBe(true);
  const uids = ['1', '2', '3', '4', '5'];
  for (const uid of uids) {
    expect(await askJson(again, postbackPath(postbackToken, uid, 'order'))).toMatchObject({
      result: 'queued',
    });
  }
  await server.start();
  await expect
    .poll(() => rows(testDatabase.url, 'select uid from leads order by id'), PATIENCE)
    .toEqual(uids.map((uid) => ({ uid })));
  await Promise.all([first.close(), again.close()]);
});

test('a mistyped host is told, without the password, and looked for again', PATIENCE, async () => {
  const program = await startProgram({ DATABASE_URL: 'postgres://user:canary@127.0.0.1:1/db' });
  await program.untilSaid('No connection to the database 127.0.0.1:1/db (connect ECONNREFUSED');
  await program.untilSaid('It is tried again each second');
  await expect.poll(() => isReachable(program.url), PATIENCE).toBe(true);
  expect(program.output()).not.toContain('canary');
  expect(await program.end('SIGTERM')).toBe(0);
  await program.close();
});

test.each([
  ['a wrong password', { password: 'wrong' }, /password authentication failed/],
  ['a wrong database name', { pathname: '/nowhere' }, /database "nowhere" does not exist/],
])('%s is told at once, and ends the program', PATIENCE, async (_, mistake, message) => {
  const url = Object.assign(new URL(testDatabase.url), mistake);
  for (const workers of ['', '2']) {
    const program = await startProgram({ DATABASE_URL: url.href, SUBPIXEL_WORKERS: workers });
    await expect.poll(() => program.child.exitCode, PATIENCE).toBe(1);
    expect(program.output()).toMatch(message);
    expect(program.output()).toContain('check DATABASE_URL');
    expect(program.output()).not.toContain('    at ');
    await program.close();
  }
});
