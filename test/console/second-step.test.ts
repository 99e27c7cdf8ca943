import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleStand, createVisitor, PASSWORD, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

const PATH = '/console/settings/me/second-step';
const STEP_COOKIE = 'subpixel-step';

/** A code of now, or of so many steps later; the collector's clock is this machine's. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const secretIn = (html: string) => /name="secret" value="([A-Z2-7]{32})"/.exec(html)?.[1] ?? '';
const codesIn = (html: string) => html.match(/\b[0-9a-z]{5}-[0-9a-z]{5}\b/g) ?? [];

/** A user with a second step; the code of the current step is used up by it. */
async function addCareful() {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const secret = secretIn((await visitor.get(PATH)).html);
  const { status, html } = await visitor.post(PATH, { secret, code: codeOf(secret) });
  expect(status).toBe(200);
  return { ...account, visitor, secret, codes: codesIn(html) };
}

/** Somebody who has given the right password and owes the code. */
async function halfIn(login: string): Promise<Visitor> {
  const visitor = createVisitor(stand.url);
  const { headers } = await visitor.post('/console/login', {
    login,
    password: PASSWORD,
    next: '/console/leads',
  });
  expect(headers.get('location')).toBe('/console/login/code?next=%2Fconsole%2Fleads');
  return visitor;
}

const give = (visitor: Visitor, code: string) =>
  visitor.post('/console/login/code', { code, next: '/console/leads' });

test('it counts once a first code has come; secret and recovery codes are shown then alone', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  const { html } = await visitor.get(PATH);
  const secret = secretIn(html);
  expect(html).toContain('<svg class="qr"');
  const wrong = await visitor.post(PATH, { secret, code: '000000' });
  expect(wrong.status).toBe(422);
  expect(secretIn(wrong.html), 'the app has read this one already').toBe(secret);
  expect((await visitor.post(PATH, { secret: 'AAAA', code: '000000' })).status).toBe(303);
  expect(
    (await createVisitor(stand.url).post('/console/login', { login, password: PASSWORD })).headers.get(
      'location',
    ),
  ).toBe('/console/overview');

  const on = await visitor.post(PATH, { secret, code: ` ${codeOf(secret).replace(/(...)/, '$1 ')}` });
  expect(codesIn(on.html)).toHaveLength(10);
  const after = (await visitor.get(PATH)).html + (await visitor.get('/console/settings/me')).html;
  expect(after).not.toContain(secret);
  expect(codesIn(after)).toEqual([]);
  const [row] = await stand.query<Record<string, unknown>>('select * from users where login = $1', [login]);
  for (const code of codesIn(on.html)) expect(JSON.stringify(row)).not.toContain(code);
});

test('the password alone signs nobody in', async () => {
  const { login, secret, visitor: before } = await addCareful();
  const visitor = await halfIn(login);
  expect([...visitor.cookies.keys()]).toEqual([STEP_COOKIE]);
  expect((await visitor.get('/console/logs')).status).toBe(302);
  expect((await visitor.get('/console/login/code?next=/console/leads')).html).toContain('one-time-code');
  expect((await give(visitor, '000000')).status).toBe(401);

  const done = await give(visitor, codeOf(secret, 1));
  expect([done.status, done.headers.get('location')]).toEqual([303, '/console/leads']);
  expect([...visitor.cookies.keys()]).toEqual(['subpixel-console']);
  expect((await visitor.get('/console/logs')).status).toBe(200);
  expect((await before.get('/console/logs')).status, 'who turned it on stays').toBe(200);
});

test('a code is good for one sign-in, and so is the step before it', async () => {
  const { login, secret } = await addCareful();
  expect((await give(await halfIn(login), codeOf(secret))).status, 'turned it on').toBe(401);
  const [visitor, another] = [await halfIn(login), await halfIn(login)];
  const stolen = createVisitor(stand.url);
  stolen.cookies.set(STEP_COOKIE, visitor.cookies.get(STEP_COOKIE) ?? '');
  const code = codeOf(secret, 1);
  expect((await give(visitor, code)).status).toBe(303);
  expect((await give(another, code)).status).toBe(401);
  expect((await give(stolen, codeOf(secret, 1))).headers.get('location')).toContain('/console/login?next=');
  expect((await give(createVisitor(stand.url), code)).headers.get('location')).toContain(
    '/console/login?next=',
  );
});

test('of twins that arrive at once, one is in', async () => {
  const { login, codes } = await addCareful();
  const visitors = await Promise.all([halfIn(login), halfIn(login)]);
  const statuses = await Promise.all(visitors.map(async (each) => (await give(each, codes[0] ?? '')).status));
  expect(statuses.sort()).toEqual([303, 401]);
});

test('a recovery code works once, however it is typed', async () => {
  const { login, codes, visitor } = await addCareful();
  const typed = (codes[3] ?? '').toUpperCase().replace('-', ' ');
  expect((await give(await halfIn(login), typed)).status).toBe(303);
  expect((await give(await halfIn(login), typed)).status).toBe(401);
  expect((await visitor.get('/console/settings/me')).html).toContain('9 recovery codes are left.');
});

test('codes are guessed a few times only, and the right password gives no new tries', async () => {
  const { login, codes } = await addCareful();
  for (let count = 0; count < 6; count += 1)
    expect((await give(await halfIn(login), '000000')).status).toBe(401);
  const { status, html } = await give(await halfIn(login), codes[0] ?? '');
  expect([status, html.includes('Too many tries')]).toEqual([429, true]);
});

test('what is half done ends after five minutes, and with a new password', async () => {
  const { login, codes, visitor: inside } = await addCareful();
  const late = await halfIn(login);
  await stand.query(`update second_steps set expires_at = now() - interval '1 second'`);
  expect((await give(late, codes[0] ?? '')).headers.get('location')).toContain('/console/login?next=');
  const thief = await halfIn(login);
  await inside.post('/console/settings/me/password', { old: PASSWORD, fresh: 'a new one that is long' });
  expect((await give(thief, codes[0] ?? '')).headers.get('location')).toContain('/console/login?next=');
});

test('turning it off takes the password', async () => {
  const { login, visitor } = await addCareful();
  const off = (password: string) => visitor.post(`${PATH}/off`, { password });
  expect((await off('wrong')).html).toContain('The password is wrong.');
  expect((await off(PASSWORD)).status).toBe(303);
  expect((await stand.enter(login)).cookies.has('subpixel-console')).toBe(true);
});

test('turning it on asks for the password again after a quarter of an hour, and keeps what was typed', async () => {
  const { login, accountId } = await stand.addUser();
  const visitor = await stand.enter(login);
  const other = createVisitor(stand.url);
  const cookie = visitor.cookies.get('subpixel-console') ?? '';
  other.cookies.set('subpixel-console', cookie);
  await stand.query(
    `update sessions set confirmed_at = now() - interval '16 minutes' where user_id = (select id from users where login = $1)`,
    [login],
  );
  const secret = secretIn((await visitor.get(PATH)).html);
  const form = { secret, code: codeOf(secret) };
  const asked = await visitor.post(PATH, form);
  expect(asked.status).toBe(403);
  expect(secretIn(asked.html)).toBe(secret);
  expect(asked.html).toContain(`action="${PATH}"`);
  const wrong = await visitor.post(PATH, { ...form, 'confirm-password': 'wrong' });
  expect([wrong.status, wrong.html.includes('The password is wrong.')]).toEqual([403, true]);
  expect(wrong.html).not.toContain('value="wrong"');

  expect((await visitor.post(PATH, { ...form, 'confirm-password': PASSWORD })).status).toBe(200);
  expect(visitor.cookies.get('subpixel-console'), 'the cookie is another').not.toBe(cookie);
  expect((await visitor.get('/console/logs')).status).toBe(200);
  expect((await other.get('/console/logs')).status).toBe(302);
  const lines = await stand.query('select action from audit_log where account_id = $1 order by id', [
    accountId,
  ]);
  expect(lines.map(({ action }) => action)).toEqual(['sign-in', 'session.confirm', 'user.second-step-on']);
});

test('failed sign-ins of users that there are get into the audit log, a line a minute', async () => {
  const { login, accountId } = await stand.addUser();
  for (let count = 0; count < 3; count += 1)
    await createVisitor(stand.url).post('/console/login', { login, password: 'wrong' });
  const read = () => stand.query('select details from audit_log where account_id = $1', [accountId]);
  await expect.poll(read).toEqual([{ details: { at: 'password' } }]);
});
