import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Flow } from '../../collector/pipeline/lead.ts';
import { startCollector, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

type Query = Readonly<Record<string, string>>;

/** What a lead is worth after these postbacks, and what the log says of the default. */
async function worthAfter(flow: Partial<Flow>, ...postbacks: readonly Query[]) {
  const account = await collector.addAccount(flow);
  for (const query of postbacks) {
    const parameters = { id: account.token, flow: account.flow, subid: 'order', ...query };
    await collector.call(`/api/track/postback.json?${new URLSearchParams(parameters)}`);
  }
  const [lead] = await collector.query<{ price: string | null; currency: string | null }>(
    'select price, currency from leads where account_id = $1',
    [account.accountId],
  );
  const [{ said = 0 } = {}] = await collector.query<{ said: number }>(
    `select count(*)::int as said from postback_log where account_id = $1 and remarks::text like '%flow''s default%'`,
    [account.accountId],
  );
  return { price: lead?.price ?? null, currency: lead?.currency ?? null, said };
}

const PAYS = { defaultPrice: '12.5000', currency: 'EUR' } as const;
const NOTHING = { price: null, currency: null, said: 0 };
const DEFAULT = { price: '12.5000', currency: 'EUR', said: 1 };

test.each<[string, Partial<Flow>, Query[], unknown]>([
  ['approved without a price', PAYS, [{ status: 'approve' }], DEFAULT],
  ['held without a price', PAYS, [{ status: 'hold' }], DEFAULT],
  ['approved later', PAYS, [{ status: 'new' }, { status: 'approve' }], DEFAULT],
  ['approved twice', PAYS, [{ status: 'approve' }, { status: 'approve' }], DEFAULT],
  ['in the flow’s currency', PAYS, [{ status: 'approve', currency: 'USD' }], DEFAULT],
  [
    'in the template’s, where the flow has none',
    { defaultPrice: '3', network: 'adcombo' },
    [{ status: 'confirmed' }],
    { price: '3.0000', currency: 'USD', said: 1 },
  ],
  ['only new', PAYS, [{ status: 'new' }], NOTHING],
  ['rejected', PAYS, [{ status: 'cancel' }], NOTHING],
  ['no default', { currency: 'EUR' }, [{ status: 'approve' }], NOTHING],
  ['a price that cannot be read', PAYS, [{ status: 'approve', price: 'lots' }], NOTHING],
  ['a price of 0', PAYS, [{ status: 'approve', price: '0' }], { price: '0.0000', currency: 'EUR', said: 0 }],
  [
    'a price of its own',
    PAYS,
    [{ status: 'new', price: '7' }, { status: 'approve' }],
    { price: '7.0000', currency: 'EUR', said: 0 },
  ],
  [
    'a price that comes later',
    PAYS,
    [{ status: 'approve' }, { status: 'approve', price: '9' }],
    { price: '9.0000', currency: 'EUR', said: 1 },
  ],
])('%s', async (_, flow, postbacks, expected) => {
  expect(await worthAfter(flow, ...postbacks)).toEqual(expected);
});

test('is converted like a payout that was sent', async () => {
  const account = await collector.addAccount(PAYS);
  await collector.query('insert into rates (account_id, currency, usd) values ($1, $2, 2), ($1, $3, 1)', [
    account.accountId,
    'EUR',
    'USD',
  ]);
  const query = { id: account.token, flow: account.flow, subid: '1', status: 'approve', convert: 'USD' };
  await collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
  const [lead] = await collector.query(
    'select price, currency, sent_price, sent_currency from leads where account_id = $1',
    [account.accountId],
  );
  expect(lead).toEqual({ price: '25.0000', currency: 'USD', sent_price: '12.5000', sent_currency: 'EUR' });
});
