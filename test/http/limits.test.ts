import { expect, it } from 'vitest';
import { networkOf } from '../../collector/http/network-of.ts';
import { createStrangerLimit } from '../../collector/http/stranger-limit.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is in the network %s', (ip, network) => expect(networkOf(ip)).toBe(network));

it('logs sixty strangers a minute from one network, and goes on with others', async () => {
  const mayLog = createStrangerLimit();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => mayLog(`2001:db8::${index}`)));
  expect(answers.filter(Boolean)).toHaveLength(60);
  expect(await mayLog('203.0.113.7')).toBe(true);
});

it('has an end for strangers from everywhere', async () => {
  const mayLog = createStrangerLimit();
  const addresses = Array.from({ length: 1500 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  const answers = await Promise.all(addresses.map(mayLog));
  expect(answers.filter(Boolean)).toHaveLength(1200);
});
