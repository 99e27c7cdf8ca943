import { expect, test } from 'vitest';
import { isWebUrl, replaceClickMacro } from '../../sdk/lib/click-macro.ts';
import { looksLikeMacro } from '../../sdk/lib/macro-like.ts';

test.each([
  ['a{click}b%7Bclick%7Dc%7bCLICK%7d', 'aXbXcX'],
  ['{clicks} {{x}} click', '{clicks} {{x}} click'],
])('%j becomes %j', (text, expected) => {
  expect(replaceClickMacro(text, 'X')).toBe(expected);
});

test.each([
  ['https://a.example', true],
  ['HTTP://a.example', true],
  ['  /path', true],
  ['//a.example/x:y', true],
  ['?a=b:c', true],
  ['#a:b', true],
  ['{click}', true],
  ['javascript:x', false],
  ['java\nscript:x', false],
  [' \u0001javascript:x', false],
  ['mailto:a@b.example', false],
  ['data:text/html,x', false],
  ['tel:1', false],
])('the web has %j: %j', (url, expected) => {
  expect(isWebUrl(url)).toBe(expected);
});

test.each([
  ...['{x}', '{{x}}', '$' + '{x}', '#x#', '##x##', '[x]', '[[[x]]]', '%x%', '<x>', '[=x=]', '#{x}', ' {x} '],
])('%j is a macro that nobody replaced', (value) => {
  expect(looksLikeMacro(value)).toBe(true);
});

test.each(['', 'x', 'a {x} b', '100%', '#1', 'null', '5 < 6 > 4'])('%j is a value', (value) => {
  expect(looksLikeMacro(value)).toBe(false);
});
