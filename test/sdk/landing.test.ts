import { expect, test } from 'vitest';
import { clickFromQuery, readQuery, tagsOf } from '../../sdk/lib/landing.ts';

const OURS = '0192f3a4b5c67d8e9f00112233445566';
const FOREIGN = 'd41d8cd98f00b204e9800998ecf8427e';

test.each([
  [`?click=${OURS}`, '', OURS],
  [`?click=${FOREIGN}`, '', FOREIGN],
  [`?click={click}&s2=${OURS}`, '', OURS],
  [`?sub1=${FOREIGN}`, '', undefined],
  [`?sub1=${FOREIGN}`, 'sub1', FOREIGN],
  [`?visit=${OURS}`, '', undefined],
  [`?visit=${OURS}`, 'visit', OURS],
  [`?%=%&click=${OURS}`, '', OURS],
  ['?click=', '', undefined],
  ['', '', undefined],
])('the click in %j, with the own names %j, is %j', (query, own, expected) => {
  expect(clickFromQuery(query, own)).toBe(expected);
});

test.each([
  ['?utm_source=fb&utm_term=a+b%26', { utm_source: 'fb', utm_term: 'a b&' }],
  ['?subid=1&subid=2&adid=', { subid: '2', adid: '' }],
  ['?utm_source=100%&UTM_MEDIUM=x&other=y', { utm_source: '100%' }],
  ['', {}],
])('the tags in %j are %j', (query, expected) => {
  expect(tagsOf(readQuery(query))).toEqual(expected);
});
