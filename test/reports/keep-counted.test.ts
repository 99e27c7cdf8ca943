import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll, keepCounted } from '../../collector/reports/keep-counted.ts';
import { statistics } from '../../collector/storage/migrations/011-statistics.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { age, countDirectly, countedRows, TABLES } from './support.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const send = ({ token, flow }: TestAccount, subid: number, uid: number) =>
  collector.call(
    `/api/track/postback.json?${new URLSearchParams({ id: token, flow, subid: `${subid}`, uid: `${uid}`, status: 'approve', price: '1.1' })}`,
  );

const agree = async ({ accountId }: TestAccount) =>
  expect(await countedRows(collector, accountId)).toEqual(await countDirectly(collector, accountId));

test('several collectors count while postbacks come, and nothing is left out', async () => {
  const account = await collector.addAccount();
  const { knex } = collector.database;
  const onError = (error: unknown) => collector.errors.push(error);
  const counters = [1, 2, 3].map(() => keepCounted({ knex, onError, everyMs: 1 }));
  for (let round = 0; round < 20; round += 1)
    await Promise.all(Array.from({ length: 10 }, (_, index) => send(account, index, round)));
  await Promise.all(counters.map((stop) => stop()));
  await countAll(knex);
  await agree(account);
  expect(await collector.query('select from stat_changes')).toEqual([]);
});

test('what was there before there were statistics is counted, too', async () => {
  const account = await collector.addAccount();
  for (let index = 0; index < 12; index += 1) await send(account, index % 5, index);
  await fetch(`${collector.url}/c/${account.flow}`, { redirect: 'manual' });
  await countAll(collector.database.knex);
  await age(collector, account.accountId);
  const counted = await countedRows(collector, account.accountId);
  for (const table of TABLES) await collector.query(`delete from ${table}`);

  const backfill = statistics.sql.slice(statistics.sql.indexOf('insert into stat_pending'));
  await collector.query(backfill);
  await countAll(collector.database.knex);
  expect(await countedRows(collector, account.accountId)).toEqual(counted);
  await agree(account);
});

test('it is known when a network spoke of a flow, tests and pages left out', async () => {
  const account = await collector.addAccount();
  const talks = () =>
    collector.query('select flow_id from network_talks where account_id = $1', [account.accountId]);
  const subid = { id: account.token, flow: account.flow, subid: 'a', test: '1' };
  await collector.call(`/api/track/postback.json?${new URLSearchParams(subid)}`);
  const body = JSON.stringify({ key: account.siteKey, click: '', name: 'Ann' });
  await collector.call('/api/track/lead.json', { method: 'POST', body });
  await countAll(collector.database.knex);
  expect(await talks()).toEqual([]);
  await send(account, 1, 1);
  await send(account, 1, 2);
  await countAll(collector.database.knex);
  expect(await talks()).toEqual([{ flow_id: account.flow }]);
});

test('a tag that is another one for each click does not fill the database', async () => {
  const account = await collector.addAccount();
  await collector.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, user_agent, url, referrer, tags)
     select gen_random_uuid(), $1, $2, 1, 'link', '2031-01-01T12:00Z', '', '', '', jsonb_build_object('utm_campaign', n % 700)
       from generate_series(1, 1000) n`,
    [account.accountId, account.flow],
  );
  await collector.query(`insert into stat_pending values ('2031-01-01T12:00Z', $1)`, [account.accountId]);
  await countAll(collector.database.knex);
  for (const table of ['click_stats', 'click_days']) {
    const rows = await collector.query(
      `select count(*)::int as values, max(clicks) as most from ${table} where account_id = $1 and dimension = 'campaign'`,
      [account.accountId],
    );
    expect(rows).toEqual([{ values: 500, most: 2 }]);
  }
  const all = `select sum(clicks)::int as clicks from click_stats where account_id = $1 and dimension = ''`;
  expect(await collector.query(all, [account.accountId])).toEqual([{ clicks: 1000 }]);
});
