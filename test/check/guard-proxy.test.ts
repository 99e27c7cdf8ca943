import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type GuardOptions, type GuardProxy, startGuardProxy } from '../../collector/check/guard-proxy.ts';

/** Something inside the network that nobody from outside may reach; counts who has come. */
const inside = createServer((incoming, answer) =>
  answer.end(`inside saw ${incoming.method} ${incoming.url}`),
);
let connections = 0;
let port = 0;
let guard: GuardProxy | undefined;

beforeAll(async () => {
  inside.on('connection', () => {
    connections += 1;
  });
  inside.listen(0, '127.0.0.1');
  await once(inside, 'listening');
  port = (inside.address() as AddressInfo).port;
});
afterEach(async () => {
  await guard?.close();
  connections = 0;
});
afterAll(() => inside.close());

async function start(options: Partial<GuardOptions> = {}): Promise<GuardProxy> {
  guard = await startGuardProxy({ allowPrivate: false, trusted: [], ...options });
  return guard;
}

/** GET through the proxy as a browser sends it; null where the connection ends without an answer. */
function get(proxy: GuardProxy, url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const { hostname, port: proxyPort } = new URL(proxy.url);
    const outgoing = request(
      { host: hostname, port: proxyPort, path: url, agent: false },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(text);
      },
    );
    outgoing.on('error', () => resolve(null)).end();
  });
}

/** The first line that a tunnel is answered with. */
async function tunnel(proxy: GuardProxy, target: string): Promise<string> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n')[0] ?? '';
}

const resolveTo =
  (...addresses: string[]): NonNullable<GuardOptions['resolve']> =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test('addresses and names inside the network are refused, by http and by tunnel', async () => {
  const proxy = await start();
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0.0.0.0', '[::1]']) {
    expect(await get(proxy, `http://${host}:${port}/secret`), host).toBeNull();
    expect(await tunnel(proxy, `${host}:${port}`), host).toBe('HTTP/1.1 502 Bad Gateway');
  }
  expect(proxy.hindrance(`127.0.0.1:${port}`)).toEqual({ kind: 'private', address: '127.0.0.1' });
  expect(connections).toBe(0);
});

test('one private address among public ones is enough', async () => {
  const proxy = await start({ resolve: resolveTo('1.1.1.1', '127.0.0.1') });
  expect(await get(proxy, `http://shop.example:${port}/`)).toBeNull();
  expect(proxy.hindrance(`shop.example:${port}`)).toEqual({ kind: 'private', address: '127.0.0.1' });
  expect(connections).toBe(0);
});

test('a name is looked up once: it cannot be another address when the connection is made', async () => {
  let lookups = 0;
  const proxy = await start({
    trusted: [`shop.example:${port}`],
    resolve: async () => {
      lookups += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  // The system does not know this name: only the look-up that was checked leads there.
  expect(await get(proxy, `http://shop.example:${port}/a?b=1`)).toBe('inside saw GET /a?b=1');
  expect(lookups).toBe(1);
});

test('what is trusted is reached on its port and on no other', async () => {
  const proxy = await start({ trusted: [`localhost:${port}`] });
  expect(await get(proxy, `http://localhost:${port}/`)).toBe('inside saw GET /');
  expect(await tunnel(proxy, `localhost:${port}`)).toBe('HTTP/1.1 200 OK');
  expect(await get(proxy, `http://127.0.0.1:${port}/`)).toBeNull();
  expect(await tunnel(proxy, `localhost:${port + 1}`)).toBe('HTTP/1.1 502 Bad Gateway');
});

test('everything is reached where that is allowed; what fails says why', async () => {
  const proxy = await start({ allowPrivate: true });
  expect(await get(proxy, `http://127.0.0.1:${port}/`)).toBe('inside saw GET /');
  expect(await get(proxy, 'http://nowhere.invalid/')).toBeNull();
  expect(proxy.hindrance('nowhere.invalid:80')).toMatchObject({ kind: 'dns' });
  expect(await get(proxy, 'http://127.0.0.1:9/')).toBeNull();
  expect(proxy.hindrance('127.0.0.1:9')).toEqual({ kind: 'connect', code: 'ECONNREFUSED' });
});

test('what is no request ends nothing', async () => {
  const proxy = await start({ allowPrivate: true });
  expect(await get(proxy, '/no-host')).toBeNull();
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  socket.end('CONNECT ::: HTTP/1.1\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  expect(await get(proxy, `http://127.0.0.1:${port}/`)).toBe('inside saw GET /');
});
