import type { Knex } from 'knex';
import { readConfig } from '../config.ts';
import { openCountryLookup } from '../country-lookup.ts';
import { newId } from '../ids.ts';
import { createPipeline, type Pipeline } from '../pipeline/pipeline.ts';
import { checkSecret, readSecret } from '../secret.ts';
import { openDatabase } from '../storage/database.ts';
import { startEmbeddedPostgres } from '../storage/embedded/index.ts';
import { migrate } from '../storage/migrate.ts';
import { createPostgresDirectory } from '../storage/postgres-directory.ts';
import { createPostgresStore } from '../storage/postgres-store.ts';

/** What a command works with. */
export interface CommandContext {
  readonly knex: Knex;
  readonly secret: string;
  readonly publicUrl: string;
  readonly pipeline: Pipeline;
}

/** Runs a command on the configured database, own or embedded, also while a collector uses it. */
export async function withDatabase(run: (context: CommandContext) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataFolder, log: (line) => console.error(line) })
      : null;
  try {
    const url = config.databaseUrl ?? embedded?.databaseUrl ?? '';
    await migrate(url);
    const database = openDatabase(url, (error) => console.error(error.message));
    try {
      const secret = await readSecret(config);
      await checkSecret(database.knex, secret);
      const pipeline = createPipeline({
        store: createPostgresStore(database.pool),
        directory: createPostgresDirectory(database.pool),
        secret,
        now: () => new Date(),
        newId,
        country: await openCountryLookup(config.geoDatabase),
        mayLogStranger: async () => true,
        onError: (error) => console.error(error),
      });
      await run({ knex: database.knex, secret, publicUrl: config.publicUrl, pipeline });
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
}
