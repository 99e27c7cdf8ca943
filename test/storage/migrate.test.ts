import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../collector/storage/migrate.ts';
import { ensurePartitions } from '../../collector/storage/partitions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it('may be run by two processes at once on an empty database', async () => {
  await client.query('drop schema public cascade; create schema public');
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  const { rows } = await client.query('select version from schema_migrations order by version');
  expect(rows[0]).toEqual({ version: 1 });
  expect(new Set(rows.map((row) => row.version)).size).toBe(rows.length);
});

it('refuses a database of a newer program and leaves it as it is', async () => {
  await client.query("insert into schema_migrations (version, name) values (9999, 'future')");
  await expect(migrate(database.url)).rejects.toThrow('start a newer Subpixel');
  await client.query('delete from schema_migrations where version = 9999');
});

it('makes a partition a month, and none twice', async () => {
  await ensurePartitions(client, new Date('2031-11-15T00:00:00Z'));
  await ensurePartitions(client, new Date('2031-12-31T23:59:59Z'));
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relname like 'postback\\_log\\_203%' and relkind = 'r' order by 1`,
  );
  const expected = ['2031_11', '2031_12', '2032_01', '2032_02'].map((month) => `postback_log_${month}`);
  expect(rows.map((row) => row.name)).toEqual(expected);
});
