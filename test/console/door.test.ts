import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutdated } from '../../collector/people/password.ts';
import { type ConsoleStand, createVisitor, PASSWORD, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

const sessionIds = async () =>
  (await stand.query<{ id: string }>('select id from sessions')).map(({ id }) => id);
const hashOf = (value: string) => createHash('sha256').update(value).digest('hex');

test('a tracking link on the same host, which sets the click’s cookie, signs nobody out', async () => {
  const { login, flow } = await stand.addUser();
  await stand.query('update flows set landing_url = $1 where id = $2', ['http://127.0.0.1:9/', flow]);
  const visitor = await stand.enter(login);
  expect((await visitor.get(`/c/${flow}`)).headers.get('set-cookie')).toMatch(/^subpixel=[0-9a-f]{32};/);
  expect((await visitor.get('/console/logs')).status).toBe(200);
});

test('without a session every page leads to the door and back', async () => {
  for (const path of ['/logs?error=db', '/logs/0192', '/leads', '/leads/a/b', '/nowhere/at/all']) {
    const { status, headers, html } = await createVisitor(stand.url).get(`/console${path}`);
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(`/console/login?next=${encodeURIComponent(`/console${path}`)}`);
    expect(html).not.toContain('<table');
  }
});

test('a form that was filled in for longer than the session is held, and can be sent once one has signed in', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  await stand.query('delete from sessions');
  const form = { id: 'late-flow', name: 'A "long" name\nin two lines', password: PASSWORD };
  const { status, html } = await visitor.post('/console/flows/new', form);
  expect(status).toBe(401);
  expect(html).toContain('<form method="post" action="/console/flows/new">');
  expect(html).toContain('name="name" value="A &quot;long&quot; name\nin two lines"');
  expect(html, 'nobody reads a password out of the page').not.toContain(PASSWORD);
  const [flow] = await stand.query(`select 1 from flows where id = 'late-flow'`);
  expect(flow).toBeUndefined();
});

test('signing in gives a new random cookie, of which the database knows the hash alone', async () => {
  const { login } = await stand.addUser();
  const visitor = createVisitor(stand.url);
  const next = '/console/leads?status=new';
  const first = await visitor.post('/console/login', {
    login: ` ${login.toUpperCase()} `,
    password: PASSWORD,
    next,
  });
  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe(next);
  expect(first.headers.get('set-cookie')).toMatch(
    /^subpixel-console=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i,
  );

  const value = visitor.cookies.get('subpixel-console') ?? '';
  expect(await sessionIds()).toContain(hashOf(value));
  expect(JSON.stringify(await stand.query('select * from sessions'))).not.toContain(value);
  expect((await visitor.get('/console/logs')).status).toBe(200);

  await visitor.post('/console/login', { login, password: PASSWORD });
  expect(visitor.cookies.get('subpixel-console')).not.toBe(value);
  expect(await sessionIds(), 'the old session is gone').not.toContain(hashOf(value));
});

test('a wrong password and an unknown login get the same answer and no session', async () => {
  const { login } = await stand.addUser();
  const before = await sessionIds();
  const answers = await Promise.all(
    [login, 'no-such-user'].map(async (each) => {
      const visitor = createVisitor(stand.url);
      const { status, html } = await visitor.post('/console/login', { login: each, password: 'wrong' });
      expect(visitor.cookies.size).toBe(0);
      return [status, html.replaceAll(each, 'LOGIN')];
    }),
  );
  expect(answers[0]?.[0]).toBe(401);
  expect(answers[0]).toEqual(answers[1]);
  expect(await sessionIds()).toEqual(before);
});

test('after ten wrong passwords the right one has to wait', async () => {
  const { login } = await stand.addUser();
  const visitor = createVisitor(stand.url);
  for (let count = 0; count < 10; count += 1) {
    expect((await visitor.post('/console/login', { login, password: 'wrong' })).status).toBe(401);
  }
  const { status, headers, html } = await visitor.post('/console/login', { login, password: PASSWORD });
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(html).toContain('Too many tries');
  expect(visitor.cookies.size).toBe(0);
});

test('signing out ends the session for good', async () => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const stolen = createVisitor(stand.url);
  stolen.cookies.set('subpixel-console', visitor.cookies.get('subpixel-console') ?? '');
  expect((await stolen.get('/console/logs')).status).toBe(200);

  const { status, headers } = await visitor.post('/console/logout', {});
  expect([status, headers.get('location')]).toEqual([303, '/console/login']);
  expect(visitor.cookies.size).toBe(0);
  expect((await stolen.get('/console/logs')).status).toBe(302);
});

test('a session ends when it has expired, and with its user', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  const id = hashOf(visitor.cookies.get('subpixel-console') ?? '');
  await stand.query(`update sessions set expires_at = now() - interval '1 second' where id = $1`, [id]);
  expect((await visitor.get('/console/logs')).status).toBe(302);

  const another = await stand.enter(login);
  expect(await sessionIds(), 'signing in sweeps what has expired').not.toContain(id);
  await stand.query('delete from users where login = $1', [login]);
  expect((await another.get('/console/logs')).status).toBe(302);
});

test('another site can neither sign out nor sign in', async () => {
  const { login } = await stand.addUser();
  const visitor = await stand.enter(login);
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }, {}]) {
    expect((await visitor.post('/console/logout', {}, headers)).status).toBe(403);
    const stranger = createVisitor(stand.url);
    expect((await stranger.post('/console/login', { login, password: PASSWORD }, headers)).status).toBe(403);
    expect(stranger.cookies.size).toBe(0);
  }
  expect((await visitor.get('/console/logs')).status).toBe(200);
});

test('a form that is too large, or holds what no text may hold, is no fault of the server', async () => {
  const visitor = createVisitor(stand.url);
  const send = (login: string, password: string) => visitor.post('/console/login', { login, password });
  expect((await send('a'.repeat(20_000), 'x')).status).toBe(413);
  expect((await send('ad\0min', 'x\0')).status).toBe(401);
  expect((await send('\ud800', '\ud800')).status).toBe(401);
  expect((await send('', '')).status).toBe(401);
  expect(stand.errors).toEqual([]);
});

test('a password that was hashed at another cost is hashed anew as soon as it is known', async () => {
  const { login } = await stand.addUser();
  const cheap = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  await stand.query('update users set password_hash = $1 where login = $2', [cheap, login]);
  const stored = async () =>
    (
      await stand.query<{ password_hash: string }>('select password_hash from users where login = $1', [
        login,
      ])
    )[0]?.password_hash ?? '';
  const visitor = createVisitor(stand.url);

  await visitor.post('/console/login', { login, password: 'wrong' });
  expect(await stored(), 'nobody proved to know it').toBe(cheap);
  await stand.enter(login);
  const fresh = await stored();
  expect([isOutdated(cheap), isOutdated(fresh)]).toEqual([true, false]);
  await stand.enter(login);
  expect(await stored(), 'once is enough').toBe(fresh);
});
