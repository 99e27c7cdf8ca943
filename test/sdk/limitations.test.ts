import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const specs = new URL('../../e2e/sdk/', import.meta.url);

/** As they are compared: how a sentence begins and ends is the README's business. */
const plain = (text: string): string => text.toLowerCase().replace(/[.:]$/, '');

test('the README lists all limitations that have a test, and no other', () => {
  const sources = readdirSync(specs)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => readFileSync(new URL(name, specs), 'utf8'));
  const tested = [...sources.join('').matchAll(/'limitation: (.*?)'/g)].map(([, title = '']) => plain(title));

  const readme = readFileSync(new URL('../../sdk/README.md', import.meta.url), 'utf8');
  const chapter = readme.split('## Limitations')[1]?.split('\n## ')[0] ?? '';
  const listed = [...chapter.matchAll(/^- \*\*(.*?)\*\*/gm)].map(([, title = '']) => plain(title));

  expect(listed.length).toBeGreaterThan(10);
  expect(listed.sort()).toEqual(tested.sort());
});
