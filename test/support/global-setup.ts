import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { migrate } from '../../collector/storage/migrate.ts';
import { databaseAt } from './database-at.ts';

const TEMPLATE = 'template_migrated';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's server, as its owner, and the migrated database that test databases are cloned from. */
    postgres: { url: string; template: string };
  }
}

/** Starts one Postgres for the whole run and migrates one database in it; test files clone that. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTemporaryPostgres();
  try {
    await createDatabase(postgres.databaseUrl, TEMPLATE);
    await migrate(databaseAt(postgres.databaseUrl, TEMPLATE));
  } catch (error) {
    // Nothing else would stop the server: it outlives this process.
    await postgres.stop();
    throw error;
  }
  project.provide('postgres', { url: postgres.databaseUrl, template: TEMPLATE });
  return postgres.stop;
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}
