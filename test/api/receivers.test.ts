import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { unseal } from '../../collector/outgoing/seal.ts';
import { addApiKey, type Scope } from '../../collector/storage/api-keys.ts';
import { findReceiver } from '../../collector/storage/receivers.ts';
import { SECRET, startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;
let key: string;
beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  key = await keyWith(['flows:write', 'leads:contact']);
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const keyWith = (scopes: readonly Scope[]) =>
  addApiKey(collector.database.knex, {
    ...{ id: randomText(12), accountId: account.accountId, name: 'test', scopes },
  });

async function call(method: string, path: string, body?: object, secret = key) {
  const response = await fetch(`${collector.url}/api/v1/receivers${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${secret}` } },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { http: response.status, answer: await response.json() };
}

const URL_WITH_KEY = 'http://127.0.0.1/{secret}?c={click}';
const opened = async (id: string) => {
  const stored = await findReceiver(collector.database.knex, account.accountId, id);
  return unseal(stored?.sealedSecret ?? '', id, SECRET);
};

test('a receiver is added, read, changed and deleted; its secret is never told', async () => {
  const made = await call('POST', '', {
    name: 'Mine',
    url: URL_WITH_KEY,
    secret: 'k3y-9',
    flowId: account.flow,
  });
  expect(made).toMatchObject({
    http: 200,
    answer: { receiver: { name: 'Mine', hasSecret: true, isOn: true } },
  });
  const { id } = made.answer.receiver;
  expect(await opened(id)).toBe('k3y-9');
  const headers = [{ name: 'X-From', value: 'subpixel' }];
  const changed = await call('PATCH', `/${id}`, { statuses: ['approve'], headers });
  expect(changed.answer.receiver).toMatchObject({ statuses: ['approve'], headers, name: 'Mine', isOn: true });
  expect((await call('GET', `/${id}`)).answer).toEqual(changed.answer);
  const list = await call('GET', '');
  expect(list.answer.receivers).toContainEqual(changed.answer.receiver);
  expect(JSON.stringify([made, changed, list])).not.toContain('k3y-9');
  expect((await call('DELETE', `/${id}`)).http).toBe(200);
  expect((await call('GET', `/${id}`)).http).toBe(404);
});

test('a secret does not go along to another host, nor into another text', async () => {
  for (const change of [
    { url: 'http://127.0.0.1:8080/{secret}' },
    { url: 'http://127.0.0.1/other?k={secret}' },
    { url: `${URL_WITH_KEY}&show={secret}` },
  ]) {
    const { answer } = await call('POST', '', {
      name: 'Moved',
      kind: 'additional',
      url: URL_WITH_KEY,
      secret: 'k3y-8',
    });
    const { id } = answer.receiver;
    const moved = await call('PATCH', `/${id}`, change);
    expect(moved.answer.receiver).toMatchObject({ hasSecret: false, isOn: false });
    const given = await call('PATCH', `/${id}`, { ...change, secret: 'k3y-7', isOn: true });
    expect(given.answer.receiver).toMatchObject({ hasSecret: true, isOn: true });
  }
});

test('what no database takes is left out of texts', async () => {
  const odd = 'a\0b\ud800c';
  const made = await call('POST', '', {
    ...{ name: odd, kind: 'additional', method: 'POST', bodyType: 'text', body: odd },
    ...{ url: 'http://127.0.0.1/', goals: [odd], statusWords: { new: odd } },
    headers: [{ name: 'X-Odd', value: odd }],
  });
  expect(made).toMatchObject({
    http: 200,
    answer: {
      receiver: { name: 'abc', body: 'abc', goals: ['abc'], headers: [{ name: 'X-Odd', value: 'abc' }] },
    },
  });
  const sent = await fetch(`${collector.url}/api/v1/outgoing?receiver=a%00b&flow=%00c`, {
    headers: { Authorization: `Bearer ${await keyWith(['log:read'])}` },
  });
  expect(sent.status).toBe(200);
});

test.each([
  ['an inner address', { url: 'http://10.0.0.1/' }, 'url: This address is not called'],
  ['a body that is no JSON', { method: 'POST', bodyType: 'json', body: '{' }, 'body: Filled in'],
  ['a field that nobody knows', { nonsense: 1 }, 'nonsense'],
])('%s is refused', async (_, given, says) => {
  const { http, answer } = await call('POST', '', {
    name: 'x',
    url: 'http://127.0.0.1/',
    kind: 'additional',
    ...given,
  });
  expect(http).toBe(400);
  expect(answer.hint).toContain(says);
});

test('a key that may not see contact data sends none anywhere', async () => {
  const blind = await keyWith(['flows:write']);
  for (const url of [
    'http://127.0.0.1/?p={phone}',
    'http://127.0.0.1/?m={meta.size}',
    'http://127.0.0.1/?h={email.sha256}',
  ])
    expect((await call('POST', '', { name: 'x', kind: 'additional', url }, blind)).http).toBe(403);
  const { answer } = await call('POST', '', {
    name: 'x',
    kind: 'additional',
    url: 'http://127.0.0.1/?p={phone}',
  });
  const { http } = await call(
    'PATCH',
    `/${answer.receiver.id}`,
    { url: 'http://127.0.0.1:8080/?p={phone}' },
    blind,
  );
  expect(http).toBe(403);
});

test('a flow of another account is none', async () => {
  const { flow } = await collector.addAccount();
  expect((await call('POST', '', { name: 'x', url: 'http://127.0.0.1/', flowId: flow })).http).toBe(404);
});
