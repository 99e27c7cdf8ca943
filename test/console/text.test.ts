import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PARTS, PHRASES } from '../../collector/console/text/phrases.ts';
import { createText, type Translation } from '../../collector/console/text/text.ts';
import { localeOf } from '../../collector/people/locale.ts';

const phrases: [name: string, translation: Translation][] = Object.entries(PHRASES);
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test('no phrase is translated twice', () => {
  const names = PARTS.flatMap((part) => Object.keys(part));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('translations have the places of their phrase, and none is empty', () => {
  for (const [name, translation] of phrases) {
    const forms =
      typeof translation === 'string'
        ? [translation]
        : [translation.en.other, ...Object.values(translation.ru)];
    for (const form of forms) {
      expect(form.trim(), name).not.toBe('');
      expect([name, places(form)]).toEqual([name, places(name)]);
    }
  }
});

test('every phrase is said somewhere', () => {
  const root = fileURLToPath(new URL('../../collector/console', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('text/'))
    .map((file) => readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'"));
  const faults = new URL('../../collector/outgoing/check-receiver.ts', import.meta.url);
  files.push(readFileSync(faults, 'utf8'));
  // Formatting may wrap the code around a phrase, never the phrase itself.
  const isSaid = (name: string) =>
    files.some((file) =>
      [`'${name}'`, `"${name}"`, `\`${name}\``, ` ${name}: `, `\n  ${name},`].some((form) =>
        file.includes(form),
      ),
    );
  expect(phrases.map(([name]) => name).filter((name) => !isSaid(name))).toEqual([]);
});

test('numbers decide about the form, in both languages', () => {
  const phrase = 'Too many tries. Wait {n} minutes, then try again.';
  const says = (locale: 'en' | 'ru', n: number) => createText(locale)(phrase, { n });
  expect(says('en', 1)).toContain('a minute');
  expect(says('en', 21)).toContain('21 minutes');
  expect([1, 3, 5, 21].map((n) => says('ru', n).match(/\d+ [а-я]+/)?.[0])).toEqual([
    '1 минуту',
    '3 минуты',
    '5 минут',
    '21 минуту',
  ]);
});

test('a place without a value stays, so that the mistake is seen', () => {
  expect(createText('en')('Click {id}')).toContain('{id}');
});

test('the browser’s language is taken where we have it', () => {
  expect(['ru-RU,ru;q=0.9', 'de, ru;q=0.5', 'de', '', 'en-GB,ru'].map(localeOf)).toEqual([
    'ru',
    'ru',
    'en',
    'en',
    'en',
  ]);
});
