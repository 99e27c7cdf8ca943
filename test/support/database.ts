import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseAt } from './database-at.ts';

export interface TestDatabase {
  readonly url: string;
  /** Throws out whoever is still connected and removes the database. */
  readonly drop: () => Promise<void>;
}

/**
 * A migrated, empty database that belongs to the caller alone; call it once per test file. Cloning 25 tables takes
 * 26 ms through the WAL, which is the default, and 83 ms with, which syncs every file.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: databaseAt(url, name),
    drop: () => run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
