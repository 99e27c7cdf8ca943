import { describe, expect, test } from 'vitest';
import { isWebAddress } from '../../collector/console/components/foreign.tsx';
import { isOwnRequest } from '../../collector/console/csrf.ts';
import { safeNext } from '../../collector/console/door.ts';
import { createLoginLimit, networkOf } from '../../collector/console/login-limit.ts';
import { readPairs } from '../../collector/console/pairs.ts';
import { hashPassword, verifyPassword } from '../../collector/people/password.ts';

describe('a request that may change something', () => {
  const PUBLIC = 'https://track.example';
  test.each([
    ['GET from anywhere', { method: 'GET', secFetchSite: 'cross-site' }, true],
    ['a form of our own', { secFetchSite: 'same-origin' }, true],
    ['typed by the user', { secFetchSite: 'none' }, true],
    ['another site', { secFetchSite: 'cross-site' }, false],
    ['a subdomain', { secFetchSite: 'same-site' }, false],
    ['another site that claims our origin', { secFetchSite: 'cross-site', origin: PUBLIC }, false],
    ['plain http: our own host', { origin: 'http://10.0.0.5:8080', host: '10.0.0.5:8080' }, true],
    ['plain http: another port', { origin: 'http://10.0.0.5:9090', host: '10.0.0.5:8080' }, false],
    ['a proxy that changes the host', { origin: PUBLIC, host: 'collector:8080' }, true],
    ['another origin', { origin: 'https://evil.example', host: 'track.example' }, false],
    [
      'our name inside another',
      { origin: 'https://track.example.evil.example', host: 'track.example' },
      false,
    ],
    ['a sandboxed page', { origin: 'null', host: 'track.example' }, false],
    ['no header at all', { host: 'track.example' }, false],
  ])('%s: %o → %s', (_, given, expected) => {
    const request = { method: 'POST', secFetchSite: '', origin: '', host: '', ...given };
    expect(isOwnRequest(request, PUBLIC)).toBe(expected);
  });
});

test.each([
  ['/console/leads?flow=a', '/console/leads?flow=a'],
  ['/console/logs/0192', '/console/logs/0192'],
  [null, '/console/overview'],
  ['', '/console/overview'],
  ['//evil.example/console/', '/console/overview'],
  ['/\\evil.example/console/', '/console/overview'],
  ['https://evil.example/console/', '/console/overview'],
  ['javascript:alert(1)', '/console/overview'],
  ['/console/../api/track/postback.json?id=1', '/console/overview'],
  ['/console/\r\nSet-Cookie: a=b', '/console/Set-Cookie:%20a=b'],
])('after signing in, %j leads to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

test.each([
  ['https://shop.example/a?b=c', true],
  ['HTTP://shop.example', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)//http://x', false],
  ['data:text/html,<script>', false],
  ['//shop.example', false],
  ['http://', false],
  ['/c/demo?x=1', false],
])('%s is a link: %s', (url, expected) => {
  expect(isWebAddress(url)).toBe(expected);
});

test.each([
  [
    'a=1&b=x+y',
    [
      ['a', '1'],
      ['b', 'x y'],
    ],
  ],
  [
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['meta%5Bsize%5D=XL', [['meta[size]', 'XL']]],
  [
    'a=%E4%ZZ&b',
    [
      ['a', '%E4%ZZ'],
      ['b', ''],
    ],
  ],
  ['a=b=c', [['a', 'b=c']]],
  ['', []],
])('the pairs of %s', (text, expected) => {
  expect(readPairs(text)).toEqual(expected);
});

test('a password fits its own hash and no other, and nobody has one', async () => {
  const [first, second] = await Promise.all([hashPassword('secret'), hashPassword('secret')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(first, 'secret')).toBe(true);
  expect(await verifyPassword(first, 'Secret')).toBe(false);
  expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  expect(await verifyPassword('-', '-')).toBe(false);
});

describe('guessing', () => {
  const start = Date.UTC(2026, 0, 1);
  function limitAt(clock: { time: number }) {
    return createLoginLimit(() => new Date(clock.time));
  }
  const tryTimes = (times: number, one: (index: number) => number) =>
    Array.from({ length: times }, (_, index) => one(index)).filter((wait) => wait === 0).length;

  test('one login from one network gets ten tries in a quarter of an hour', () => {
    const clock = { time: start };
    const limit = limitAt(clock);
    expect(tryTimes(30, () => limit.take('ann', '192.0.2.1'))).toBe(10);
    expect(limit.take('ann', '192.0.2.1')).toBe(900);
    expect(limit.take('ann', '198.51.100.1'), 'from elsewhere she gets in').toBe(0);
    clock.time += 900_000;
    expect(limit.take('ann', '192.0.2.1')).toBe(0);
  });

  test('a right password forgets typing errors', () => {
    const limit = limitAt({ time: start });
    tryTimes(9, () => limit.take('ann', '192.0.2.1'));
    limit.succeed('ann', '192.0.2.1');
    expect(tryTimes(20, () => limit.take('ann', '192.0.2.1'))).toBe(10);
  });

  test('many logins from one network, whatever the end of its address', () => {
    const limit = limitAt({ time: start });
    expect(tryTimes(200, (index) => limit.take(`user${index}`, `2001:db8::${index.toString(16)}`))).toBe(50);
  });

  test('one login from many networks', () => {
    const limit = limitAt({ time: start });
    expect(tryTimes(500, (index) => limit.take('ann', `10.0.${index >> 8}.${index & 255}`))).toBe(200);
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:ffff::1', '2001:db8:0:0::/64'],
  ['2001:0DB8:0000:0000:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('%s is in %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
