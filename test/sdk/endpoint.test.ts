import { expect, test } from 'vitest';
import { configure, endpointOfScript, listOf } from '../../sdk/lib/config.ts';
import { trackerOf } from '../../sdk/lib/page.ts';

test.each([
  ['https://c.example/sdk.js', 'https://c.example/'],
  ['https://c.example/sdk.js?key=pk_1#x/y', 'https://c.example/'],
  ['https://c.example:8443/px/other-name.js', 'https://c.example:8443/px/'],
  ['https://c.example/px/sdk/1.2.3.js', 'https://c.example/px/'],
  ['', ''],
])('the script %j is served by the collector at %j', (src, expected) => {
  expect(endpointOfScript(src)).toBe(expected);
});

test.each([
  ['https://c.example', 'https://c.example/api/track/'],
  ['https://c.example/px//', 'https://c.example/px/api/track/'],
  ['/own', '/own/api/track/'],
])('the base %j takes leads at %j', (endpoint, expected) => {
  const settings: Record<string, string> = { key: 'pk_1', endpoint };
  configure((name) => settings[name]);
  expect(trackerOf('pk_1')).toBe(expected);
});

test('without a key nothing is sent anywhere', () => {
  configure((name) => ({ endpoint: 'https://c.example' })[name as string]);
  expect(trackerOf('')).toBe('');
});

test.each([
  ['subid', ['subid']],
  [' a, b  c,', ['a', 'b', 'c']],
  ['', []],
  [undefined, []],
])('the list %j is %j', (text, expected) => {
  expect([...listOf(text)]).toEqual(expected);
});
