import { expect, test } from 'vitest';
import { endpointOfScript, readEndpoint } from '../../sdk/lib/endpoint.ts';

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
  ['/own', 'https://site.example/own/api/track/'],
  ['//c.example', 'https://c.example/api/track/'],
  ['javascript:alert(1)', undefined],
  ['file:///x', undefined],
  ['http://[', undefined],
])('the base %j takes leads at %j', (base, expected) => {
  expect(readEndpoint(base, 'https://site.example/page')).toBe(expected);
});
