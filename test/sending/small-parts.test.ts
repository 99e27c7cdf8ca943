import { expect, test } from 'vitest';
import { readAllowList } from '../../collector/outgoing/allow-list.ts';
import { createBreaker } from '../../collector/outgoing/breaker.ts';
import { readRetryAfter } from '../../collector/outgoing/retry-after.ts';
import { createRightOfWay } from '../../collector/outgoing/right-of-way.ts';
import { signatureOf } from '../../collector/outgoing/sign.ts';

// The example of the specification's own libraries.
test('a signature is the one that Standard Webhooks asks for', () => {
  const signed = signatureOf(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_999),
    '{"test": 2432232314}',
  );
  expect(Object.fromEntries(signed)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

const NOW = new Date('2026-03-01T10:00:00Z');
test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Sun, 01 Mar 2026 10:01:00 GMT', 60_000],
  ['Sunday, 01-Mar-26 10:01:00 GMT', 60_000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
  ['99999999999', 99_999_999_999_000],
  ['', null],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['soon', null],
  [undefined, null],
])('Retry-After «%s» is %s', (value, expected) => expect(readRetryAfter(value, NOW)).toBe(expected));

test('an allow-list knows hosts, ports, addresses and networks, and nothing else', () => {
  const allowed = readAllowList([
    'Tracker.lan',
    'other.lan:3000',
    '10.8.0.0/16',
    '192.168.1.7',
    'fd00::/8',
    '[fd00::7]:81',
    'bücher.lan',
  ]);
  expect(allowed.hasTarget('tracker.lan', 9999)).toBe(true);
  expect(allowed.hasTarget('other.lan', 3000)).toBe(true);
  expect(allowed.hasTarget('other.lan', 3001)).toBe(false);
  expect(allowed.hasTarget('xn--bcher-kva.lan', 80)).toBe(true);
  for (const ip of ['10.8.255.1', '192.168.1.7', 'fd00::1', '::ffff:10.8.0.1'])
    expect(allowed.hasAddress(ip), ip).toBe(true);
  for (const ip of ['10.9.0.1', '192.168.1.8', 'fe80::1', 'tracker.lan', ''])
    expect(allowed.hasAddress(ip), ip).toBe(false);
  const wrong = ['http://tracker.lan', 'a b', 'tracker.lan/path', '10.0.0.0/99', 'u@tracker.lan'];
  for (const entry of [...wrong, '10.8.0.0/', '10.8.0.0/16/3', 'tracker.lan:99999'])
    expect(() => readAllowList([entry]), entry).toThrow();
});

test('a breaker opens after five failures in a row, and tries with one after growing pauses', () => {
  const breaker = createBreaker();
  for (let failure = 0; failure < 4; failure += 1) breaker.failed(0);
  breaker.succeeded();
  for (let failure = 0; failure < 4; failure += 1) breaker.failed(0);
  expect(breaker.allows(0)).toBe('all');
  breaker.failed(0);
  // What was under way fails, too, and says nothing new.
  for (let failure = 0; failure < 7; failure += 1) breaker.failed(10);
  expect([breaker.allows(4999), breaker.allows(5000)]).toEqual(['none', 'one']);
  let now = 5000;
  for (const pause of [10_000, 20_000, 40_000, 60_000, 60_000]) {
    breaker.failed(now);
    expect([breaker.allows(now + pause - 1), breaker.allows(now + pause)], `${pause}`).toEqual([
      'none',
      'one',
    ]);
    now += pause;
  }
  breaker.succeeded();
  expect(breaker.allows(now)).toBe('all');
});

test('in a rush, and only then, tries begin in one slice of eight', () => {
  let waiting = 0;
  let idle = 0;
  const way = createRightOfWay(
    () => waiting,
    () => idle,
  );
  const given = (slices: number) => {
    let count = 0;
    for (let slice = 0; slice < slices; slice += 1) {
      way.next();
      if (way.isGiven()) count += 1;
    }
    return count;
  };
  // The machine is full, but nobody waits: of ourselves, maybe.
  expect(given(40)).toBe(40);
  waiting = 7;
  expect(given(80)).toBeLessThan(20);
  expect(given(80)).toBe(10);
  expect(way.share()).toBe(1 / 8);
  // Somebody waits, as always where much comes in, but there is time for both.
  idle = 0.5;
  given(20);
  expect(given(40)).toBe(40);
  expect(way.share()).toBe(1);
});
