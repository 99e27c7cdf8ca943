import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { findRareLeads } from '../../collector/storage/find-rare-leads.ts';
import { countLeads, readLeadBatches } from '../../collector/storage/lead-batches.ts';
import type { LeadCriteria } from '../../collector/storage/lead-criteria.ts';
import { readLeadRanges } from '../../collector/storage/lead-ranges.ts';
import { listLeads } from '../../collector/storage/leads.ts';
import { age } from '../reports/support.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** Leads of some half-hours, of three sources and two currencies, some of them tests. */
let collector: TestCollector;
let account: TestAccount;
beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  for (let n = 0; n < 40; n += 1) await addLead(account, n);
  await addLead(await collector.addAccount(), 0);
  await age(collector, account.accountId);
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

function addLead({ token, flow }: TestAccount, n: number) {
  const query = {
    ...{ id: token, flow, subid: `order-${n}`, status: n % 2 ? 'hold' : 'approve' },
    utm_campaign: n % 6 === 0 ? 'summer' : 'winter',
    utm_source: n % 10 === 0 ? 'rare' : n % 3 === 0 ? 'tiktok' : 'fb',
    ...(n % 4 > 0 && { price: '1', currency: n % 8 === 1 ? 'KZT' : 'USD' }),
    ...(n % 15 === 0 && { test: '1', geo: 'DE' }),
    ...(n % 5 === 0 && { goal: 'Deposit' }),
  };
  return collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
}

const plain = (id: string) => id.replaceAll('-', '');

/** The same by a plain query, newest first. */
async function expected(where: string): Promise<string[]> {
  const rows = await collector.query<{ id: string }>(
    `select l.id from leads l join clicks c on c.id = l.click_id where l.account_id = $1 and ${where} order by l.id desc`,
    [account.accountId],
  );
  return rows.map(({ id }) => plain(id));
}

const CASES: readonly (readonly [name: string, criteria: LeadCriteria, where: string])[] = [
  ['a source', { source: 'rare' }, `c.tags->>'utm_source' = 'rare'`],
  ['a currency', { currency: 'KZT' }, `l.currency = 'KZT'`],
  ['both', { source: 'fb', currency: 'KZT' }, `c.tags->>'utm_source' = 'fb' and l.currency = 'KZT'`],
  [
    'a source without tests',
    { source: 'rare', test: false },
    `c.tags->>'utm_source' = 'rare' and not l.test`,
  ],
  [
    'a source with a word',
    { source: 'rare', country: 'DE' },
    `c.tags->>'utm_source' = 'rare' and l.geo = 'DE'`,
  ],
  [
    'a source with a status',
    { source: 'fb', status: 'hold' },
    `c.tags->>'utm_source' = 'fb' and status = 'hold'`,
  ],
  [
    'a currency with a goal and tests alone',
    { currency: 'USD', goal: 'DEPOSIT', test: true },
    `l.currency = 'USD' and l.goal = 'deposit' and l.test`,
  ],
  ['a campaign', { campaign: 'summer' }, `c.tags->>'utm_campaign' = 'summer'`],
  [
    'a campaign of a source',
    { source: 'rare', campaign: 'summer' },
    `c.tags->>'utm_campaign' = 'summer' and c.tags->>'utm_source' = 'rare'`,
  ],
  ['a source that nobody has', { source: 'nobody' }, 'false'],
];

test.each(CASES)(
  'leads of %s are found, page by page, both ways, counted and for a file',
  async (_, criteria, where) => {
    const { knex } = collector.database;
    const all = await expected(where);
    const { accountId } = account;
    const found: string[] = [];
    for (let before: string | undefined, more = true; more; before = found.at(-1)) {
      const page = await listLeads(knex, accountId, { ...criteria, ...(before && { before }) }, 3);
      found.push(...page.items.map(({ id }) => id));
      more = page.hasOlder;
    }
    expect(found).toEqual(all);
    const oldest = all.at(-1);
    if (oldest) {
      const page = await listLeads(knex, accountId, { ...criteria, after: oldest }, 3);
      expect(page.items.map(({ id }) => id)).toEqual(all.slice(0, -1).slice(-3));
      expect(page.hasNewer).toBe(all.length > 4);
    }
    expect(await countLeads(knex, accountId, criteria, 1000)).toBe(all.length);
    const inFile: string[] = [];
    for await (const leads of readLeadBatches(knex, accountId, criteria, 4)) {
      expect(leads.length).toBeLessThanOrEqual(4);
      inFile.push(...leads.map(({ id }) => id));
    }
    expect(inFile).toEqual(all);
  },
);

test('a rare source is looked for in its own half-hours alone', async () => {
  const { knex } = collector.database;
  await countAll(knex);
  const ranges = async (criteria: LeadCriteria) => {
    const found: object[] = [];
    for await (const range of readLeadRanges(knex, account.accountId, criteria)) found.push(range);
    return found;
  };
  expect(await ranges({ source: 'nobody', test: false })).toEqual([]);
  expect(await ranges({ status: 'hold' })).toEqual([{ first: null, end: null }]);
  const hours = await collector.query(
    `select distinct bucket from lead_stats where account_id = $1 and dimension = 'source' and value = 'rare'`,
    [account.accountId],
  );
  const found = await ranges({ source: 'rare', test: false });
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(hours.length);
  // All of this source's are approved.
  expect(await ranges({ source: 'rare', status: 'approve', test: false })).toEqual(found);
  expect(await ranges({ source: 'rare', status: 'hold', test: false })).toEqual([]);
});

test('of a word that statistics know to be common no look-up is made', async () => {
  const { knex } = collector.database;
  const { accountId } = account;
  const criteria = { source: 'rare', country: 'DE' };
  expect(await findRareLeads(knex, accountId, criteria, 1000)).not.toBeNull();
  await collector.query(
    `insert into lead_days (account_id, dimension, bucket, value, currency, new, hold, approve, cancel, trash,
                            hold_amount, approve_amount)
     values ($1, 'country', '2031-05-01', 'DE', '', 0, 1001, 0, 0, 0, 0, 0)`,
    [accountId],
  );
  expect(await findRareLeads(knex, accountId, criteria, 1000)).toBeNull();
  expect(await findRareLeads(knex, accountId, { ...criteria, goal: 'deposit' }, 1000)).not.toBeNull();
  const { items } = await listLeads(knex, accountId, criteria, 10);
  expect(items.map(({ id }) => id)).toEqual(
    await expected(`c.tags->>'utm_source' = 'rare' and l.geo = 'DE'`),
  );
});

test('what is not counted yet is found as well', async () => {
  const { knex } = collector.database;
  const fresh = await collector.addAccount();
  await addLead(fresh, 0);
  const find = async () => {
    const { items } = await listLeads(knex, fresh.accountId, { source: 'rare' }, 10);
    return items.length;
  };
  expect(await find()).toBe(1);
  await countAll(knex);
  expect(await find()).toBe(1);
  // As if it waited.
  await collector.query(
    `insert into stat_pending (account_id, bucket) select account_id, bucket from lead_stats where account_id = $1
     on conflict do nothing`,
    [fresh.accountId],
  );
  await collector.query('delete from lead_stats where account_id = $1', [fresh.accountId]);
  expect(await find()).toBe(1);
});

test('of more sources than are kept of a half-hour each is found', async () => {
  const { knex } = collector.database;
  const many = await collector.addAccount();
  const { token, flow, accountId } = many;
  const send = (n: number) =>
    collector.call(
      `/api/track/postback.json?${new URLSearchParams({ id: token, flow, subid: `s${n}`, utm_source: `source-${n}` })}`,
    );
  for (let from = 0; from < 520; from += 40)
    await Promise.all(Array.from({ length: 40 }, (_, index) => send(from + index)));
  await countAll(knex);
  const kept = await collector.query<{ value: string }>(
    `select value from lead_stats where account_id = $1 and dimension = 'source'`,
    [accountId],
  );
  const left = Array.from({ length: 520 }, (_, n) => `source-${n}`).find(
    (source) => !kept.some(({ value }) => value === source),
  );
  expect(left).toBeDefined();
  expect((await listLeads(knex, accountId, { source: left ?? '' }, 10)).items).toHaveLength(1);
});
