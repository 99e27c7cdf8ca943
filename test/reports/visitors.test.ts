import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBucket } from '../../collector/reports/count-bucket.ts';
import { addSketch, addVisitors, countVisitors, noVisitors } from '../../collector/reports/visitors.ts';
import { type Database, openDatabase } from '../../collector/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const ACCOUNT = '01900000-0000-7000-8000-000000000001';
const HALF_HOUR = 30 * 60 * 1000;

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, () => undefined);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Counts visitors `from` to `to`, each with two clicks, in a half-hour of their own. */
async function sketch(index: number, from: number, to: number): Promise<Uint8Array> {
  const begin = new Date(Date.UTC(2031, 0, 1) + index * HALF_HOUR);
  const client = new pg.Client({ connectionString: testDatabase.url });
  await client.connect();
  await client.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, ip, user_agent, url, referrer, tags)
     select gen_random_uuid(), $1, 'f', 1, 'link', $2, '10.0.0.0'::inet + n / 2, 'browser ' || n % 2, '', '', '{}'
       from generate_series($3::int, $4::int - 1) n, generate_series(1, 2)`,
    [ACCOUNT, begin, from, to],
  );
  await database.knex.transaction((transaction) => countBucket(transaction, { accountId: ACCOUNT, begin }));
  const { rows } = await client.query<{ sketch: Buffer }>(
    'select sketch from visitor_stats where account_id = $1 and bucket = $2',
    [ACCOUNT, begin],
  );
  await client.end();
  const registers = noVisitors();
  addSketch(registers, rows[0]?.sketch ?? Buffer.alloc(0));
  return registers;
}

test('visitors are told apart by address and browser, and counted nearly right', async () => {
  for (const [index, [size, tolerance]] of (
    [
      [3, 0],
      [100, 3],
      [3000, 120],
      [50_000, 3500],
    ] as const
  ).entries()) {
    const counted = countVisitors(await sketch(index, 0, size));
    expect(Math.abs(counted - size), `${size}, counted ${counted}`).toBeLessThanOrEqual(tolerance);
  }
});

test('who comes again in another half-hour counts once', async () => {
  const together = noVisitors();
  addVisitors(together, await sketch(10, 0, 2000));
  addVisitors(together, await sketch(11, 1000, 3000));
  expect(Math.abs(countVisitors(together) - 3000)).toBeLessThan(150);
});

test('nobody is no visitor', async () => {
  expect(countVisitors(noVisitors())).toBe(0);
});
