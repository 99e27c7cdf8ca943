import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptOf } from '../../collector/outgoing/answer-text.ts';
import type { Delivery, Reply } from '../../collector/outgoing/courier.ts';
import { createCourier } from '../../collector/outgoing/create-courier.ts';
import type { OutgoingRequest } from '../../collector/pipeline/sending/render-request.ts';
import { type Received, startListener, startToy, type Toy } from './support/toy-receivers.ts';

const ID = '0190a0b0c0d07000800000000000000a';
const courier = createCourier({ allow: ['127.0.0.1'] });
let toy: Toy;

beforeAll(async () => {
  toy = await startToy();
});
afterAll(async () => {
  await courier.close();
  await toy.close();
});

const deliver = (request: Partial<OutgoingRequest>, delivery: Partial<Delivery> = {}): Promise<Reply> =>
  courier.deliver({
    id: ID,
    request: { method: 'GET', url: `${toy.url}/ok`, headers: [], body: '', ...request },
    secret: null,
    signs: false,
    ...delivery,
  });

const get = (path: string, delivery: Partial<Delivery> = {}) =>
  deliver({ url: path.startsWith('http') ? path : toy.url + path }, delivery);

test('an answer is told with its status and its beginning', async () => {
  expect(await get('/ok')).toEqual({
    ...{ http: 200, failure: null, explains: '', answer: '{"ok":true}' },
    ...{ retryAfterMs: null, mayHaveArrived: true, tookMs: expect.any(Number) },
  });
  expect(await get('/busy')).toMatchObject({ http: 429, failure: null, retryAfterMs: 7000 });
  expect(await get('/broken')).toMatchObject({ http: 500, failure: null });
});

test('what came to no answer says why, and whether it may have arrived', async () => {
  const closed = await startListener();
  closed.close();
  const talker = await startListener('127.0.0.1', 'hello\r\n');
  const silent = await startListener();
  const told = (reply: Reply) => [reply.failure, reply.mayHaveArrived];
  const cases: [string, Promise<Reply>, [string, boolean]][] = [
    ['nobody listens', get(`http://127.0.0.1:${closed.port}/`), ['connect', false]],
    ['no such name', get('http://nobody.invalid/'), ['dns', false]],
    ['no TLS there', get(`https://127.0.0.1:${talker.port}/`), ['tls', false]],
    ['TLS that hangs', get(`https://127.0.0.1:${silent.port}/`), ['timeout', false]],
    ['no answer', get('/hang'), ['timeout', true]],
    ['a dripping one', get('/drip'), ['timeout', true]],
    ['a reset', get('/reset'), ['reset', true]],
    ['no HTTP', get('/garbage'), ['reset', true]],
    ['headers without end', get('/headers'), ['reset', true]],
    ['no URL', get('http://[/'), ['bad-url', false]],
    ['a redirect', get('/redirect?to=/ok'), ['redirect', true]],
  ];
  for (const [what, reply, expected] of cases) expect(told(await reply), what).toEqual(expected);
  for (const each of [talker, silent]) each.close();
});

test('a connection that does not come about is given up after three seconds, all of it after ten', async () => {
  const silent = await startListener();
  const [tls, hang, drip] = await Promise.all([
    get(`https://127.0.0.1:${silent.port}/`),
    get('/hang'),
    get('/drip'),
  ]);
  silent.close();
  expect(tls.tookMs).toBeLessThan(5000);
  for (const { tookMs } of [hang, drip]) expect(tookMs).toBeGreaterThan(9500);
  for (const { tookMs } of [hang, drip]) expect(tookMs).toBeLessThan(12_000);
  expect(drip.http).toBe(200);
});

test('no redirect is followed', async () => {
  const inside = await startListener();
  const target = encodeURIComponent(`http://127.0.0.1:${inside.port}/latest/meta-data/`);
  for (const code of [301, 302, 303, 307, 308])
    expect(await get(`/redirect?code=${code}&to=${target}`)).toMatchObject({
      http: code,
      failure: 'redirect',
    });
  expect(await get('/redirect?to=http://169.254.169.254/')).toMatchObject({
    explains: expect.stringContaining('169.254.169.254'),
  });
  expect(inside.connections()).toBe(0);
  inside.close();
});

test('of an answer without end 16 KiB are read and 4 KiB kept for the log', async () => {
  const reply = await get('/endless');
  expect(reply).toMatchObject({ http: 200, failure: null });
  expect(reply.answer).toBe('x'.repeat(16_384));
  expect(keptOf(reply.answer)).toBe('x'.repeat(4096));
});

test('five hundred answers without end leave the memory as it was', async () => {
  const read = async (count: number) => {
    for (let round = 0; round < count / 10; round += 1)
      await Promise.all(Array.from({ length: 10 }, () => get('/endless')));
    return process.memoryUsage().rss / 1024 / 1024;
  };
  const before = await read(100);
  const after = await read(500);
  expect(after - before).toBeLessThan(64);
}, 60_000);

test('answers are text that can be stored, whatever they are', async () => {
  const odd = await startToy({
    odd: (response) => response.end(Buffer.concat([Buffer.from('a\0b'), Buffer.from([0xff, 0xfe, 0xc3])])),
    long: (response) => response.end('é'.repeat(9000)),
    old(response) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=windows-1251' });
      response.end(Buffer.from([0xcd, 0xe5, 0xf2]));
    },
  });
  expect((await get(`${odd.url}/odd`)).answer).toBe('ab\ufffd\ufffd\ufffd');
  expect((await get(`${odd.url}/long`)).answer).toBe('é'.repeat(8192));
  expect(keptOf(`a${'é'.repeat(9000)}`)).toBe(`a${'é'.repeat(2047)}`);
  expect((await get(`${odd.url}/old`)).answer).toBe('Нет');
  await odd.close();
});

test('connections are used again; an order that must not come twice gets one of its own', async () => {
  const other = await startToy();
  for (let index = 0; index < 5; index += 1) await get(`${other.url}/ok`);
  // The first is not free yet when the second begins.
  const kept = other.connections();
  expect(kept).toBeLessThanOrEqual(2);
  for (let index = 0; index < 3; index += 1) await get(`${other.url}/ok`, { isOnce: true });
  expect(other.connections()).toBe(kept + 3);
  expect(other.received.map(({ headers }) => headers.connection).slice(-1)).toEqual(['close']);
  await other.close();
});

test('the key is filled in for its place, and is in nothing that is kept', async () => {
  const secret = 'k:y/"&\n1';
  const reply = await deliver(
    {
      method: 'POST',
      url: `${toy.url}/echo/bot{secret}/send?key={secret}`,
      headers: [
        ['Content-Type', 'application/json'],
        ['Authorization', 'Bearer {secret}'],
      ],
      body: '{"key":"{secret}"}',
    },
    { secret },
  );
  const got = toy.received.at(-1);
  expect(got?.path).toBe('/echo/botk:y%2F%22%26%0A1/send?key=k:y%2F%22%26%0A1');
  expect(got?.headers.authorization).toBe('Bearer k:y/"&%0A1');
  expect(JSON.parse(got?.body ?? '')).toEqual({ key: secret });
  expect(reply.answer).toContain('bot{secret}/send');
  for (const form of [secret, 'k:y', 'k%3Ay']) expect(reply.answer).not.toContain(form);
  // Nor in another hand: PHP's JSON, or small letters behind the percent sign.
  const other = { secret: 'a+b/c==' };
  for (const written of ['a+b/c==', 'a+b\\/c==', 'a%2Bb%2Fc%3D%3D', 'a%2bb%2fc%3d%3d'])
    expect((await get(`/redirect?to=${encodeURIComponent(`/x-${written}`)}`, other)).explains).toMatch(
      /x-\{secret\}$/,
    );
  // Not half of it either, where what is told is cut.
  for (let length = 430; length < 460; length += 1) {
    const to = `/redirect?to=${'a'.repeat(length)}`;
    expect((await get(`${to}0123456789abcdef0123`, { secret: '0123456789abcdef0123' })).explains).not.toMatch(
      /\d/,
    );
  }
  await deliver(
    { method: 'POST', headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'k={secret}' },
    { secret },
  );
  expect(new URLSearchParams(toy.received.at(-1)?.body).get('k')).toBe(secret);
});

test('without its key nothing is sent, and a key chooses no other receiver', async () => {
  const before = toy.received.length;
  expect(await get('/ok?key={secret}')).toMatchObject({ failure: 'secret', mayHaveArrived: false });
  expect(await get('/ok', { signs: true })).toMatchObject({ failure: 'secret' });
  const elsewhere = { url: 'http://{secret}/' };
  expect(await deliver(elsewhere, { secret: toy.host })).toMatchObject({ failure: 'secret' });
  expect(toy.received).toHaveLength(before);
});

test('headers of the connection are ours, and so is the name of who sends', async () => {
  await deliver({
    headers: [
      ...['Host', 'Transfer-Encoding', 'Connection', 'Accept-Encoding', 'Content-Length'].map(
        (name) => [name, 'evil'] as const,
      ),
      ['X-Own', 'mine'],
    ],
  });
  const { headers } = toy.received.at(-1) as Received;
  expect(headers).toMatchObject({
    host: toy.host,
    'x-own': 'mine',
    'user-agent': expect.stringMatching(/^Subpixel\//),
  });
  expect(JSON.stringify(headers)).not.toContain('evil');
});

test('a signed request can be told from others, after Standard Webhooks', async () => {
  const body = '{"lead":"1"}';
  await deliver({ method: 'POST', body }, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signs: true });
  expect(toy.received.at(-1)?.headers).toMatchObject({
    'webhook-id': ID,
    'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
    'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
  });
});
