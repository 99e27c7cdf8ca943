import type { LookupAddress } from 'node:dns';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FindAddresses } from '../../collector/net/look-up.ts';
import type { Delivery, Reply } from '../../collector/outgoing/courier.ts';
import { createCourier } from '../../collector/outgoing/create-courier.ts';
import { startListener, startToy } from './support/toy-receivers.ts';

/** Something inside, on every address of this machine; counts who connects. */
let inside: Awaited<ReturnType<typeof startListener>>;
beforeAll(async () => {
  inside = await startListener('::').catch(() => startListener('0.0.0.0'));
});
afterAll(() => inside.close());

/** This machine, as URLs may write it. `P`: the port of what listens there. */
const SELF = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7f.1',
    '0x7F.0x0.0x0.0x1',
  ],
  ...[
    '0177.0.0.1',
    '017700000001',
    '0177.1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127．0．0．1',
    '１２７.0.0.1',
  ],
  ...['0', '0.0.0.0', '0x0', '000.0.0.0', '127.0.0.2', '127.255.255.254', '%31%32%37.0.0.1', '127.0.\t0.1'],
  ...['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'ip6-localhost'],
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
].map((host) => `http://${host}:P/`);

const OTHERS = [
  ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  ...['169.254.169.254', '169.254.170.2', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.16689662'],
  ...[
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
  ],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['[::127.0.0.1]', '[::7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::7f00:1]'],
  ...[
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[100::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
  ],
  ...[
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[::ffff:169.254.169.254]',
    '[::ffff:10.0.0.1]',
    '[::ffff:0:127.0.0.1]',
  ],
  ...['metadata.google.internal', 'metadata.google.internal.', 'instance-data'],
].map((host) => `http://${host}:P/`);

const ODD = [
  'https://127.0.0.1:P/',
  'http://user:password@127.0.0.1:P/',
  'http://shop.example@127.0.0.1:P/',
  'http://127.0.0.1:P#@shop.example/',
  'http://127.0.0.1:P\\@shop.example/',
  'http:\\\\127.0.0.1:P\\',
  'http:127.0.0.1:P',
  '  http://127.0.0.1:P/  ',
  'HTTP://127.0.0.1:P/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:P/_x',
  'ftp://127.0.0.1:P/',
  'ws://127.0.0.1:P/',
  'data:text/plain,x',
  'javascript:1',
  '//127.0.0.1:P/',
  '127.0.0.1:P',
  '',
];

const CORPUS = [...SELF, ...OTHERS, ...ODD];

/** What a system's resolver knows of such names, wherever this runs. */
const find: FindAddresses = async (name) => {
  if (/localhost\.?$/i.test(name)) return at('127.0.0.1', '::1');
  if (/^(metadata\.|instance-data)/.test(name)) return at('169.254.169.254');
  throw new Error('ENOTFOUND');
};

function at(...addresses: string[]): LookupAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

const delivery = (url: string): Delivery => ({
  id: '0190a0b0c0d07000800000000000000a',
  request: { method: 'GET', url, headers: [], body: '' },
  secret: null,
  signs: false,
});

test('no form of an inner address is connected to, not even once', async () => {
  expect(CORPUS.length).toBeGreaterThan(60);
  const courier = createCourier({ find, ports: [inside.port] });
  for (const form of CORPUS) {
    const reply = await courier.deliver(delivery(form.replace('P', String(inside.port))));
    expect([form, reply.failure, reply.mayHaveArrived]).toEqual([
      form,
      expect.stringMatching(/^(blocked|bad-url)$/),
      false,
    ]);
  }
  await courier.close();
  expect(inside.connections()).toBe(0);
});

test('the listener would have seen them: a guard that is only asked for names is none', async () => {
  const naive = new Agent({
    connect: { lookup: (_name, _options, done) => done(new Error('not public'), '', 0), timeout: 500 },
    headersTimeout: 300,
  });
  const before = inside.connections();
  const tries = SELF.map((form) => {
    const { origin } = new URL(form.replace('P', String(inside.port)));
    return naive.request({ origin, path: '/', method: 'GET' }).catch(() => undefined);
  });
  await Promise.all(tries);
  await naive.destroy();
  expect(inside.connections() - before).toBeGreaterThan(SELF.length / 2);
});

const MIXED: [string, LookupAddress[]][] = [
  ['a private address', at('127.0.0.1')],
  ['a public address before a private one', at('1.1.1.1', '127.0.0.1')],
  ['a private address before a public one', at('10.0.0.7', '1.1.1.1')],
  ['a public address and this machine as IPv6', at('1.1.1.1', '::1')],
  ['a mapped address', at('::ffff:127.0.0.1')],
  ['an address of one link', at('fe80::1%lo', '2606:4700:4700::1111')],
];

test.each(MIXED)('a name that leads to %s is not called', async (_what, addresses) => {
  const before = inside.connections();
  const courier = createCourier({ find: async () => addresses, ports: [inside.port] });
  const reply = await courier.deliver(delivery(`http://shop.example:${inside.port}/`));
  await courier.close();
  expect(reply).toMatchObject({ failure: 'blocked', http: null, mayHaveArrived: false });
  expect(inside.connections()).toBe(before);
});

test('a name that changes its address is looked up once for each connection, and connects to what was looked at', async () => {
  const toy = await startToy();
  let asked = 0;
  const answers = [at('127.0.0.1'), at('127.0.0.2')];
  const rebinding: FindAddresses = async () => answers[asked++] ?? [];
  const courier = createCourier({ find: rebinding, allow: ['127.0.0.1'] });
  const call = () => courier.deliver({ ...delivery(`http://shop.example:${toy.port}/echo`), isOnce: true });
  const first = await call();
  expect(first).toMatchObject({ http: 200, failure: null });
  // The name stays.
  expect(JSON.parse(first.answer).headers.host).toBe(`shop.example:${toy.port}`);
  expect(await call()).toMatchObject({ failure: 'blocked' });
  expect([asked, toy.connections()]).toEqual([2, 1]);
  await Promise.all([courier.close(), toy.close()]);
});

test('TLS is asked for by name', async () => {
  const listener = await startListener();
  const courier = createCourier({ find: async () => at('127.0.0.1'), allow: ['127.0.0.1'] });
  const trying = courier.deliver(delivery(`https://shop.example:${listener.port}/`));
  await expect.poll(() => listener.heard()).toContain('shop.example');
  await courier.close();
  listener.close();
  expect((await trying).mayHaveArrived).toBe(false);
});

test('other ports than those of the web are not called, unless they are allowed', async () => {
  const toy = await startToy();
  const told = async (allow: string[], url: string): Promise<Reply['failure']> => {
    const courier = createCourier({ find: async () => at('127.0.0.1'), allow });
    const { failure } = await courier.deliver(delivery(url));
    await courier.close();
    return failure;
  };
  const courier = createCourier({ find: async () => at('1.1.1.1') });
  for (const port of [22, 25, 5432, 6379, 3000])
    for (const host of ['shop.example', '1.1.1.1'])
      expect(await courier.deliver(delivery(`http://${host}:${port}/`)), `${host}:${port}`).toMatchObject({
        failure: 'blocked',
        explains: expect.stringContaining('443'),
      });
  await courier.close();
  const url = `http://tracker.lan:${toy.port}/ok`;
  expect(await told([], url)).toBe('blocked');
  expect(await told(['tracker.lan:1'], url)).toBe('blocked');
  for (const entry of ['tracker.lan', `tracker.lan:${toy.port}`, '127.0.0.1', '127.0.0.0/8'])
    expect(await told([entry], url), entry).toBeNull();
  await toy.close();
});
