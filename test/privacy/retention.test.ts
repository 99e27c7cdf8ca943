import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { forgetFiles, forgetOld } from '../../collector/privacy/forget-old.ts';
import { ensurePartitions } from '../../collector/storage/partitions.ts';
import { addUpload } from '../../collector/storage/uploads.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000);
const forget = (days: number, logDays: number | null = null) =>
  forgetOld(collector.database, { now: inDays(days), logDays });

async function addLead({ token, flow }: TestAccount, subid: string, more: Record<string, string> = {}) {
  const query = { id: token, flow, subid, status: 'hold', price: '5', currency: 'EUR', name: 'Ada', ...more };
  await collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
}

const namesOf = async ({ accountId }: TestAccount) =>
  (
    await collector.query<{ name: string }>('select name from leads where account_id = $1 order by id', [
      accountId,
    ])
  ).map(({ name }) => name);

test('contact data goes so many days after the last change, everywhere; money and status stay', async () => {
  const [kept, account] = [await collector.addAccount(), await collector.addAccount()];
  await collector.query('update flows set retention_days = 30 where id = $1', [account.flow]);
  await addLead(kept, 'a');
  await addLead(account, 'a');
  await addLead(account, 'b');
  // One lead of the second click was spoken of ten days from now.
  await collector.query(
    `update leads set updated_at = now() + interval '10 days'
      where id = (select max(id::text)::uuid from leads where account_id = $1)`,
    [account.accountId],
  );
  await forget(29);
  expect(await namesOf(account)).toEqual(['Ada', 'Ada']);
  await forget(31);
  expect(await namesOf(account)).toEqual(['', 'Ada']);
  await forget(41);
  expect(await namesOf(account)).toEqual(['', '']);
  expect(await namesOf(kept)).toEqual(['Ada']);
  const quoting = await collector.query(
    `select from postback_log where account_id = $1 and (request::text || changes::text) like '%Ada%'`,
    [account.accountId],
  );
  expect(quoting).toEqual([]);
  expect(
    await collector.query('select status, price, erased_at from leads where account_id = $1 limit 1', [
      account.accountId,
    ]),
  ).toEqual([{ status: 'hold', price: '5.0000', erased_at: null }]);

  // Who orders again after all that time is a buyer like any other.
  await addLead(account, 'a', { name: 'Grace' });
  expect(await namesOf(account)).toEqual(['Grace', '']);
});

test.each(['postback_log', 'outgoing', 'outgoing_attempts'])(
  'whole months of %s are dropped, and only those that are over',
  async (table) => {
    const account = await collector.addAccount();
    await addLead(account, 'x');
    const months = async () =>
      (
        await collector.query<{ name: string }>(
          `select relname as name from pg_class where relispartition and relkind = 'r'
            and relname ~ $1 order by 1`,
          [`^${table}_\\d`],
        )
      ).map(({ name }) => name);
    await ensurePartitions(collector.database.pool, new Date('2001-01-15T00:00:00Z'));
    const before = await months();
    expect(before.slice(0, 3)).toEqual([`${table}_2001_01`, `${table}_2001_02`, `${table}_2001_03`]);
    const at = (day: string) => new Date(`${day}T00:00:00Z`);
    await forgetOld(collector.database, { now: at('2001-05-01'), logDays: null });
    expect(await months()).toEqual(before);
    await forgetOld(collector.database, { now: at('2001-05-01'), logDays: 60 });
    expect(await months()).toEqual(before.slice(2));
    await addLead(account, 'y');
    expect(
      await collector.query('select from postback_log where account_id = $1', [account.accountId]),
    ).toHaveLength(2);
  },
);

test('a file that waits for its import is dropped after an hour', async () => {
  const { accountId } = await collector.addAccount();
  const { knex } = collector.database;
  const upload = {
    createdAt: new Date(),
    cells: [['uid']],
    parameters: ['uid'],
    separator: ',',
    charset: 'utf-8',
  };
  await addUpload(knex, accountId, { id: newId(), ...upload });
  await forgetFiles(collector.database, new Date(Date.now() + 59 * 60_000));
  expect(await collector.query('select from uploads')).toHaveLength(1);
  await forgetFiles(collector.database, new Date(Date.now() + 61 * 60_000));
  expect(await collector.query('select from uploads')).toHaveLength(0);
});
