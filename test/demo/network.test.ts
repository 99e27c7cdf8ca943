import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROKEN_KINDS, FLOW_KINDS, STATUS_KINDS } from '../../demo-landing/postback-kinds.ts';
import { order, type RunningStand, startDemo, TOKEN } from './collector-stand.ts';

let stand: RunningStand;
beforeEach(async () => {
  stand = await startDemo();
});
afterEach(() => stand.close());

const PAID = { status: 'approve', price: '12.50', currency: 'USD' };

describe('buttons of an order', () => {
  // What the collector is asked, beside the token and the order's ID.
  const cases: Record<string, Record<string, string>> = {
    new: { click: 'c1', status: 'new' },
    hold: { click: 'c1', ...PAID, status: 'hold' },
    approve: { click: 'c1', ...PAID },
    cancel: { click: 'c1', status: 'cancel' },
    trash: { click: 'c1', status: 'trash' },
    'unreplaced-macro': { ...PAID, click: '{subacc4}' },
    'unknown-click': { ...PAID, click: '019200000000700080000000000decaf' },
    'malformed-click': { ...PAID, click: 'banner-17' },
    'no-click': PAID,
    'wrong-token': { ...PAID, click: 'c1', id: 'sk_wrong' },
    'flow-without-subid': { ...PAID, flow: 'demo' },
    'unknown-status': { click: 'c1', status: 'sent_to_warehouse' },
  };

  it.each([...STATUS_KINDS, ...BROKEN_KINDS].map((kind) => kind.name))('%s', async (kind) => {
    const uid = await order(stand);
    const response = await stand.post(`/network/orders/${uid}/postbacks`, { kind, price: '12.50' });

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/network#order-${uid}`);
    expect(stand.asked).toHaveLength(1);
    expect(stand.asked[0]?.pathname).toBe('/api/track/postback.json');
    expect(Object.fromEntries(stand.asked[0]?.searchParams ?? [])).toEqual({
      id: TOKEN,
      uid,
      ...cases[kind],
    });
  });

  it('send a macro with its braces, as networks do', async () => {
    const id = await order(stand);
    await stand.post(`/network/orders/${id}/postbacks`, { kind: 'unreplaced-macro', price: '1' });
    expect(stand.asked[0]?.search).toContain('click={subacc4}');
  });

  it('send the payout that was typed', async () => {
    const id = await order(stand);
    await stand.post(`/network/orders/${id}/postbacks`, { kind: 'approve', price: '1 250,00' });
    expect(stand.asked[0]?.searchParams.get('price')).toBe('1 250,00');
  });
});

describe('buttons of flow mode', () => {
  const cases: Record<string, Record<string, string>> = {
    new: { flow: 'demo', status: 'new' },
    approve: { flow: 'demo', ...PAID },
    trash: { flow: 'demo', status: 'trash' },
    'unknown-flow': { flow: 'no-such-flow', status: 'new' },
  };

  it.each(FLOW_KINDS.map((kind) => kind.name))('%s', async (kind) => {
    await stand.post('/network/postbacks', { kind, subid: 'call-9', price: '12.50' });
    const asked = Object.fromEntries(stand.asked[0]?.searchParams ?? []);
    expect(asked).toEqual({ id: TOKEN, subid: 'call-9', ...cases[kind] });
    expect(await stand.page('/network')).toContain('subid=call-9');
  });
});

describe('what is refused', () => {
  it.each([
    ['an order without a phone', '/network/orders', { name: 'Ann' }, {}, 400],
    ['a body over 16 KB', '/network/orders', { name: 'A'.repeat(17_000), phone: '1' }, {}, 413],
    ['an unknown order', '/network/orders/none/postbacks', { kind: 'new' }, {}, 404],
    ['an unknown button', '/network/postbacks', { kind: 'steal' }, {}, 400],
    [
      'a page of another site',
      '/network/postbacks',
      { kind: 'new' },
      { 'Sec-Fetch-Site': 'cross-site' },
      403,
    ],
  ])('%s', async (_, path, fields, headers, status) => {
    const response = await stand.post(path, fields as Record<string, string>, headers);
    expect(response.status).toBe(status);
    expect(stand.asked).toEqual([]);
  });

  it('says what to do next', async () => {
    const response = await stand.post('/network/orders', { name: 'Ann' });
    expect(await response.text()).toContain('go back and fill them in');
  });
});
