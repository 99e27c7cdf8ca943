import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { type ClickCriteria, listClicks } from '../../collector/storage/clicks.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** Two hundred clicks of some weeks, one in forty of them from Malta. */
let collector: TestCollector;
let account: TestAccount;
beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  await collector.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, geo, user_agent, url, referrer, tags)
     select gen_random_uuid(), $1, $2, 1, 'page', '2031-05-01T12:00:00Z'::timestamptz + n * interval '7 hours',
            case when n % 40 = 0 then 'MT' else 'DE' end, '', '', '', '{}' from generate_series(1, 200) n`,
    [account.accountId, account.flow],
  );
  await collector.query(
    `insert into stat_pending (account_id, bucket)
     select distinct account_id, date_bin('30 minutes', created_at, 'epoch'::timestamptz) from clicks on conflict do nothing`,
  );
  await countAll(collector.database.knex);
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const page = (filter: object, limit = 2) =>
  listClicks(collector.database.knex, account.accountId, filter as ClickCriteria, limit);

test('clicks of a rare country are found by the half-hours that have some, page by page and back', async () => {
  const rows = await collector.query<{ id: string }>(
    `select id from clicks where account_id = $1 and geo = 'MT' order by created_at desc`,
    [account.accountId],
  );
  const all = rows.map(({ id }) => id.replaceAll('-', ''));
  expect(all).toHaveLength(5);
  const first = await page({ country: 'MT' });
  expect([first.items.map(({ id }) => id), first.hasOlder]).toEqual([all.slice(0, 2), true]);
  const last = await page({ country: 'MT', before: all[1] }, 10);
  expect([last.items.map(({ id }) => id), last.hasOlder]).toEqual([all.slice(2), false]);
  const back = await page({ country: 'MT', after: all[3] });
  expect(back.items.map(({ id }) => id)).toEqual(all.slice(1, 3));
});

test('where nobody is from there, no click is read', async () => {
  const asked: string[] = [];
  const listen = ({ sql }: { sql: string }) => asked.push(sql);
  collector.database.knex.on('query', listen);
  expect((await page({ country: 'ZZ' })).items).toEqual([]);
  collector.database.knex.off('query', listen);
  expect(asked.join()).not.toContain('"clicks"');
});

test('a click that is not counted yet is found, too', async () => {
  const { siteKey } = account;
  await collector.call('/api/track/click.json', {
    method: 'POST',
    body: new URLSearchParams({ key: siteKey }),
  });
  await collector.query(`update clicks set geo = 'SM' where account_id = $1 and geo is null`, [
    account.accountId,
  ]);
  expect((await page({ country: 'SM' })).items).toHaveLength(1);
});
