import type { Command } from 'commander';
import { ConfigError, readConfig } from '../config.ts';
import { migrate } from '../storage/migrate.ts';
import { addApiKeyCommand } from './api-keys.ts';
import { addCheckCommand } from './check.ts';
import { addEraseCommand } from './erase.ts';
import { addImportCommand } from './import.ts';
import { addPeopleCommands } from './people.ts';
import { addRatesCommand } from './rates.ts';
import { addReplayCommand } from './replay.ts';
import { addRestartCommand } from './restart.ts';
import { addSchemaCommand } from './schema.ts';
import { addSetUpCommands } from './set-up.ts';

/** Everything that `subpixel` can do besides serving. */
export function addCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database of DATABASE_URL to this version; `serve` does it by itself')
    .action(async () => {
      const { databaseUrl } = readConfig(process.env);
      if (databaseUrl === null)
        throw new ConfigError('Set DATABASE_URL: the embedded database is migrated at every start.');
      await migrate(databaseUrl);
      console.log('The database is up to date.');
    });
  addSetUpCommands(program);
  addPeopleCommands(program);
  addRatesCommand(program);
  addReplayCommand(program);
  addImportCommand(program);
  addEraseCommand(program);
  addApiKeyCommand(program);
  addCheckCommand(program);
  addRestartCommand(program);
  addSchemaCommand(program);
}
