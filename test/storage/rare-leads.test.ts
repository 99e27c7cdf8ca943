import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRareLeads } from '../../collector/storage/find-rare-leads.ts';
import { listLeads } from '../../collector/storage/leads.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** Thirty leads named Ann, five of them Ann Rare, and one Ann Rare of somebody else. */
let collector: TestCollector;
let account: TestAccount;
/** Newest first. */
let rare: string[];
beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  const other = await collector.addAccount();
  const add = ({ token, flow }: TestAccount, subid: string, name: string) =>
    collector.call(`/api/track/postback.json?${new URLSearchParams({ id: token, flow, subid, name })}`);
  for (let n = 0; n < 30; n += 1) await add(account, `order-${n}`, n % 6 === 0 ? 'Ann Rare' : `Ann ${n}`);
  await add(other, 'order-0', 'Ann Rare');
  const rows = await collector.query<{ id: string }>(
    `select id from leads where account_id = $1 and name = 'Ann Rare' order by id desc`,
    [account.accountId],
  );
  rare = rows.map(({ id }) => id.replaceAll('-', ''));
});
afterAll(() => collector.close());

const named = (text: string) => ({ search: { text, byContact: true } });

test('leads with a rare word are looked up: all of the account’s, and nobody else’s', async () => {
  const found = await findRareLeads(collector.database.knex, account.accountId, named('rare'));
  expect(found?.map((id) => id.replaceAll('-', '')).sort()).toEqual([...rare].sort());
});

test('a word that too many have is left to the walk through the newest', async () => {
  const { knex } = collector.database;
  expect(await findRareLeads(knex, account.accountId, named('ann'), 29)).toBeNull();
  expect(await findRareLeads(knex, account.accountId, named('ann'), 30)).toHaveLength(30);
  expect(await findRareLeads(knex, account.accountId, { status: 'new' })).toBeNull();
});

test('the index is used whatever the planner thinks of it, and only for this', async () => {
  await collector.database.knex.transaction(async (transaction) => {
    const settings: string[] = [];
    transaction.on('query', ({ sql }: { sql: string }) => settings.push(sql));
    await findRareLeads(transaction, account.accountId, named('rare'));
    expect(settings.join('\n')).toMatch(
      /enable_seqscan = off[\s\S]*from "leads"[\s\S]*enable_seqscan to default/,
    );
    const { rows } = await transaction.raw<{ rows: { seq: string; index: string }[] }>(
      `select current_setting('enable_seqscan') as seq, current_setting('enable_indexscan') as index`,
    );
    expect(rows).toEqual([{ seq: 'on', index: 'on' }]);
  });
});

test('a page of what many have is found among the newest, one of what few have is not', async () => {
  const asked: string[] = [];
  const { knex } = collector.database;
  const listen = ({ sql }: { sql: string }) => asked.push(sql);
  knex.on('query', listen);
  const common = await listLeads(knex, account.accountId, named('ann'), 10);
  expect([common.items.length, common.hasOlder]).toEqual([10, true]);
  expect(asked.join()).not.toContain('enable_seqscan');
  const few = await listLeads(knex, account.accountId, named('rare'), 10);
  expect(few.items).toHaveLength(5);
  expect(asked.join()).toContain('enable_seqscan');
  knex.off('query', listen);
});

test('they are paged like all others', async () => {
  const page = (keyset: object) =>
    listLeads(collector.database.knex, account.accountId, { ...named('rare'), ...keyset }, 2);
  const first = await page({});
  expect(first.items.map(({ id }) => id)).toEqual(rare.slice(0, 2));
  const last = await page({ before: rare[3] ?? '' });
  expect([last.items.map(({ id }) => id), last.hasOlder]).toEqual([rare.slice(4), false]);
  const back = await page({ after: rare[3] ?? '' });
  expect([back.items.map(({ id }) => id), back.hasNewer]).toEqual([rare.slice(1, 3), true]);
});
