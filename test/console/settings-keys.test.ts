import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const SETTINGS = '/console/settings';
const shownIn = (html: string) => /<pre class="code">([^<]+)<\/pre>/.exec(html)?.[1] ?? '';

async function openAccount() {
  const account = await stand.addUser();
  const owner = await stand.enter(account.login);
  const postback = (id: string) =>
    stand.call(`/api/track/postback.json?${new URLSearchParams({ id, click: newId(), status: 'approve' })}`);
  return { account, owner, postback };
}

test('a token is made, shown, used, limited to servers, and revoked once that was agreed to', async () => {
  const { owner, postback } = await openAccount();
  const made = await owner.post(`${SETTINGS}/tokens`, { name: 'Some network', ranges: '' });
  const path = made.headers.get('location') ?? '';
  const token = shownIn((await owner.get(path)).html);
  expect(token).toMatch(/^sk_/);
  expect(await postback(token)).toMatchObject({ error: 'bad-click' });

  await owner.post(path, { name: 'Renamed', ranges: '203.0.113.0/24\n2001:db8::/32' });
  expect(await postback(token)).toMatchObject({ error: 'access' });
  expect((await owner.get(`${SETTINGS}/tokens`)).html).toContain('203.0.113.0/24, 2001:db8::/32');
  await owner.post(path, { name: 'Renamed', ranges: '127.0.0.1' });
  expect(await postback(token)).toMatchObject({ error: 'bad-click' });

  expect((await owner.post(`${path}/revoke`, {})).status).toBe(422);
  expect(await postback(token)).toMatchObject({ error: 'bad-click' });
  expect((await owner.post(`${path}/revoke`, { confirm: 'yes' })).headers.get('location')).toBe(
    `${SETTINGS}/tokens?revoked`,
  );
  expect(await postback(token)).toMatchObject({ error: 'access' });
  expect((await owner.get(path)).status).toBe(404);
});

test('a token’s form says what is wrong with it', async () => {
  const { owner } = await openAccount();
  const { status, html } = await owner.post(`${SETTINGS}/tokens`, { name: ' ', ranges: '10.0.0.0/99' });
  expect(status).toBe(422);
  expect(html).toContain('Give it a name');
  expect(html).toContain('is no address');
});

test('a manager sees tokens, an owner changes them', async () => {
  const { account } = await openAccount();
  const manager = await stand.enter(await stand.addMember(account, 'manager'));
  const { html } = await manager.get(`${SETTINGS}/tokens/${account.tokenId}`);
  expect(html).toContain(account.token);
  expect(html).not.toContain('revoke');
  expect((await manager.post(`${SETTINGS}/tokens/${account.tokenId}`, { name: 'x' })).status).toBe(403);
});

test('a new site key takes the place of the old one', async () => {
  const { account, owner } = await openAccount();
  const path = `${SETTINGS}/site-keys/${account.flow}`;
  const click = (key: string) =>
    stand.call(`/api/track/click.json?${new URLSearchParams({ key })}`, { method: 'POST' });
  expect((await owner.get(`${SETTINGS}/site-keys`)).html).toContain(account.siteKey);
  expect((await owner.post(path, {})).status, 'not agreed to').toBe(422);
  expect((await click(account.siteKey)).error).not.toBe('access');

  expect((await owner.post(path, { confirm: 'yes' })).headers.get('location')).toBe(`${path}?saved`);
  const key = /pk_[0-9a-z]{20}/.exec((await owner.get(path)).html)?.[0] ?? '';
  expect(key).not.toBe(account.siteKey);
  expect((await click(key)).error).not.toBe('access');
  expect((await click(account.siteKey)).error).toBe('access');
});

test('an API key is shown once, does what was ticked, and nothing once it is revoked', async () => {
  const { owner } = await openAccount();
  const path = `${SETTINGS}/api-keys`;
  expect((await owner.post(path, { name: 'a program' })).html).toContain('Tick what the key may do.');
  const key = shownIn((await owner.post(path, { name: 'a program', scope: 'log:read' })).html);
  const { html } = await owner.get(path);
  expect(html).toContain('a program');
  expect(html).not.toContain(key);
  const call = (route: string, method = 'GET') =>
    fetch(`${stand.url}/api/v1${route}`, { method, headers: { Authorization: `Bearer ${key}` } });
  expect((await call('/log')).status).toBe(200);
  expect((await call('/replay', 'POST')).status).toBe(403);

  const id = /api-keys\/([0-9a-z]{12})"/.exec(html)?.[1] ?? '';
  expect((await owner.get(`${path}/${id}`)).html).toContain('This cannot be undone');
  await owner.post(`${path}/${id}/revoke`, {});
  expect((await call('/log')).status).toBe(200);
  await owner.post(`${path}/${id}/revoke`, { confirm: 'yes' });
  expect((await call('/log')).status).toBe(401);
});

test('the account has a name', async () => {
  const { owner } = await openAccount();
  expect((await owner.post(`${SETTINGS}/account`, { name: ' ' })).status).toBe(422);
  const usual = { locale: 'en', timeZone: 'UTC', currency: 'USD' };
  await owner.post(`${SETTINGS}/account`, { name: 'Рога & Co', ...usual });
  expect((await owner.get(`${SETTINGS}/account`)).html).toContain('value="Рога &amp; Co"');
});
