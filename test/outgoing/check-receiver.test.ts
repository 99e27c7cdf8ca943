import { expect, test } from 'vitest';
import { checkReceiver, faultText } from '../../collector/outgoing/check-receiver.ts';
import { createCourier } from '../../collector/outgoing/create-courier.ts';
import { tellsOfBuyer, unknownMacros } from '../../collector/outgoing/known-macros.ts';
import type { ReceiverSettings, StoredReceiver } from '../../collector/storage/receivers.ts';
import { aReceiver } from '../support/receiver.ts';

const inside = [{ address: '10.0.0.1', family: 4 }];
const outside = [{ address: '93.184.216.34', family: 4 }];
const courier = createCourier({
  find: async (name) => (name === 'inside.example' ? inside : outside),
});

async function faultsOf(settings: Partial<ReceiverSettings>, others: readonly StoredReceiver[] = []) {
  const faults = await checkReceiver(aReceiver(settings), others, courier.whyNot);
  return faults.map((fault) => `${fault.field}: ${faultText(fault)}`);
}
const json = (body: string) => faultsOf({ method: 'POST', bodyType: 'json', body });

test('what is in order is left alone', async () => {
  expect(await faultsOf({ url: 'https://ts.example/?c={click}&x={theirs}' })).toEqual([]);
  expect(await json('{ "lead": "{lead}", "at": {time} }')).toEqual([]);
});

test.each([
  'ftp://ts.example/',
  'javascript:alert(1)',
  'ts.example',
  'https://{domain}/',
  'https://ts.example:{data1}/',
  'https://{secret}.example/',
  'https:///{domain}/',
  'https:///{secret}/',
  'https://user:pass@ts.example/',
  'https://ts.example/a b',
  'http://127.0.0.1/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://169.254.169.254/latest',
  'https://inside.example/',
  'https://ts.example:5432/',
])('%s is refused', async (url) => {
  const faults = await faultsOf({ url });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(/^url: /);
});

test('a body that is no JSON once it is filled in is refused', async () => {
  expect(await json('{ "price": {price} }')).toHaveLength(1);
  expect(await json('{ "price": "{price}", }')).toHaveLength(1);
});

test('headers have to be headers, and not those of the connection', async () => {
  expect(await faultsOf({ headers: [['X-Key', 'ключ {secret}']] })).toEqual([]);
  expect(await faultsOf({ headers: [['nonsense', '']] })).toHaveLength(1);
  for (const name of ['no name', 'Host', 'Content-Length', 'webhook-id'])
    expect(await faultsOf({ headers: [[name, 'x']] })).toHaveLength(1);
});

test('there is one main receiver for a flow, and one for all', async () => {
  const first: StoredReceiver = {
    ...{ ...aReceiver({ name: 'Keitaro', flowId: 'a' }), id: 'rc_1', accountId: 'x' },
    ...{ offReason: null, offAt: null },
  };
  expect((await faultsOf({ flowId: 'a' }, [first]))[0]).toContain('«Keitaro» is the main receiver already');
  expect(await faultsOf({ flowId: 'b' }, [first])).toEqual([]);
  expect(await faultsOf({ flowId: null }, [first])).toEqual([]);
  expect(await faultsOf({ flowId: 'a', kind: 'additional' }, [first])).toEqual([]);
});

test('rules of answers are read', async () => {
  const answer = { accepted: '$.ok = true', refused: '$.[', uid: '$.id', reason: null };
  expect((await faultsOf({ kind: 'order', answer })).map((fault) => fault.split(':')[0])).toEqual([
    'refused',
  ]);
});

test('macros that nobody knows are named', () => {
  expect(
    unknownMacros(['{click}{clickid}', '{meta.x} {url.gclid} {secret}', '{clickid} {email.sha256}']),
  ).toEqual(['clickid']);
});

test('what says who the buyer is, is known as such: also a form’s fields in the landing page’s address', () => {
  for (const macro of ['{phone}', '{email.sha256}', '{meta.size}', '{url.phone}', '{ua}', '{ip}'])
    expect(tellsOfBuyer(['{click}', `x=${macro}`]), macro).toBe(true);
  expect(tellsOfBuyer(['{click}{status}{price}{subid}{geo}{uid}'])).toBe(false);
});
