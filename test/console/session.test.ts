import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsole } from '../../collector/console/console.ts';
import {
  type ConsoleStand,
  consoleDepsOf,
  createVisitor,
  PASSWORD,
  startConsole,
  type Visitor,
} from './console-stand.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The console behind https, at a time that the tests set. */
let stand: ConsoleStand;
let server: Server;
let url: string;
let clock = Date.now();

beforeAll(async () => {
  stand = await startConsole();
  const router = createConsole({ ...consoleDepsOf(stand), now: () => new Date(clock) });
  server = createServer(new Koa().use(router.routes()).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stand.close();
});

async function enter(): Promise<Visitor> {
  const { login } = await stand.addUser();
  const visitor = createVisitor(url);
  const { headers } = await visitor.post('/console/login', { login, password: PASSWORD });
  expect(headers.get('set-cookie')).toMatch(
    /^__Host-subpixel=[^;]+; path=\/; expires=[^;]+; samesite=lax; secure; httponly$/i,
  );
  return visitor;
}

test('two hours without a page end a session', async () => {
  const visitor = await enter();
  clock += 2 * HOUR_MS - MINUTE_MS;
  expect((await visitor.get('/console/logs')).status).toBe(200);
  clock += 2 * HOUR_MS - MINUTE_MS;
  expect((await visitor.get('/console/logs')).status, 'the page before prolonged it').toBe(200);
  clock += 2 * HOUR_MS + MINUTE_MS;
  expect((await visitor.get('/console/logs')).status).toBe(302);
});

test('twelve hours end it in any case', async () => {
  const visitor = await enter();
  for (let hour = 1; hour < 12; hour += 1) {
    clock += HOUR_MS;
    expect((await visitor.get('/console/logs')).status).toBe(200);
  }
  clock += HOUR_MS;
  expect((await visitor.get('/console/logs')).status).toBe(302);
});

test('behind a proxy guesses count for the caller, not for the proxy', async () => {
  const guess = (from: string) => {
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': `6.6.6.6, ${from}` };
    return createVisitor(url).post('/console/login', { login: 'somebody', password: 'wrong' }, headers);
  };
  for (let count = 0; count < 10; count += 1) expect((await guess('192.0.2.1')).status).toBe(401);
  expect((await guess('192.0.2.1')).status).toBe(429);
  expect((await guess('192.0.2.2')).status).toBe(401);
});

test('signing out makes the browser forget what it has kept', async () => {
  const visitor = await enter();
  const { headers } = await visitor.post('/console/logout', {});
  expect(headers.get('clear-site-data')).toBe('"cache"');
});
