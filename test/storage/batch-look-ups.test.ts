import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

const MANY = 600;

let collector: TestCollector;
let account: TestAccount;
beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

function send(subid: string) {
  const query = { id: account.token, flow: account.flow, subid, uid: '1', status: 'approve' };
  return collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
}

/** Rows of the logs that indexes have found so far, as all connections tell. */
async function rowsRead(): Promise<number> {
  const tell = 'select pg_stat_force_next_flush(), pg_sleep(0.1)';
  await Promise.all(Array.from({ length: 4 }, () => collector.database.pool.query(tell)));
  const [row] = await collector.query<{ read: number }>(
    `select sum(idx_tup_read)::int as read from pg_stat_user_indexes where relname ~ '^(postback_log|parked)'`,
  );
  return row?.read ?? 0;
}

test('a plan that was made for an empty log does not read the log in each batch', async () => {
  await collector.query('vacuum analyze clicks, leads, parked_postbacks, postback_log');
  // So many that the plans are kept.
  for (let n = 0; n < 15; n += 1) await send(`first-${n}`);
  const before = await rowsRead();
  const answers = await Promise.all(Array.from({ length: MANY }, (_, n) => send(`click-${n}`)));
  expect(answers.filter(({ http }) => http === 200)).toHaveLength(MANY);
  expect((await rowsRead()) - before).toBeLessThan(MANY);
});
