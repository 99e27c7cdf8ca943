import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { putRates, readRates, tellRateProblem } from '../storage/rates.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

/** `subpixel rates`: the table that `convert` works with. */
export function addRatesCommand(program: Command): void {
  program
    .command('rates')
    .description('upload exchange rates: a CSV file with lines such as EUR,1.0832 (dollars for one unit)')
    .argument('<login>', 'a user of the account')
    .argument('<file>')
    .action((login: string, file: string) =>
      withDatabase(async ({ knex }) => {
        const { accountId } = await userOf(knex, login);
        const { rates, problems } = readRates(await readFile(file, 'utf8'));
        if (problems.length > 0)
          throw new ConfigError(`Nothing was changed:\n${problems.map(tellRateProblem).join('\n')}`);
        await putRates(knex, accountId, rates);
        console.log(`${rates.size} rates are set.`);
      }),
    );
}
