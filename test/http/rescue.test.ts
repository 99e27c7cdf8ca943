import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
});
afterAll(() => collector.close());

/** Sends bytes as they are, each piece in a packet of its own, and returns all that comes back. */
function sendRaw(...pieces: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(collector.port, '127.0.0.1', async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((next) => setTimeout(next, 30));
      }
    });
    socket.setNoDelay(true);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const flowMode = () => `id=${account.token}&flow=${account.flow}`;

it('B1: a raw space and raw UTF-8 in the URL make a lead like any other', async () => {
  const answer = await sendRaw(
    `GET /api/track/postback.json?${flowMode()}&subid=raw&name=Иван Петров HTTP/1.1\r\nHost: x\r\nUser-Agent: old\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(answer).toContain('"result":"created"');
  const leads = await collector.query('select name from leads where account_id = $1', [account.accountId]);
  expect(leads).toEqual([{ name: 'Иван Петров' }]);
  const entries = await collector.query('select request from postback_log where account_id = $1', [
    account.accountId,
  ]);
  expect(entries).toHaveLength(1);
  expect(entries[0]?.request).toMatchObject({ method: 'GET', headers: { 'user-agent': 'old' } });
  expect(JSON.stringify(entries)).not.toContain(account.token);
});

it('B2: a URL over 16 KB is answered 431 and has an entry', async () => {
  const answer = await sendRaw(
    `GET /api/track/postback.json?${flowMode()}&subid=long&name=${'x'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 431 /);
  const entries = await collector.query(
    'select reason from postback_log where account_id = $1 and error is not null',
    [account.accountId],
  );
  expect(entries).toEqual([{ reason: 'too-large' }]);
});

it('B1: a request in several packets is waited for: half a price is another price', async () => {
  const answer = await sendRaw(
    `GET /api/track/postback.json?${flowMode()}&subid=pieces&name=Иван Пет`,
    'ров&price=12',
    '50&currency=EUR HTT',
    'P/1.1\r\nHost: x\r\nUser-Agent: sl',
    'ow\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  const leads = await collector.query(
    "select name, price from leads where name = 'Иван Петров' and price is not null",
  );
  expect(leads).toEqual([{ name: 'Иван Петров', price: '1250.0000' }]);
  const entries = await collector.query(
    `select request from postback_log where request ->> 'query' like '%pieces%'`,
  );
  expect(entries).toMatchObject([{ request: { headers: { 'user-agent': 'slow' } } }]);
});

it('B2: a URL that grows over 16 KB packet by packet is answered 431', async () => {
  const piece = 'ы'.repeat(4000);
  const answer = await sendRaw(
    `GET /api/track/postback.json?${flowMode()}&subid=grows&name=ы`,
    piece,
    piece,
    piece,
    piece,
  );
  expect(answer).toMatch(/^HTTP\/1.1 431 /);
});

it('what is no request of ours is a bare 400', async () => {
  expect(await sendRaw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect(await sendRaw('GET /else where HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
    /^HTTP\/1.1 400 Bad Request\r\n/,
  );
});
