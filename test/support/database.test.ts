import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

test('a test database is migrated and belongs to its file alone', async () => {
  const [mine, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(await tables(mine.url)).toContain('leads');

  const client = new pg.Client({ connectionString: mine.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE only_mine ()');
  expect(await tables(mine.url)).toContain('only_mine');
  expect(await tables(theirs.url)).not.toContain('only_mine');

  await Promise.all([mine.drop(), theirs.drop()]);
  await expect(tables(mine.url)).rejects.toThrow('does not exist');
});
