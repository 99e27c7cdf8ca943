import { expect, test } from 'vitest';
import { decideFate, PAUSES_MS, type Tried } from '../../collector/outgoing/back-off.ts';
import type { Failure, Reply } from '../../collector/outgoing/courier.ts';

const HOUR = 3600_000;

function replied(http: number | null, failure: Failure | null = null, more: Partial<Reply> = {}): Reply {
  const hasLeft = http !== null || failure === 'reset' || failure === 'timeout';
  return {
    ...{ http, failure, explains: '', answer: '', retryAfterMs: null, tookMs: 1 },
    mayHaveArrived: hasLeft,
    ...more,
  };
}

/** `random` 0.5: neither longer nor shorter. */
function fateOf(reply: Reply, tried: Partial<Tried> = {}, random = 0.5) {
  return decideFate({ reply, tries: 1, isOrder: false, rules: null, isKeyed: false, ...tried }, () => random);
}

test('the schedule: ten tries over three days, then it is given up', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => fateOf(replied(503), { tries: index + 1 }));
  expect(pauses.slice(0, 9).map((fate) => (fate.kind === 'again' ? fate.inMs / 1000 : fate))).toEqual([
    ...[5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
  ]);
  expect(pauses[9]).toEqual({ kind: 'failed', error: 'http', isGone: false });
  expect(PAUSES_MS.reduce((sum, each) => sum + each, 0) / HOUR).toBeCloseTo(75.6, 1);
});

test.each([
  [0, 0.8],
  [0.999_999, 1.2],
])('pauses are up to a fifth longer or shorter: %s', (random, factor) => {
  for (let tries = 1; tries < 10; tries += 1) {
    const fate = fateOf(replied(503), { tries }, random);
    const pause = PAUSES_MS[tries] ?? 0;
    expect(fate).toMatchObject({ kind: 'again' });
    if (fate.kind === 'again') expect(fate.inMs / pause).toBeCloseTo(factor, 3);
  }
});

const FATES: [what: string, reply: Reply, tries: number, fate: object][] = [
  ['200', replied(200), 1, { kind: 'sent', orderUid: null }],
  ['204', replied(204), 9, { kind: 'sent' }],
  ['200 that drips', replied(200, 'timeout'), 1, { kind: 'sent' }],
  ['200 that breaks off', replied(200, 'reset'), 1, { kind: 'sent' }],
  ['301', replied(301, 'redirect'), 2, { kind: 'again', error: 'redirect' }],
  ['301 at last', replied(301, 'redirect'), 3, { kind: 'failed', error: 'redirect' }],
  ['400', replied(400), 2, { kind: 'again', inMs: 300_000, error: 'http' }],
  ['400 at last', replied(400), 3, { kind: 'failed', error: 'http', isGone: false }],
  ['404 at last', replied(404), 3, { kind: 'failed' }],
  ['408', replied(408), 3, { kind: 'again' }],
  ['410', replied(410), 1, { kind: 'failed', error: 'gone', isGone: true }],
  ['425', replied(425), 9, { kind: 'again' }],
  ['429', replied(429), 9, { kind: 'again' }],
  ['429 at last', replied(429), 10, { kind: 'failed' }],
  ['500', replied(500), 9, { kind: 'again' }],
  ['no connection', replied(null, 'connect'), 9, { kind: 'again', error: 'connect' }],
  ['no name', replied(null, 'dns'), 1, { kind: 'again', error: 'dns' }],
  ['no TLS', replied(null, 'tls'), 1, { kind: 'again', error: 'tls' }],
  ['no answer', replied(null, 'timeout'), 1, { kind: 'again', error: 'timeout' }],
  ['a reset', replied(null, 'reset'), 1, { kind: 'again', error: 'reset' }],
  ['no key', replied(null, 'secret'), 1, { kind: 'again', error: 'secret' }],
  ['no URL', replied(null, 'bad-url'), 1, { kind: 'failed', error: 'bad-url' }],
  ['an address inside', replied(null, 'blocked'), 1, { kind: 'blocked', error: 'blocked' }],
];
test.each(FATES)('%s', (_what, reply, tries, fate) => expect(fateOf(reply, { tries })).toMatchObject(fate));

test('Retry-After makes a pause longer, never shorter, and not for ever', () => {
  const asked = (retryAfterMs: number) => fateOf(replied(429, null, { retryAfterMs }), { tries: 2 });
  expect(asked(1000)).toMatchObject({ inMs: 300_000 });
  expect(asked(HOUR)).toMatchObject({ inMs: HOUR });
  expect(asked(1e12)).toMatchObject({ inMs: 24 * HOUR });
});

const ORDERS: [what: string, reply: Reply, isKeyed: boolean, fate: object][] = [
  ['taken', replied(200), false, { kind: 'sent', orderUid: '' }],
  ['not wanted', replied(422, null, { answer: 'a double' }), false, { kind: 'refused', reason: 'a double' }],
  ['not begun', replied(null, 'connect'), false, { kind: 'again' }],
  [
    'connected to nobody in time',
    replied(null, 'timeout', { mayHaveArrived: false }),
    false,
    { kind: 'again' },
  ],
  ['too many', replied(429), false, { kind: 'again' }],
  ['no answer', replied(null, 'timeout'), false, { kind: 'unsure' }],
  ['no answer, but it knows its orders', replied(null, 'timeout'), true, { kind: 'again' }],
  ['half an answer, of which nothing is to be read', replied(200, 'timeout'), false, { kind: 'sent' }],
  ['a reset', replied(null, 'reset'), false, { kind: 'unsure' }],
  ['500', replied(500), false, { kind: 'unsure' }],
  ['500, but it knows its orders', replied(500), true, { kind: 'again' }],
  ['a redirect', replied(302, 'redirect'), false, { kind: 'unsure' }],
  ['an address inside', replied(null, 'blocked'), false, { kind: 'blocked' }],
];
test.each(ORDERS)('an order: %s', (_what, reply, isKeyed, fate) =>
  expect(fateOf(reply, { isOrder: true, isKeyed })).toMatchObject(fate),
);
