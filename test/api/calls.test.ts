import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../collector/api/api.ts';
import type { Operation } from '../../collector/api/operation.ts';
import { OPERATIONS } from '../../collector/api/operations.ts';
import { Failure } from '../../collector/api/schemas.ts';
import { newId, randomText } from '../../collector/ids.ts';
import { addApiKey, SCOPES, type Scope } from '../../collector/storage/api-keys.ts';
import { addUser } from '../../collector/storage/users.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { addTestReceiver, messagesOf, settleMessage } from '../support/messages.ts';

/** What stands for the parts of the paths. */
interface Own {
  readonly account: TestAccount;
  readonly ids: Readonly<Record<string, string>>;
}

const CANARIES = {
  name: 'Canary-Name',
  phone: '+15550100777',
  email: 'canary@mail.example',
  comment: 'Canary-Comment',
  'meta[Canary-Key]': 'Canary-Meta',
  ip: '198.51.100.77',
};

let collector: TestCollector;
let mine: Own;
let theirs: Own;
let key: string;

beforeAll(async () => {
  collector = await startCollector();
  mine = await fill();
  theirs = await fill();
  key = await makeKey(SCOPES);
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

async function fill(): Promise<Own> {
  const account = await collector.addAccount();
  const visit = await fetch(`${collector.url}/c/${account.flow}?utm_source=api`, { redirect: 'manual' });
  const click = new URL(visit.headers.get('location') ?? '').searchParams.get('click') ?? '';
  const query = new URLSearchParams({
    id: account.token,
    click,
    uid: '7',
    status: 'hold',
    price: '12.5',
    ...CANARIES,
  });
  const { lead = '' } = await collector.call(`/api/track/postback.json?${query}`);
  // A refusal that quotes what was sent.
  await collector.call(
    `/api/track/postback.json?${new URLSearchParams({ id: account.token, click: CANARIES.phone })}`,
  );
  const [row] = await collector.query<{ id: string }>('select id from postback_log where lead_id = $1', [
    lead,
  ]);
  const entry = (row?.id ?? '').replaceAll('-', '');
  return {
    account,
    ids: {
      ...{ click, lead, entry, flow: account.flow, token: account.tokenId, dimension: 'flow' },
      ...(await addPeople(account)),
      ...(await addMessages(account)),
    },
  };
}

/** Two messages about leads of their own: one that failed, one that waits. */
async function addMessages(account: TestAccount) {
  await addTestReceiver(collector, account, {
    ...{ kind: 'additional', statuses: ['hold'], url: 'https://ts.example/{phone}' },
  });
  for (const subid of ['one', 'other'])
    await collector.call(
      `/api/track/postback.json?${new URLSearchParams({ id: account.token, flow: account.flow, subid, status: 'hold', phone: CANARIES.phone })}`,
    );
  const [failed = '', waiting = ''] = await messagesOf(collector, account);
  const answer = `no ${CANARIES.phone}`;
  await settleMessage(collector, failed, 'failed', { http: 500, error: 'http', answer, orderReason: answer });
  // One that says nothing of buyers: keys that may not see contact data may change it.
  const receiver = await addTestReceiver(collector, account, { kind: 'additional', statuses: ['trash'] });
  return { failed, waiting, receiver };
}

/** A user, a key of a program, and a note on a lead. */
async function addPeople({ accountId, tokenId }: TestAccount) {
  const { knex } = collector.database;
  const [user, apiKey] = [newId(), randomText(12)];
  const preferences = { locale: 'en', timeZone: 'UTC', currency: 'USD' } as const;
  const person = { login: `ann-${tokenId}`, passwordHash: '', role: 'manager' } as const;
  await addUser(knex, { id: user, accountId, ...person, ...preferences });
  await addApiKey(knex, { id: apiKey, accountId, name: 'another robot', scopes: ['log:read'] });
  return { user, key: apiKey };
}

const makeKey = (scopes: readonly Scope[], { accountId } = mine.account) =>
  addApiKey(collector.database.knex, { id: randomText(12), accountId, name: 'robot', scopes });

/** Which of our IDs a call's `{id}` is. */
const KINDS: Readonly<Record<string, string>> = {
  '/log/{id}': 'entry',
  '/log/{id}/replay': 'entry',
  '/outgoing/{id}': 'failed',
  '/outgoing/{id}/resend': 'failed',
  '/outgoing/{id}/cancel': 'waiting',
  '/receivers/{id}': 'receiver',
  '/clicks/{id}': 'click',
  '/leads/{click}/{id}': 'lead',
  '/flows/{id}': 'flow',
  '/tokens/{id}': 'token',
  '/api-keys/{id}': 'key',
  '/users/{id}': 'user',
  '/flows/{id}/site-key': 'flow',
  '/leads/{click}/{id}/notes': 'lead',
};

function pathOf({ path }: Operation, { ids }: Own): string {
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => ids[name === 'id' ? (KINDS[path] ?? '') : name] ?? '',
  );
  const isOfTime = path.startsWith('/statistics');
  return isOfTime ? `${filled}?since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z` : filled;
}

async function call(operation: Operation, own: Own, secret: string, body: unknown = operation.example) {
  const response = await fetch(`${collector.url}/api/v1${pathOf(operation, own)}`, {
    method: operation.method.toUpperCase(),
    headers: { authorization: `Bearer ${secret}` },
    ...(operation.body && { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  const answered = isJson ? await response.json() : await response.text();
  return { http: response.status, body: answered, headers: response.headers };
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
/** What revokes comes last, as others need what it takes away. */
const ORDERED = [...OPERATIONS].sort((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));

describe.each(ORDERED.map((operation) => [nameOf(operation), operation] as const))(
  '%s',
  (name, operation) => {
    const documented = operation.file
      ? z.string()
      : z.strictObject({ status: z.literal('ok'), ...operation.answer.shape });
    /** With names of its own. */
    const example = () => ({
      ...operation.example,
      ...(name === 'post /flows' && { id: `made-${randomText(8)}` }),
      ...(name === 'post /users' && { login: `made-${randomText(8)}` }),
    });

    it('is refused without a key, and with one that has other scopes', async () => {
      const without = await call(operation, mine, '');
      expect([without.http, Failure.parse(without.body).reason]).toEqual([401, 'token']);
      const others = await makeKey(SCOPES.filter((scope) => scope !== operation.scope));
      const answer = await call(operation, mine, others);
      expect([answer.http, Failure.parse(answer.body)]).toEqual([
        403,
        { status: 'error', reason: 'scope', hint: expect.stringContaining(operation.scope) },
      ]);
    });

    const ofOne = /\{(click|id)\}/.test(operation.path) ? [name] : [];
    it.each(ofOne)('%s does not tell another account’s from what is not there', async () => {
      const nothing: Own = {
        ...mine,
        ids: {
          ...mine.ids,
          click: newId(),
          lead: newId(),
          entry: newId(),
          failed: newId(),
          waiting: newId(),
          receiver: 'rc_nothing',
          flow: 'nothing',
          token: '000000000000',
          key: '000000000000',
          user: newId(),
        },
      };
      const [foreign, missing] = [await call(operation, theirs, key), await call(operation, nothing, key)];
      expect(foreign.http).toBe(404);
      expect(Failure.parse(foreign.body)).toEqual(missing.body);
      const half: Own = { ...mine, ids: { ...theirs.ids, click: mine.ids.click ?? '' } };
      if (operation.path.includes('{click}')) expect((await call(operation, half, key)).http).toBe(404);
    });

    it('answers as documented, and nothing of another account', async () => {
      const { http, body } = await call(operation, mine, key, example());
      expect([http, body]).toEqual([200, expect.anything()]);
      expect(documented.safeParse(body).error?.issues).toBeUndefined();
      const text = JSON.stringify(body);
      const { dimension: _, ...foreignIds } = theirs.ids;
      for (const foreign of Object.values(foreignIds)) expect(text).not.toContain(foreign);
    });

    const ofAll = operation.method === 'delete' ? [] : [name];
    it.each(ofAll)('%s gives no contact data to a key without leads:contact', async () => {
      const blind = await makeKey(SCOPES.filter((scope) => scope !== 'leads:contact'));
      const { http, body } = await call(operation, mine, blind, example());
      expect(http).toBe(200);
      expect(documented.safeParse(body).error?.issues).toBeUndefined();
      const text = JSON.stringify(body);
      for (const canary of [...Object.values(CANARIES), 'Canary', '127.0.0.1'])
        expect(text).not.toContain(canary);
    });
  },
);

it('whoever may see contact data gets it', async () => {
  const find = (name: string) => OPERATIONS.find((operation) => nameOf(operation) === name) as Operation;
  for (const name of ['get /leads', 'get /leads/{click}/{id}', 'get /log/{id}']) {
    const text = JSON.stringify((await call(find(name), mine, key)).body);
    for (const canary of [CANARIES.email, 'Canary-Key'])
      expect([name, text]).toEqual([name, expect.stringContaining(canary)]);
  }
  const { body } = await call(find('get /leads/{click}/{id}'), mine, key);
  expect(body).toMatchObject({
    lead: { meta: { 'Canary-Key': 'Canary-Meta' }, status: 'hold', price: '12.5000' },
    click: { tags: { utm_source: 'api' } },
    history: [{ who: 's2s' }],
  });
});

it('what a key has changed is in the audit log, by its name', async () => {
  const lines = await collector.query(
    'select distinct login, user_id, action from audit_log where account_id = $1 order by action',
    [mine.account.accountId],
  );
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      ...['flow.add', 'flow.save', 'rates.put', 'token.add', 'token.revoke', 'site-key.new'],
      ...['api-key.add', 'api-key.revoke', 'user.add', 'user.role', 'lead.note', 'leads.export'],
    ]),
  );
  for (const line of lines) expect(line).toMatchObject({ login: 'key: robot', user_id: null });
  const [all] = await collector.query<{ text: string }>(
    'select string_agg(details::text, $1) as text from audit_log',
    [''],
  );
  for (const canary of Object.values(CANARIES)) expect(all?.text).not.toContain(canary);
});

it('too many calls are 429 and say when to come again', async () => {
  const { database, pipeline, replayer, courier } = collector;
  const app = new Koa();
  const deps = { knex: database.knex, pipeline, replayer, courier, secret: '', now: () => new Date(), newId };
  app.use(createApi({ ...deps, publicUrl: '', proxyHops: 0, workers: 1, perMinute: 12 }).routes());
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (secret: string) =>
    fetch(`http://127.0.0.1:${port}/api/v1/flows`, { headers: { authorization: `Bearer ${secret}` } });
  expect([(await ask(key)).status, (await ask(key)).status]).toEqual([200, 200]);
  const refused = await ask(key);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Failure.parse(await refused.json()).reason).toBe('rate-limit');
  expect((await ask(await makeKey(['flows:read']))).status, 'another key has its own').toBe(200);
  server.close();
});

it.each([
  ['a body that is no JSON', '{', 400],
  ['a body that is too large', JSON.stringify({ name: 'x'.repeat(70_000) }), 413],
  ['a field that nobody knows', '{"name":"x","nonsense":1}', 400],
])('%s is refused', async (_, body, http) => {
  const response = await fetch(`${collector.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  expect(response.status).toBe(http);
  expect(Failure.parse(await response.json()).hint).toMatch(/\w/);
});

it('what no call answers to is JSON as well', async () => {
  const response = await fetch(`${collector.url}/api/v1/nowhere`);
  expect(response.status).toBe(404);
  expect(Failure.parse(await response.json()).reason).toBe('no-call');
});

it('the document is served', async () => {
  const response = await fetch(`${collector.url}/api/openapi.json`);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
});
