import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import pg from 'pg';
import { describeSchema } from '../storage/describe-schema.ts';
import { startTemporaryPostgres } from '../storage/embedded/index.ts';
import { migrate } from '../storage/migrate.ts';

const FILE = fileURLToPath(new URL('../storage/schema.txt', import.meta.url));

/** `subpixel schema`: keeps the description of the schema in the repository true to the migrations. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('write what the migrations make to collector/storage/schema.txt')
    .option('--check', 'change nothing, fail where the file is out of date')
    .action(async ({ check }: { check?: boolean }) => {
      const schema = await freshSchema();
      if (!check) {
        await writeFile(FILE, schema);
        console.log('collector/storage/schema.txt is written.');
      } else if ((await readFile(FILE, 'utf8')) === schema) {
        console.log('collector/storage/schema.txt is what the migrations make.');
      } else {
        throw new Error(
          'collector/storage/schema.txt is out of date: run `npm run build && npm run schema` and commit it.',
        );
      }
    });
}

async function freshSchema(): Promise<string> {
  const postgres = await startTemporaryPostgres();
  try {
    await migrate(postgres.databaseUrl);
    const client = new pg.Client({ connectionString: postgres.databaseUrl });
    await client.connect();
    try {
      return await describeSchema(client);
    } finally {
      await client.end();
    }
  } finally {
    await postgres.stop();
  }
}
