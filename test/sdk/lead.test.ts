import { expect, test } from 'vitest';
import { type Lead, leadBody } from '../../sdk/lib/lead.ts';

const VISIT = { click: 'c', at: 0, known: true, context: { url: 'u', referrer: '', utm_source: 'fb' } };
const ALWAYS = { url: 'u', referrer: '', utm_source: 'fb', key: 'k', click: 'c' };

const circle: Record<string, unknown> = { a: 1 };
circle.self = circle;

const cases: [title: string, lead: unknown, expected: Record<string, unknown>][] = [
  ['nothing but the click', undefined, {}],
  ['known fields', { name: 'Ann', phone: 5, status: 'approve', price: 1 }, { name: 'Ann', phone: 5 }],
  [
    'no password of a whole form',
    { email: 'a@b.example', password: 'x', card: '4111' },
    { email: 'a@b.example' },
  ],
  [
    "tags in the click's place",
    { tags: { utm_source: 'a', other: 'b' }, goal: 'g' },
    { utm_source: 'a', goal: 'g' },
  ],
  ['meta', { meta: { n: 0, o: { a: [1] } } }, { meta: { n: 0, o: { a: [1] } } }],
  ['no meta that is a circle', { name: 'Ann', meta: { circle } }, { name: 'Ann', meta: {} }],
  ['nothing of a lead that is no JSON', { name: 1n }, {}],
  ['no other click and key', { click: 'x', key: 'y' }, {}],
  ['nothing of a text', 'Ann', {}],
];

test.each(cases)('a lead carries %s', (_, lead, expected) => {
  expect(JSON.parse(leadBody(VISIT, 'k', lead as Lead))).toEqual({ ...ALWAYS, ...expected });
});
