import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { addApiKey } from '../../collector/storage/api-keys.ts';
import { oneMain } from '../../collector/storage/migrations/024-one-main.ts';
import { listReceivers } from '../../collector/storage/receivers.ts';
import { type ConsoleStand, startConsole, type Visitor } from '../console/console-stand.ts';
import type { TestAccount } from '../support/collector.ts';
import { addTestReceiver } from '../support/messages.ts';

let stand: ConsoleStand;
let account: TestAccount & { login: string };
let owner: Visitor;
let key: string;
beforeAll(async () => {
  stand = await startConsole();
});
beforeEach(async () => {
  account = await stand.addUser();
  owner = await stand.enter(account.login);
  const { accountId } = account;
  key = await addApiKey(stand.database.knex, {
    ...{ id: randomText(12), accountId, name: 'test', scopes: ['flows:write'] },
  });
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

/** What the loser is told, with the name of who was faster. */
const TOLD = /«(\w+)» is the main receiver already, and there can be only one/;
const url = 'http://127.0.0.1/?c={click}';

/** Makes what a save needs; what comes back saves, and answers with the refusal, empty where there is none. */
type Prepare = (name: string, flow: string) => Promise<() => Promise<string>>;

async function post(path: string, form: Record<string, string>): Promise<string> {
  const { status, html } = await owner.post(path, form);
  return status === 303 ? '' : html;
}

async function call(method: string, path: string, body: object): Promise<string> {
  const response = await fetch(`${stand.url}/api/v1/receivers${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${key}` }, body: JSON.stringify(body) },
  });
  const text = await response.text();
  return response.ok ? '' : text;
}

const another = () => addTestReceiver(stand, account, { kind: 'additional', url });
const form = (name: string, flow: string) => ({ name, flow, kind: 'main', method: 'GET', type: 'none', url });

const SAVES: Readonly<Record<string, Prepare>> = {
  'added in the console': async (name, flow) => () => post('/console/receivers/new', form(name, flow)),
  'changed in the console': async (name, flow) => {
    const id = await another();
    return () => post(`/console/receivers/${id}`, form(name, flow));
  },
  'added by the API': async (name, flow) => () =>
    call('POST', '', { name, url, kind: 'main', flowId: flow || null }),
  'changed by the API': async (name, flow) => {
    const id = await another();
    return () => call('PATCH', `/${id}`, { name, kind: 'main', flowId: flow || null });
  },
};

/** Runs saves whose checks are all over before the first of them may write. */
async function atOnce(saves: (() => Promise<string>)[]): Promise<string[]> {
  const client = await stand.pool.connect();
  try {
    await client.query('begin');
    await client.query('lock table receivers in share row exclusive mode');
    const saving = Promise.all(saves.map((save) => save()));
    const waiting = async () =>
      (
        await stand.query<{ count: number }>(
          `select count(*)::int as count from pg_locks where relation = 'receivers'::regclass and not granted`,
        )
      )[0]?.count;
    await expect.poll(waiting, { timeout: 10_000 }).toBe(saves.length);
    await client.query('commit');
    return await saving;
  } finally {
    client.release();
  }
}

const names = Object.keys(SAVES);
const pairs = names.map((name, index) => [name, names[(index + 1) % names.length] ?? name]);

test.each([...pairs, ...names.map((name) => [name, name])])(
  'of two main receivers, %s and %s at the same time, one is told of the other',
  async (...ways) => {
    for (const flow of ['', account.flow]) {
      const prepared = ways.map((way, index) => SAVES[way]?.(`N${index}`, flow) ?? Promise.reject(way));
      const answers = await atOnce(await Promise.all(prepared));
      const refused = answers.filter((answer) => answer !== '');
      expect(refused).toHaveLength(1);
      const mains = (await listReceivers(stand.database.knex, account.accountId, flow || null)).filter(
        ({ kind }) => kind === 'main',
      );
      expect(mains).toMatchObject([{ name: TOLD.exec(refused[0] ?? '')?.[1] }]);
    }
  },
);

test('a flow’s main receiver stands beside the account’s and another flow’s, an additional one beside any', async () => {
  const other = await stand.addUser();
  for (const [whose, flowId] of [
    [account, null],
    [account, account.flow],
    [other, null],
  ] as const)
    for (const kind of ['main', 'additional', 'additional'] as const)
      await addTestReceiver(stand, whose, { kind, flowId });
});

test('of several main receivers of old the oldest that is on stays it, and the others are called on', async () => {
  await stand.query('drop index receivers_main');
  const add = (name: string, isOn: boolean, flowId: string | null = null) =>
    addTestReceiver(stand, account, { name, isOn, flowId, url });
  await add('off', false);
  await add('first', true);
  await add('x'.repeat(100), true);
  await add('of the flow', true, account.flow);
  const before = await listReceivers(stand.database.knex, account.accountId);
  await stand.query(oneMain.sql);
  const after = await listReceivers(stand.database.knex, account.accountId);
  const changed = { kind: 'additional', name: expect.stringMatching(/^(off|x{80}) \(a second main one\)$/) };
  expect(after).toEqual(
    before.map((each) => (['first', 'of the flow'].includes(each.name) ? each : { ...each, ...changed })),
  );
});
