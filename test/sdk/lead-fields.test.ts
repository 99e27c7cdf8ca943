import { expect, test } from 'vitest';
import { type Lead, leadFields } from '../../sdk/lib/lead-fields.ts';

const circle: Record<string, unknown> = { a: 1 };
circle.self = circle;

const cases: [title: string, lead: unknown, expected: Record<string, unknown>][] = [
  [
    'known fields as text',
    { name: 'Ann', phone: 5, status: 'approve', price: 1 },
    { name: 'Ann', phone: '5' },
  ],
  ['nothing empty', { name: '', email: null, comment: undefined, meta: {}, tags: {} }, {}],
  [
    'tags beside the fields',
    { tags: { utm_source: 'a', other: 'b' }, goal: 'g' },
    { utm_source: 'a', goal: 'g' },
  ],
  ['meta as text', { meta: { n: 0, t: '', o: { a: [1] } } }, { meta: { n: '0', t: '', o: '{"a":[1]}' } }],
  [
    'meta that cannot be told',
    { meta: { circle, f: () => 1, big: 1n, none: null, x: 'y' } },
    { meta: { x: 'y' } },
  ],
  ['something else', 'Ann', {}],
];

test.each(cases)('%s', (_, lead, expected) => {
  expect(leadFields(lead as Lead)).toEqual(expected);
});
