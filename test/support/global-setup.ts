import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../collector/storage/embedded/index.ts';
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
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await createDatabase(postgres.databaseUrl, TEMPLATE);
  await migrate(databaseAt(postgres.databaseUrl, TEMPLATE));
  project.provide('postgres', { url: postgres.databaseUrl, template: TEMPLATE });
  return async () => {
    await postgres.stop();
    await rm(postgres.location, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A data folder that is thrown away with the run; not 0700, which would keep out the user root hands Postgres to. */
async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-test-'));
  await chmod(folder, 0o755);
  return folder;
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}
