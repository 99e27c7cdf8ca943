import { expect, test } from 'vitest';
import type { Failure, Reply } from '../../collector/outgoing/courier.ts';
import { checkRule, readAnswer } from '../../collector/outgoing/read-answer.ts';
import type { AnswerRules } from '../../collector/storage/receivers.ts';

const rules = (some: Partial<AnswerRules>): AnswerRules => ({
  accepted: null,
  refused: null,
  uid: null,
  reason: null,
  ...some,
});

const answered = (http: number, answer = ''): Reply => ({
  ...{ http, answer, failure: null, explains: '', retryAfterMs: null, mayHaveArrived: true, tookMs: 5 },
});

const failed = (failure: Failure, mayHaveArrived: boolean): Reply => ({
  ...{ failure, mayHaveArrived, http: null, answer: '', explains: '', retryAfterMs: null, tookMs: 5 },
});

const dawdled = (answer: string): Reply => ({ ...answered(200, answer), failure: 'timeout' });

const accepted = (uid: string) => ({ kind: 'accepted', uid });
const refused = (reason: string) => ({ kind: 'refused', reason });
const again = { kind: 'again' };
const unsure = { kind: 'unsure' };

const STATUS = rules({
  accepted: '$.status = ok',
  refused: '$.status = error',
  uid: '$.id',
  reason: '$.msg',
});

test.each([
  ['rules say yes', STATUS, answered(200, '{"status":"ok","id":77}'), accepted('77')],
  ['rules say no', STATUS, answered(200, '{"status":"error","msg":"bad phone"}'), refused('bad phone')],
  ['rules say no with a status', STATUS, answered(422, '{"status":"error","msg":"late"}'), refused('late')],
  ['a duplicate is the order', STATUS, answered(409, '{"status":"ok","id":"a-1"}'), accepted('a-1')],
  ['case does not matter', STATUS, answered(200, '{"status":"OK"}'), accepted('')],
  ['no rule understands it', STATUS, answered(200, '{"status":"wait"}'), unsure],
  ['no JSON at all', STATUS, answered(200, '<h1>Welcome</h1>'), unsure],
  ['cut off', STATUS, answered(200, '{"status":"ok","id":77'), unsure],
  ['a status that no rule explains', STATUS, answered(400, '{}'), again],
  ['no rules: each 2xx', null, answered(201, '<h1>Thank you</h1>'), accepted('')],
  ['no rules: 422', null, answered(422, 'bad\n phone'), refused('bad phone')],
  ['no rules: 422 without a word', null, answered(422), refused('HTTP 422')],
  ['the wrong key', STATUS, answered(403, '{"status":"error","msg":"token"}'), again],
  ['no such page', null, answered(404), again],
  ['too many', STATUS, answered(429), again],
  ['gone', STATUS, answered(410), again],
  ['their bug', STATUS, answered(500, '{"status":"ok","id":1}'), unsure],
  ['their outage', null, answered(503), unsure],
  ['a redirect', null, answered(302), unsure],
  ['a redirect as a failure', null, { ...failed('redirect', true), http: 302 }, unsure],
  ['never connected', STATUS, failed('connect', false), again],
  ['no such host', null, failed('dns', false), again],
  ['timed out before it was sent', null, failed('timeout', false), again],
  ['timed out', null, failed('timeout', true), unsure],
  ['broken off', STATUS, failed('reset', true), unsure],
  ['dawdled over its end', STATUS, dawdled('{"status":"ok","id":7}'), accepted('7')],
  ['dawdled over its middle', STATUS, dawdled('{"status":"ok","id":7'), unsure],
  ['half a number', rules({ uid: '$' }), dawdled('12'), unsure],
  ['half a text', rules({ uid: 'OK {uid}' }), dawdled('OK 12'), unsure],
  ['dawdled, where nobody reads it', null, dawdled('Tha'), accepted('')],
  [
    'only where the ID stands',
    rules({ uid: '$.data[0].id' }),
    answered(200, '{"data":[{"id":9}]}'),
    accepted('9'),
  ],
  ['the ID is missing', rules({ uid: '$.data[0].id' }), answered(200, '{"data":[]}'), unsure],
  [
    'numbers are written at length',
    STATUS,
    answered(200, '{"rate":0.10000000000000001,"at":1.2345678901234567e-17,"status":"ok","id":77}'),
    accepted('77'),
  ],
  [
    'IDs are not rounded',
    rules({ uid: '$.id' }),
    answered(200, '{"id":12345678901234567890}'),
    accepted('12345678901234567890'),
  ],
  [
    'what no database takes',
    STATUS,
    answered(200, '{"status":"error","msg":"a\\u0000b\\ud800"}'),
    refused('ab'),
  ],
  ['no ID either', STATUS, answered(200, '{"status":"ok","id":"a\\u0000"}'), accepted('')],
  ['0 is no ID', rules({ uid: '$.id' }), answered(200, '{"id":0}'), unsure],
  ['a sentence is no ID', rules({ uid: 'OK {uid}' }), answered(200, 'OK please wait'), unsure],
  ['a pattern', rules({ uid: 'OK {uid};*' }), answered(200, ' OK 5a-7;thanks\r\n'), accepted('5a-7')],
  ['XML', rules({ uid: '*<id>{uid}</id>*' }), answered(200, '<r><id>5</id></r>'), accepted('5')],
  [
    'a pattern for a refusal',
    rules({ refused: 'ERR*', reason: 'ERR {reason}' }),
    answered(200, 'ERR no stock'),
    refused('no stock'),
  ],
  [
    'the one or the other',
    rules({ accepted: '$.ok || $.error = *duplicate*', uid: '$.id || $.old' }),
    answered(200, '{"error":"a Duplicate order","old":4}'),
    accepted('4'),
  ],
  [
    'unlike',
    rules({ refused: '$.error != null', reason: '$.error' }),
    answered(200, '{"error":{"code":3}}'),
    refused('{"code":3}'),
  ],
  ['unlike, but not there', rules({ refused: '$.error != null' }), answered(200, '{}'), accepted('')],
  [
    'what PHP calls empty',
    rules({ refused: '$.errors', accepted: '$.ok' }),
    answered(200, '{"errors":[],"ok":"0"}'),
    unsure,
  ],
  [
    'a quoted name',
    rules({ accepted: '$["order id"] = 5' }),
    answered(200, '\ufeff{"order id":5}'),
    accepted(''),
  ],
  ['not what all objects have', rules({ accepted: '$.constructor' }), answered(200, '{}'), unsure],
] as const)('%s', (_, given, reply, answer) => {
  expect(readAnswer(given, reply)).toEqual(answer);
});

test.each([
  ['$.status = ok', 'accepted', null],
  ['$.status == ok || OK*', 'accepted', null],
  ['$', 'accepted', null],
  ['$.data[0]["lead id"]', 'uid', null],
  ['* id={uid};*', 'uid', null],
  ['$..id', 'uid', 'bad-path'],
  ['$.data[x]', 'uid', 'bad-path'],
  ['$.data[-1] = 5', 'accepted', 'bad-path'],
  ['status = ok ||', 'accepted', 'empty'],
  ['$.status =', 'accepted', 'no-value'],
  ['$.id = 5', 'uid', 'compares'],
  ['OK', 'uid', 'no-place'],
  ['OK {reason}', 'uid', 'no-place'],
  ['{uid} and {uid}', 'uid', 'no-place'],
  ['OK {uid}', 'accepted', 'no-place'],
  ['OK *{uid}', 'uid', 'no-border'],
  ['a**b', 'refused', 'no-border'],
  ['x'.repeat(301), 'refused', 'too-long'],
] as const)('the rule %s for %s: %s', (rule, place, problem) => {
  expect(checkRule(rule, place)).toBe(problem);
});

test('a rule with a mistake fits nothing, so that nothing is taken for accepted by it', () => {
  expect(readAnswer(rules({ accepted: '$..' }), answered(200, '{}'))).toEqual(unsure);
});

test('no rule and no answer make it slow', () => {
  const rule = `${'a*'.repeat(140)}b`;
  const body = 'a'.repeat(4096);
  const answers = Array.from({ length: 200 }, () =>
    readAnswer(rules({ accepted: rule }), answered(200, body)),
  );
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['unsure']));
});
