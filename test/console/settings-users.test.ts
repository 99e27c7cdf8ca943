import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleStand, createVisitor, PASSWORD, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

const USERS = '/console/settings/users';

const shownIn = (html: string) => /<pre class="code">([^<]+)<\/pre>/.exec(html)?.[1] ?? '';
const idOf = async (login: string) =>
  (await stand.query<{ id: string }>('select id from users where login = $1', [login]))[0]?.id ?? '';

async function openAccount() {
  const account = await stand.addUser();
  const owner = await stand.enter(account.login);
  return { ...account, owner };
}

test('somebody new gets a password that is shown once, and reads as who added them', async () => {
  const { owner, accountId } = await openAccount();
  await owner.post('/console/settings/me', { locale: 'ru', timeZone: 'Asia/Tokyo', currency: 'EUR' });
  const login = `new-${accountId.slice(-6)}`;
  const { status, html } = await owner.post(USERS, { login: ` ${login.toUpperCase()} `, role: 'analyst' });
  expect(status).toBe(200);
  const password = shownIn(html);
  expect(password).toHaveLength(16);
  const list = (await owner.get(USERS)).html;
  expect(list).toContain(login);
  expect(list).not.toContain(password);

  const added = createVisitor(stand.url);
  expect((await added.post('/console/login', { login, password })).status).toBe(303);
  expect((await added.get('/console/settings/me')).html).toContain('value="Asia/Tokyo"');
  expect((await added.get(USERS)).status, 'an analyst').toBe(403);
  const [line] = await stand.query('select details from audit_log where account_id = $1 and action = $2', [
    accountId,
    'user.add',
  ]);
  expect(line).toEqual({ details: { login, role: 'analyst' } });
});

test('somebody new reads as the account says, where it says so', async () => {
  const { owner, accountId } = await openAccount();
  const ACCOUNT = '/console/settings/account';
  const defaults = { locale: 'ru', timeZone: 'Asia/Almaty', currency: 'KZT' };
  expect((await owner.get(ACCOUNT)).html, 'what it is without a choice').toContain('value="UTC"');
  const wrong = { name: 'Mine', ...defaults, timeZone: 'Asia/Nowhere' };
  expect((await owner.post(ACCOUNT, wrong)).status).toBe(422);
  expect((await owner.post(ACCOUNT, { name: 'Mine', ...defaults })).status).toBe(303);
  expect((await owner.get(ACCOUNT)).html).toContain('value="Asia/Almaty"');
  const login = `usual-${accountId.slice(-6)}`;
  await owner.post(USERS, { login, role: 'analyst' });
  const rows = await stand.query('select locale, time_zone, currency from users where login = $1', [login]);
  expect(rows).toEqual([{ locale: 'ru', time_zone: 'Asia/Almaty', currency: 'KZT' }]);
});

test('a login that is taken or none is refused', async () => {
  const [mine, theirs] = [await openAccount(), await openAccount()];
  for (const login of [theirs.login, mine.login]) {
    const { status, html } = await mine.owner.post(USERS, { login, role: 'analyst' });
    expect([status, html.includes('This login is taken')]).toEqual([422, true]);
  }
  for (const [login, role] of [
    ['x', 'analyst'],
    ['a b', 'analyst'],
    ['<b>x</b>', 'analyst'],
    ['fine', 'operator'],
  ] as const)
    expect((await mine.owner.post(USERS, { login, role })).status).toBe(422);
});

test('another role ends the sessions that had the old one', async () => {
  const { owner, ...account } = await openAccount();
  const login = await stand.addMember(account, 'manager');
  const manager = await stand.enter(login);
  const path = `${USERS}/${await idOf(login)}`;
  const { headers } = await owner.post(`${path}/role`, { role: 'auditor' });
  expect(headers.get('location')).toBe(`${path}?saved`);
  expect((await manager.get('/console/logs')).status).toBe(302);
  const auditor = await stand.enter(login);
  expect((await auditor.get('/console/settings/audit')).html).toContain(
    `from: manager; login: ${login}; to: auditor`,
  );
});

test('the last owner stays one, also when two demote each other at once', async () => {
  const { owner, login, ...account } = await openAccount();
  const self = `${USERS}/${await idOf(login)}`;
  const second = await stand.addMember(account, 'owner');
  const secondPath = `${USERS}/${await idOf(second)}`;
  await owner.post(`${secondPath}/shut-out`, {});
  const { status, html } = await owner.post(`${self}/role`, { role: 'manager' });
  expect([status, html.includes('The account needs an owner')]).toEqual([422, true]);
  expect((await owner.post(`${self}/shut-out`, {})).status).toBe(422);
  await owner.post(`${secondPath}/let-in`, {});

  const other = await stand.enter(second);
  const answers = await Promise.all([
    owner.post(`${secondPath}/role`, { role: 'manager' }),
    other.post(`${self}/role`, { role: 'manager' }),
  ]);
  const owners = await stand.query(`select 1 from users where account_id = $1 and role = 'owner'`, [
    account.accountId,
  ]);
  expect([owners.length, answers.filter(({ status: each }) => each === 303).length]).toEqual([1, 1]);
});

test('who is shut out is out at once, and comes back when let in', async () => {
  const { owner, ...account } = await openAccount();
  const login = await stand.addMember(account, 'manager');
  const manager = await stand.enter(login);
  const path = `${USERS}/${await idOf(login)}`;
  await owner.post(`${path}/shut-out`, {});
  expect((await manager.get('/console/logs')).status).toBe(302);
  const again = () => createVisitor(stand.url).post('/console/login', { login, password: PASSWORD });
  expect((await again()).status).toBe(401);
  await owner.post(`${path}/let-in`, {});
  expect((await again()).status).toBe(303);
  expect((await manager.get('/console/logs')).status, 'the old session stays ended').toBe(302);
});

test('a reset gives a new password, ends the sessions and turns the second step off', async () => {
  const { owner, ...account } = await openAccount();
  const login = await stand.addMember(account, 'manager');
  const manager = await stand.enter(login);
  await stand.query(`update users set totp_secret = 'AAAA', recovery_codes = '{x}' where login = $1`, [
    login,
  ]);
  const path = `${USERS}/${await idOf(login)}`;
  const password = shownIn((await owner.post(`${path}/password`, {})).html);
  expect((await manager.get('/console/logs')).status).toBe(302);
  const { headers } = await createVisitor(stand.url).post('/console/login', { login, password });
  expect(headers.get('location')).toBe('/console/overview');

  const another = await stand.enter((await stand.addUser()).login);
  expect((await another.post(`${path}/password`, {})).status).toBe(404);
});

test('an owner can sign somebody out everywhere', async () => {
  const { owner, ...account } = await openAccount();
  const login = await stand.addMember(account, 'analyst');
  const analyst = await stand.enter(login);
  await owner.post(`${USERS}/${await idOf(login)}/end-sessions`, {});
  expect((await analyst.get('/console/logs')).status).toBe(302);
  expect((await owner.get('/console/logs')).status).toBe(200);
});
