import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type Database, openDatabase } from '../../collector/storage/database.ts';
import { takeDue } from '../../collector/storage/outgoing-queue.ts';
import { settleTries } from '../../collector/storage/settle-outgoing.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const WAITING = 600;
const TAKEN = 200;

let created: TestDatabase;
let database: Database;
beforeAll(async () => {
  created = await createTestDatabase();
  // One connection: it keeps the plans.
  database = openDatabase(created.url, (error) => expect(error).toBeNull(), 10, 1);
});
afterAll(async () => {
  await database.close();
  await created.drop();
});

/** Rows of the queue and of the log that indexes have found so far. */
async function rowsRead(): Promise<number> {
  await database.pool.query('select pg_stat_force_next_flush()');
  const { rows } = await database.pool.query<{ read: number }>(
    `select sum(idx_tup_read)::int as read from pg_stat_user_indexes where relname ~ '^outgoing'`,
  );
  return rows[0]?.read ?? 0;
}

const settled = (ids: readonly (readonly [id: string, lease: string])[]) =>
  ids.map(([id, lease]) => ({
    ...{ id, lease, state: 'sent' as const, inMs: 0, error: null, orderUid: null, orderReason: null },
    ...{ isNews: false, attempt: { id: newId(), at: new Date(), tookMs: 3, http: 200, answer: '' } },
  }));

test('a plan that was made for an empty queue reads no more rows than it has to when thousands wait', async () => {
  const { pool } = database;
  // As autovacuum does: the queue is empty most of the time.
  await pool.query('vacuum analyze outgoing_queue, outgoing');
  for (let round = 0; round < 10; round += 1) {
    await takeDue(pool, new Map(), TAKEN, TAKEN);
    await settleTries(pool, settled([[newId(), '2030-01-01']]));
  }
  const ids = Array.from({ length: WAITING }, newId);
  await pool.query(
    `with meant as (select id, gen_random_uuid() as lead from unnest($1::uuid[]) id),
      logged as (
        insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal,
                              test, host, request)
        select id, now(), gen_random_uuid(), 'f', 'r', 'additional', lead, lead, lead, 'hold', '', false, 'a:80', '{}'
          from meant)
     insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at)
     select id, 'a:80', 'r', lead, 0, now() from meant`,
    [ids],
  );
  const before = await rowsRead();
  const taken = await takeDue(pool, new Map(), TAKEN, TAKEN);
  expect(taken).toHaveLength(TAKEN);
  await settleTries(pool, settled(taken.map(({ id, lease }) => [id, lease])));
  const { rows } = await pool.query(
    `select count(*)::int as sent, (select count(*)::int from outgoing_queue) as waiting,
            (select count(*)::int from outgoing_attempts) as attempts from outgoing where state = 'sent'`,
  );
  expect(rows).toEqual([{ sent: TAKEN, waiting: WAITING - TAKEN, attempts: TAKEN }]);
  // The counts above have read them once more.
  expect((await rowsRead()) - before).toBeLessThan(20 * WAITING);
});
