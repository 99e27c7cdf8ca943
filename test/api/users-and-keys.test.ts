import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCOPES } from '../../collector/storage/api-keys.ts';
import { type ApiStand, startApi } from './api-stand.ts';

let { stand, account, makeKey, call }: ApiStand = {} as ApiStand;
beforeAll(async () => {
  ({ stand, account, makeKey, call } = await startApi());
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

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
