import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENT_LIMITS } from '../../collector/http/listen.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** The same limits, a tenth of the time. */
const CLIENTS = {
  headersTimeout: CLIENT_LIMITS.headersTimeout / 10,
  requestTimeout: CLIENT_LIMITS.requestTimeout / 10,
  keepAliveTimeout: CLIENT_LIMITS.keepAliveTimeout / 10,
  connectionsCheckingInterval: CLIENT_LIMITS.connectionsCheckingInterval / 10,
  silence: CLIENT_LIMITS.silence / 10,
  maxConnections: 500,
};

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector({ clients: CLIENTS });
  account = await collector.addAccount();
});
afterAll(() => collector.close());

const HEAD = 'POST /api/track/lead.json HTTP/1.1\r\nHost: x\r\n';
const ANNOUNCED = `${HEAD}Content-Length: 1000\r\n\r\n`;

/** A client that sends a text and then a byte now and then, for as long as it may. */
interface Slow {
  readonly closed: Promise<unknown>;
}

async function slow(beginning: string, drip: string): Promise<Slow> {
  const socket: Socket = connect(collector.port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  if (beginning !== '') socket.write(beginning);
  const dripping = drip === '' ? undefined : setInterval(() => socket.write(drip), 50);
  const closed = once(socket, 'close').then(() => clearInterval(dripping));
  return { closed };
}

const ATTACKS: readonly [string, string, string][] = [
  ['half a header', HEAD, ''],
  ['a header that never ends', HEAD, 'X: y\r\n'],
  ['a body that drips', ANNOUNCED, 'a'],
  ['a body that stops', ANNOUNCED, ''],
  ['nothing at all', '', ''],
];

// Where one is left open, the test runs into its time-out.
it.each(ATTACKS)('B14: ends %s', async (_name, beginning, drip) => {
  const { closed } = await slow(beginning, drip);
  await closed;
});

it('tells who is late to send it again: it may be the collector that has not read it yet', async () => {
  const socket = connect(collector.port, '127.0.0.1');
  socket.write(HEAD);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /);
  expect(String(answer)).toContain('\r\nRetry-After: 5\r\n');
  expect(String(answer)).toContain('"reason":"timeout"');
});

it('B14: serves honest requests while hundreds are slow, and nothing is left of them', async () => {
  const attackers = await Promise.all(
    ATTACKS.flatMap(([, beginning, drip]) => Array.from({ length: 60 }, () => slow(beginning, drip))),
  );
  for (let index = 0; index < 20; index += 1) {
    const query = `id=${account.token}&flow=${account.flow}&subid=${index}`;
    expect(await collector.call(`/api/track/postback.json?${query}`)).toMatchObject({ result: 'created' });
  }
  await Promise.all(attackers.map(({ closed }) => closed));
  expect(collector.errors).toEqual([]);
});
