import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgePassword } from '../../collector/console/new-password.ts';
import { type ConsoleStand, createVisitor, PASSWORD, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

const ME = '/console/settings/me';
const FRESH = 'a new one that is long';

const actionsOf = async (accountId: string) =>
  (
    await stand.query<{ action: string }>('select action from audit_log where account_id = $1 order by id', [
      accountId,
    ])
  ).map(({ action }) => action);

test('language, time zone and currency are the person’s own', async () => {
  const { login, accountId } = await stand.addUser();
  const visitor = await stand.enter(login);
  expect((await visitor.get('/console/settings')).html).toContain('>My settings</h1>');
  const saved = await visitor.post(ME, { locale: 'ru', timeZone: 'Asia/Tokyo', currency: 'eur' });
  expect(saved.headers.get('location')).toBe(`${ME}?done=saved`);
  const { html } = await visitor.get(`${ME}?done=saved`);
  expect(html).toContain('<html lang="ru">');
  expect(html).toContain('Сохранено.');
  expect(html).toContain('value="Asia/Tokyo"');
  expect(html).toContain('value="EUR"');
  expect(await actionsOf(accountId)).toEqual(['sign-in', 'user.preferences']);
});

test('what is no time zone or currency is shown again with what is wrong', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  const { status, html } = await visitor.post(ME, {
    locale: 'xx',
    timeZone: 'Mars/Olympus',
    currency: 'QQQ',
  });
  expect(status).toBe(422);
  expect(html).toContain('value="Mars/Olympus"');
  expect(html.match(/class="problem"/g)).toHaveLength(2);
  expect((await visitor.get(`${ME}?done=__proto__`)).html).toContain('value="UTC"');
});

test('a new password ends every other session, and only the right old one is taken', async () => {
  const { login, accountId } = await stand.addUser();
  const [visitor, other] = [await stand.enter(login), await stand.enter(login)];
  const change = (old: string, fresh: string) => visitor.post(`${ME}/password`, { old, fresh });

  expect((await change('wrong', FRESH)).html).toContain('The password is wrong.');
  expect((await change(PASSWORD, 'short')).html).toContain('at least 12 characters');
  expect((await other.get('/console/logs')).status).toBe(200);

  expect((await change(PASSWORD, FRESH)).headers.get('location')).toBe(`${ME}?done=password`);
  expect((await visitor.get('/console/logs')).status, 'this one goes on').toBe(200);
  expect((await other.get('/console/logs')).status).toBe(302);
  const again = createVisitor(stand.url);
  expect((await again.post('/console/login', { login, password: PASSWORD })).status).toBe(401);
  expect((await again.post('/console/login', { login, password: FRESH })).status).toBe(303);
  expect(await actionsOf(accountId)).toContain('user.password');
});

test('a session does not let anybody guess the password', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  const guess = () => visitor.post(`${ME}/password`, { old: 'wrong', fresh: FRESH });
  for (let count = 0; count < 10; count += 1)
    expect((await guess()).html).toContain('The password is wrong.');
  expect((await guess()).html).toContain('Too many tries');
});

test.each([
  ['correct horse battery', null],
  ['короткая фраза', null],
  ['elevenchars', 'at least 12'],
  ['password1234', 'first that are guessed'],
  ['Pass-Word-1234', 'first that are guessed'],
  ['aaaaaaaaaaaaaa', 'first that are guessed'],
  ['media-buyer-12', 'Without the login'],
  ['x'.repeat(100) + 'abcdefg'.repeat(20), 'at most 200'],
])('as a new password %j: %s', (password, problem) => {
  if (problem === null) expect(judgePassword(password, 'media-buyer')).toBeNull();
  else expect(judgePassword(password, 'mediabuyer')).toContain(problem);
});

test('sessions are listed with this one marked, and each can be ended', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  const others = [await stand.enter(login), await stand.enter(login)];
  const { html } = await visitor.get(ME);
  const ids = [...html.matchAll(/\/sessions\/([0-9a-f]{64})\/end"/g)].map(([, id]) => id ?? '');
  expect(ids).toHaveLength(2);
  expect(html.match(/this one/g)).toHaveLength(1);
  expect(html).toContain('127.0.0.1');

  await visitor.post(`${ME}/sessions/${ids[0]}/end`, {});
  const statuses = await Promise.all(others.map(async (each) => (await each.get('/console/logs')).status));
  expect(statuses.sort()).toEqual([200, 302]);

  const stranger = await stand.enter((await stand.addUser()).login);
  expect((await stranger.post(`${ME}/sessions/${ids[1]}/end`, {})).status).toBe(404);
  await visitor.post(`${ME}/sessions/end-others`, {});
  for (const each of others) expect((await each.get('/console/logs')).status).toBe(302);
  expect((await visitor.get(ME)).status).toBe(200);
});
