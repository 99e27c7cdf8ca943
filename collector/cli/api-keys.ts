import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { randomText } from '../ids.ts';
import { addApiKey, SCOPES, type Scope } from '../storage/api-keys.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

/** `subpixel api-key-add`: keys for people's own programs. */
export function addApiKeyCommand(program: Command): void {
  program
    .command('api-key-add')
    .description('make an API key and print it: it cannot be shown again')
    .argument('<login>', 'a user of the account')
    .argument('<name>', 'the program that it is for')
    .argument('[scopes...]', `what it may do: ${SCOPES.join(', ')}; all of it unless given`)
    .action((login: string, name: string, scopes: string[]) =>
      withDatabase(async ({ knex }) => {
        const { accountId } = await userOf(knex, login);
        const unknown = scopes.filter((scope) => !(SCOPES as readonly string[]).includes(scope));
        if (unknown.length > 0)
          throw new ConfigError(`There is no scope ${unknown.join(', ')}: ${SCOPES.join(', ')}.`);
        const chosen = scopes.length > 0 ? (scopes as Scope[]) : SCOPES;
        console.log(await addApiKey(knex, { id: randomText(12), accountId, name, scopes: chosen }));
      }),
    );
}
