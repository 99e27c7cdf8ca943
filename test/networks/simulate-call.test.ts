import { describe, expect, it } from 'vitest';
import { findMacros } from '../../collector/networks/find-macros.ts';
import { findNetwork, simulateCall } from '../../collector/networks/index.ts';

function call(id: string, url: string, values: Parameters<typeof simulateCall>[2]) {
  const template = findNetwork(id);
  if (!template) throw new Error(`no network ${id}`);
  return simulateCall(template, url, values);
}

describe('simulateCall', () => {
  it.each<[string, string, string]>([
    ['adcombo', '/?c={subacc4}&s={status}&p={revenue}', '/?c=C%201&s=hold&p=5'],
    ['cake', '/?c=#s2#&u=#leadid#&p=#price#', '/?c=C%201&u=7&p=5'],
    ['admitad', '/?c=[[[subid]]]&u=[[[order_id]]]', '/?c=C%201&u=7'],
    ['jumbleberry', '/?c=xxc1xx&p=xxpayoutxx', '/?c=C%201&p=5'],
    ['double-hash', '/?c=##CLICK_ID##&p=##RS_AMOUNT##', '/?c=C%201&p=5'],
    ['affilka', '/?c=$' + '{visit_id}&p=$' + '{amount}', '/?c=C%201&p=5'],
  ])('%s replaces its own macros', (id, url, expected) => {
    expect(call(id, url, { click: 'C 1', uid: '7', status: 'hold', price: '5' })).toBe(expected);
  });

  it('shares a composite word out', () => {
    const url = '/?s={action}_{status}&g={action}';
    expect(call('cpabro-vip', url, { click: '1', status: 'first_dep_confirmed' })).toBe(
      '/?s=first_dep_confirmed&g=first_dep',
    );
    expect(call('playcash-network', '/?s={goal}x{status}&g={goal}', { click: '1', status: '2x5' })).toBe(
      '/?s=2x5&g=2',
    );
  });

  it('leaves what the network does not know, and sends nothing where it has no value', () => {
    expect(call('everad', '/?a={sid1}&b={nothing}&c=[sid1]&d={currency}', { click: '1' })).toBe(
      '/?a=1&b={nothing}&c=[sid1]&d=',
    );
  });

  it('fills no value with the macros of another', () => {
    expect(call('everad', '/?c={sid1}&s={status}', { click: '{status}', status: 'x' })).toBe(
      '/?c=%7Bstatus%7D&s=x',
    );
  });
});

describe('findMacros', () => {
  it.each([
    ['{a}', '{x}', 'a'],
    ['{{a}}', '{{x}}', 'a'],
    ['$' + '{a}', '$' + '{x}', 'a'],
    ['#{a}', '#{x}', 'a'],
    ['#a#', '#x#', 'a'],
    ['##A_B##', '##x##', 'A_B'],
    ['[a]', '[x]', 'a'],
    ['[[[a]]]', '[[[x]]]', 'a'],
    ['[=a=]', '[=x=]', 'a'],
    ['<a>', '<x>', 'a'],
    ['%name%', '%x%', 'name'],
    ['xxc1xx', 'xxxxx', 'c1'],
    ['{get.sub1}', '{x}', 'get.sub1'],
  ])('reads %s', (text, spelling, name) => {
    expect(findMacros(`before=${text}&after`)).toEqual([{ text, spelling, name, index: 7 }]);
  });

  it.each(['a=1&b=%20%D0%BE', '50% off', '#top', 'a{}b', ''])('finds none in %s', (text) => {
    expect(findMacros(text)).toEqual([]);
  });

  it('finds two in one value', () => {
    expect(findMacros('{a}x{b}').map(({ text }) => text)).toEqual(['{a}', '{b}']);
  });
});
