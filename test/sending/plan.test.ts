import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import type { OutgoingRequest } from '../../collector/pipeline/sending/render-request.ts';
import {
  addReceiver,
  dropReceiver,
  type ReceiverSettings,
  setReceiver,
} from '../../collector/storage/receivers.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { aReceiver } from '../support/receiver.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

type Query = Readonly<Record<string, string>>;

async function withReceivers(...settings: readonly Partial<ReceiverSettings>[]) {
  const account = await collector.addAccount();
  for (const each of settings) await receive(account, each);
  return account;
}

async function receive({ accountId }: TestAccount, settings: Partial<ReceiverSettings>): Promise<string> {
  const id = `rc_${randomText(12)}`;
  await addReceiver(collector.database.knex, { ...aReceiver(settings), id, accountId });
  return id;
}

const postback = ({ token, flow }: TestAccount, query: Query) =>
  collector.call(
    `/api/track/postback.json?${new URLSearchParams({ id: token, flow, subid: 'order', ...query })}`,
  );

const fromPage = ({ siteKey }: TestAccount, query: Query, door = 'lead') =>
  collector.call(`/api/track/${door}.json`, {
    method: 'POST',
    body: new URLSearchParams({ key: siteKey, ...query }),
  });

async function sentOf({ accountId }: TestAccount) {
  return collector.query<{ kind: string; status: string; request: OutgoingRequest; waits: boolean }>(
    `select o.kind, o.status, o.request, exists (select from outgoing_queue q where q.id = o.id) as waits
       from outgoing o where account_id = $1 order by id`,
    [accountId],
  );
}

const urlsOf = async (account: TestAccount) => (await sentOf(account)).map(({ request }) => request.url);

test('a matching change is written with its message, which waits in the queue', async () => {
  const account = await withReceivers({
    url: 'https://ts.example/pb?cid={uid}&status={status}&sum={price}',
    statuses: ['approve'],
    statusWords: { approve: 'sale' },
  });
  await postback(account, { uid: '7 & 8', status: 'new' });
  await postback(account, { uid: '7 & 8', status: 'approve', price: '12.50' });
  expect(await sentOf(account)).toEqual([
    {
      kind: 'main',
      status: 'approve',
      waits: true,
      request: {
        method: 'GET',
        url: 'https://ts.example/pb?cid=7%20%26%208&status=sale&sum=12.5',
        headers: [],
        body: '',
      },
    },
  ]);
});

test('a main postback is not sent again while it would be the same, and is when it would not', async () => {
  const account = await withReceivers({ url: 'https://ts.example/?s={status}&at={time}' });
  for (const query of [
    { status: 'approve' },
    { status: 'approve', name: 'Ann' },
    { status: 'cancel' },
    { status: 'approve' },
  ])
    await postback(account, query);
  expect((await urlsOf(account)).map((url) => url.replace(/&at=\d+$/, ''))).toEqual([
    'https://ts.example/?s=approve',
    'https://ts.example/?s=cancel',
    'https://ts.example/?s=approve',
  ]);
});

test('an additional postback tells of each matching change of status, goal or money, and of nothing else', async () => {
  const account = await withReceivers({
    kind: 'additional',
    url: 'https://chat.example/',
    goals: ['', 'deposit'],
  });
  for (const query of [
    { status: 'new' },
    { status: 'new', name: 'Ann' },
    { status: 'approve' },
    { status: 'approve', price: '3' },
    { status: 'approve', goal: 'other', uid: '2' },
  ])
    await postback(account, query);
  expect(await sentOf(account)).toHaveLength(3);
});

test('a flow’s own main postback comes before the account’s; additional ones all go', async () => {
  const account = await withReceivers(
    { name: 'account', url: 'https://account.example/' },
    { kind: 'additional', url: 'https://chat.example/' },
  );
  await receive(account, { flowId: account.flow, url: 'https://flow.example/' });
  await postback(account, { status: 'approve' });
  expect((await urlsOf(account)).sort()).toEqual(['https://chat.example/', 'https://flow.example/']);
});

test('nothing goes out for tests, dry runs and what changes nothing; what is switched off hears nothing', async () => {
  const account = await withReceivers(
    { url: 'https://ts.example/' },
    { isOn: false, kind: 'additional', url: 'https://off.example/' },
  );
  await postback(account, { status: 'approve', dry: '1' });
  await postback(account, { status: 'approve', test: '1' });
  expect(await urlsOf(account)).toEqual([]);
  const other = await withReceivers({ url: 'https://ts.example/?{time}', testLeads: true });
  await postback(other, { status: 'approve', test: '1' });
  await postback(other, { status: 'approve', test: '1' });
  expect(await sentOf(other)).toHaveLength(1);
});

test('an order is the browser’s lead, once, when the buyer can be reached', async () => {
  const account = await withReceivers({
    kind: 'order',
    method: 'POST',
    url: 'https://network.example/order',
    bodyType: 'json',
    body: '{"name":"{name}","phone":"{phone}","key":"{lead}"}',
  });
  const { click = '' } = await fromPage(account, {}, 'click');
  await fromPage(account, { click, name: 'An "n"' });
  expect(await sentOf(account)).toEqual([]);
  await fromPage(account, { click, phone: '+1555' });
  await fromPage(account, { click, comment: 'call late' });
  const [order, ...more] = await sentOf(account);
  expect(more).toEqual([]);
  expect(JSON.parse(order?.request.body ?? '')).toMatchObject({ name: 'An "n"', phone: '+1555' });
  // The network's own word of a lead is no order.
  await postback(account, { status: 'new', phone: '+1666' });
  expect(await sentOf(account)).toHaveLength(1);
});

test('no value gets out of its place', async () => {
  const account = await withReceivers({
    kind: 'additional',
    method: 'POST',
    url: 'https://ts.example/{name}?n={name}',
    headers: [['X-Name', 'für {name}']],
    bodyType: 'form',
    body: 'n={name}&done=1',
  });
  await postback(account, { status: 'approve', name: 'a&b=1\r\n/../#"é' });
  const [{ request } = { request: null }] = await sentOf(account);
  expect(request?.headers).toContainEqual(['X-Name', expect.stringMatching(/^f%C3%BCr [\x20-\x7e]+$/)]);
  expect([...new URLSearchParams(request?.body)].map(([name]) => name)).toEqual(['n', 'done']);
  expect([...new URL(request?.url ?? '').searchParams].map(([name]) => name)).toEqual(['n']);
});

test.each([
  ['switched off', (...of: [Knex, string, string]) => setReceiver(...of, { isOn: false })],
  ['deleted', dropReceiver],
])('what waits for a receiver that is %s is dropped, also where the receiver comes back', async (_, end) => {
  const account = await withReceivers();
  const id = await receive(account, { kind: 'additional', url: 'https://one.example/' });
  await receive(account, { kind: 'additional', url: 'https://other.example/' });
  await postback(account, { status: 'approve' });
  await end(collector.database.knex, account.accountId, id);
  const states = await collector.query(
    `select host, state, error, exists (select from outgoing_queue q where q.id = o.id) as waits
       from outgoing o where account_id = $1 order by host`,
    [account.accountId],
  );
  expect(states).toEqual([
    { host: 'one.example:443', state: 'cancelled', error: 'switched-off', waits: false },
    { host: 'other.example:443', state: 'waiting', error: null, waits: true },
  ]);
});

test('no value steps out of its place in a path', async () => {
  const account = await withReceivers({ url: 'https://ts.example/of/{name}/done/{name}' });
  for (const name of ['..', '.', '...']) await postback(account, { status: 'approve', name });
  const paths = (await urlsOf(account)).map((url) => new URL(url).pathname);
  expect(paths).toEqual(['/of//done/', '/of/.../done/...']);
});

test('a change of a receiver is known to the next postback', async () => {
  const account = await withReceivers();
  const id = await receive(account, { kind: 'additional', url: 'https://one.example/' });
  await postback(account, { status: 'new' });
  await setReceiver(collector.database.knex, account.accountId, id, { url: 'https://two.example/' });
  await expect
    .poll(
      async () => {
        await postback(account, { status: 'approve', price: String(Math.random()) });
        return (await urlsOf(account)).at(-1);
      },
      { timeout: 10_000 },
    )
    .toBe('https://two.example/');
});
