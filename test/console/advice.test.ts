import { expect, test } from 'vitest';
import { adviceFor } from '../../collector/console/advice.ts';

const REPEATED = { error: 'no-changes', reason: 'same', warnings: [], settledBy: null } as const;

test('a repetition needs nobody, unless something in it does', () => {
  expect(adviceFor(REPEATED)).toEqual([
    'This is not a fault: networks repeat themselves. There is nothing to do.',
  ]);
  const [advice = '', ...more] = adviceFor({ ...REPEATED, warnings: ['unmapped-status'] });
  expect(advice).toMatch(/^Say below what the word means/);
  expect(more).toEqual([]);
});

test('a refusal is told before its warnings, and what is settled needs nothing', () => {
  const refused = { ...REPEATED, error: 'bad-flow', reason: 'unknown', warnings: ['cut'] } as const;
  expect(adviceFor(refused).map((advice) => advice.split(' ')[0])).toEqual(['Nothing', 'Send']);
  expect(adviceFor({ ...refused, settledBy: 'a'.repeat(32) })).toEqual([
    'This is settled: a later entry did what this one could not.',
  ]);
});
