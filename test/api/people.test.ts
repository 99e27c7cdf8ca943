import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { addApiKey, SCOPES, type Scope } from '../../collector/storage/api-keys.ts';
import { type ConsoleStand, startConsole } from '../console/console-stand.ts';
import type { TestAccount } from '../support/collector.ts';

let stand: ConsoleStand;
let account: TestAccount & { login: string };
let key: string;
beforeAll(async () => {
  stand = await startConsole();
  account = await stand.addUser();
  key = await makeKey(SCOPES);
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const makeKey = (scopes: readonly Scope[]) =>
  addApiKey(stand.database.knex, {
    ...{ id: randomText(12), accountId: account.accountId, name: 'robot', scopes },
  });

async function call(method: string, path: string, body?: unknown, secret = key) {
  const response = await fetch(`${stand.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${secret}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { http: response.status, text, json: isJson ? JSON.parse(text) : null };
}

const idOf = async (login: string) => {
  const { json } = await call('GET', '/users');
  return (json.users as { id: string; login: string }[]).find((user) => user.login === login)?.id ?? '';
};

test('a user is added with a first password, changes roles, is shut out and let in', async () => {
  const login = `Ann-${account.tokenId}`;
  const { json } = await call('POST', '/users', { login, role: 'analyst' });
  expect(json.user).toMatchObject({ login: login.toLowerCase(), role: 'analyst', disabledAt: null });
  const id = json.user.id as string;
  const signIn = async () => {
    const response = await fetch(`${stand.url}/console/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ login: login.toLowerCase(), password: json.password }),
    });
    return response.status;
  };
  expect(await signIn()).toBe(303);
  const sessions = () => stand.query('select 1 from sessions where user_id = $1', [id]);
  expect(await sessions()).toHaveLength(1);
  expect((await call('PATCH', `/users/${id}`, { role: 'auditor' })).json.user.role).toBe('auditor');
  expect(await sessions(), 'no page shows what they may no longer see').toHaveLength(0);
  const out = await call('PATCH', `/users/${id}`, { shutOut: true });
  expect(out.json.user.disabledAt).toEqual(expect.any(String));
  expect(await signIn()).not.toBe(303);
  expect((await call('PATCH', `/users/${id}`, { shutOut: false })).json.user.disabledAt).toBeNull();
  expect(await signIn()).toBe(303);
  expect((await call('POST', '/users', { login, role: 'analyst' })).json.reason).toBe('taken');
});

test('a key makes and changes no owner, and gives no more than it has', async () => {
  const owner = await idOf(account.login);
  expect((await call('POST', '/users', { login: 'new-owner', role: 'owner' })).http).toBe(400);
  for (const change of [{ role: 'analyst' }, { shutOut: true }]) {
    const { http, json } = await call('PATCH', `/users/${owner}`, change);
    expect([http, json.reason]).toEqual([403, 'owner']);
  }
  const login = await stand.addMember(account, 'manager');
  const id = await idOf(login);
  expect((await call('PATCH', `/users/${id}`, { role: 'owner' })).http).toBe(400);

  const blind = await makeKey(SCOPES.filter((scope) => scope !== 'leads:contact'));
  const refused = [
    await call('POST', '/users', { login: 'a-manager', role: 'manager' }, blind),
    await call('POST', '/api-keys', { name: 'x', scopes: ['leads:contact'] }, blind),
  ];
  for (const { http, json } of refused) expect([http, json.reason]).toEqual([403, 'scope']);
  await call('PATCH', `/users/${id}`, { shutOut: true });
  expect((await call('PATCH', `/users/${id}`, { shutOut: false }, blind)).http).toBe(403);
});

test('a key is made, used and revoked', async () => {
  const { json } = await call('POST', '/api-keys', { name: 'Report', scopes: ['stats:read', 'flows:read'] });
  const listed = await call('GET', '/api-keys');
  expect(listed.json.keys).toContainEqual(expect.objectContaining({ id: json.id, name: 'Report' }));
  expect(listed.text).not.toContain(json.key);
  expect((await call('GET', '/flows', undefined, json.key)).http).toBe(200);
  expect((await call('GET', '/leads', undefined, json.key)).http).toBe(403);
  expect((await call('DELETE', `/api-keys/${json.id}`)).http).toBe(200);
  expect((await call('GET', '/flows', undefined, json.key)).http).toBe(401);
});

test('a flow gets another site key', async () => {
  const path = `/flows/${account.flow}/site-key`;
  expect((await call('POST', path, {})).http).toBe(400);
  const { json } = await call('POST', path, { confirm: true });
  expect(json.siteKey).toMatch(/^pk_\w{20}$/);
  const { json: flow } = await call('GET', `/flows/${account.flow}`);
  expect(flow.flow.siteKey).toBe(json.siteKey);
});

async function addLead(query: Record<string, string>) {
  const click = await stand.addClick(account, '?utm_source=fb');
  await stand.postback(account, { click, ...query });
  const [row] = await stand.query<{ id: string }>('select id from leads order by id desc limit 1');
  return { click, id: (row?.id ?? '').replaceAll('-', '') };
}

test('notes are kept by the key’s name, and shown to who may see contacts', async () => {
  const { click, id } = await addLead({ uid: 'noted' });
  const path = `/leads/${click}/${id}/notes`;
  await call('POST', path, { text: '  Ada called  ' });
  const [note] = (await call('GET', path)).json.notes;
  expect(note).toMatchObject({ by: 'key: robot', text: 'Ada called' });
  const blind = await makeKey(['leads:read']);
  const { json } = await call('GET', path, undefined, blind);
  expect(json.notes).toEqual([{ id: note.id, at: note.at, by: 'key: robot' }]);
  const page = await (await stand.enter(account.login)).get(`/console/leads/${click}/${id}`);
  expect(page.html).toContain('Ada called');
});

test('the status of many leads is set, of those that are named or that fit', async () => {
  const leads = [];
  for (const uid of ['b1', 'b2', 'b3']) leads.push(await addLead({ uid, status: 'hold', goal: 'bulk' }));
  const foreign = await stand.addUser();
  await stand.postback(foreign, { click: await stand.addClick(foreign), status: 'hold', goal: 'bulk' });
  const statuses = async () => {
    const rows = await stand.query<{ status: string }>(
      `select status from leads where goal = 'bulk' order by id`,
    );
    return rows.map(({ status }) => status).join(' ');
  };
  const filter = { goal: 'bulk', status: 'hold' };
  const preview = await call('POST', '/leads/status', { to: 'approve', filter });
  expect(preview.json).toMatchObject({ dry: true, changed: 3, next: null });
  expect(await statuses()).toBe('hold hold hold hold');
  const some = { to: 'cancel', leads: [leads[0]], dry: false };
  expect((await call('POST', '/leads/status', some)).json).toMatchObject({ changed: 1 });
  expect(await statuses()).toBe('cancel hold hold hold');
  await call('POST', '/leads/status', { to: 'approve', filter, dry: false });
  expect(await statuses(), 'of this account alone').toBe('cancel approve approve hold');
  expect((await call('POST', '/leads/status', { to: 'approve' })).http).toBe(400);
  expect((await call('POST', '/leads/status', { to: 'approve', filter, leads: [leads[0]] })).http).toBe(400);
});

test('leads are a file with their filters, without contacts for who may not see them', async () => {
  await addLead({
    uid: 'file',
    name: '=Ada()',
    phone: '+7 999',
    'meta[size]': 'XL',
    price: '7',
    currency: 'EUR',
  });
  const read = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
  const { http, text } = await call('GET', '/leads.csv?search=file&meta=size');
  expect(http).toBe(200);
  expect(read(text)).toEqual([
    expect.objectContaining({
      uid: 'file',
      name: "'=Ada()",
      price: '7',
      utm_source: 'fb',
      'meta[size]': 'XL',
    }),
  ]);
  const blind = await makeKey(['leads:read']);
  const seen = (await call('GET', '/leads.csv?search=file&meta=size', undefined, blind)).text;
  expect(read(seen)).toEqual([expect.objectContaining({ uid: 'file' })]);
  expect(seen).not.toMatch(/Ada|999|XL|phone/);
  const lines = await stand.query<{ details: object }>(
    `select details from audit_log where action = 'leads.export' and account_id = $1 order by id`,
    [account.accountId],
  );
  expect(lines.map(({ details }) => details)).toEqual([
    { format: 'csv', rows: '1', whole: 'yes', contact: 'yes' },
    { format: 'csv', rows: '1', whole: 'yes', contact: 'no' },
  ]);
});

test('leads are found by source and currency', async () => {
  await addLead({ uid: 'gbp', price: '7', currency: 'GBP' });
  const uids = async (query: string) =>
    ((await call('GET', `/leads?${query}`)).json.leads as { uid: string }[]).map(({ uid }) => uid);
  expect(await uids('currency=GBP')).toEqual(['gbp']);
  expect(await uids('source=fb&currency=GBP')).toEqual(['gbp']);
  expect(await uids('source=nobody')).toEqual([]);
});

test('rows of one click are imported in their order, many at a time', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => ({
    ...{ flow: account.flow, subid: `o${index % 150}`, uid: `i${index % 150}` },
    status: ['new', 'hold', 'approve'][Math.floor(index / 150)] ?? '',
  }));
  const { json } = await call('POST', '/import', { rows, dry: false });
  expect(json.verdicts).toHaveLength(450);
  expect(json.verdicts[449]).toMatchObject({ row: 450, outcome: { status: 'ok', leadStatus: 'approve' } });
  const [counted] = await stand.query<{ count: number }>(
    `select count(*)::int as count from leads where status = 'approve' and uid like 'i%' and account_id = $1`,
    [account.accountId],
  );
  expect(counted?.count).toBe(150);
});
