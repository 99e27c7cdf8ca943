import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { newId, randomText } from '../ids.ts';
import { hashPassword } from '../people/password.ts';
import { makeToken } from '../pipeline/token.ts';
import { addAccount, findUser } from '../storage/accounts.ts';
import { addFlow } from '../storage/flows.ts';
import { addToken, revokeToken } from '../storage/tokens.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

/** Accounts, flows and tokens from the command line. */
export function addSetUpCommands(program: Command): void {
  program
    .command('account-add')
    .description('make an account and its first user, and print the password')
    .argument('<login>')
    .action((login: string) =>
      withDatabase(async ({ knex }) => {
        const name = login.trim().toLowerCase();
        if (await findUser(knex, name)) throw new ConfigError(`There is a user ${name} already.`);
        const password = randomText(16);
        const user = { id: newId(), login: name, passwordHash: await hashPassword(password) };
        await addAccount(knex, { id: newId(), name }, user);
        console.log(`login     ${name}\npassword  ${password}`);
      }),
    );

  program
    .command('flow-add')
    .description('make a flow; prints its script tag and tracking link')
    .argument('<login>', 'a user of the account')
    .argument('<flow>', 'its ID: letters, digits, - and _')
    .argument('<landing-url>', 'where the tracking link leads; may hold macros such as {click}')
    .action((login: string, id: string, landingUrl: string) =>
      withDatabase(async ({ knex, publicUrl }) => {
        if (!/^[\w-]{1,64}$/.test(id))
          throw new ConfigError('A flow ID has letters, digits, - and _, 64 at most.');
        if (!/^https?:\/\//i.test(landingUrl) || !URL.canParse(landingUrl)) {
          throw new ConfigError('The landing URL must begin with http:// or https://.');
        }
        const { accountId } = await userOf(knex, login);
        if (await knex('flows').where({ id }).first('id'))
          throw new ConfigError(`There is a flow ${id} already.`);
        const siteKey = `pk_${randomText(20)}`;
        await addFlow(knex, { id, accountId, name: id, siteKey, landingUrl });
        console.log(`tracking link  ${publicUrl}/c/${id}`);
        console.log(`script tag     <script defer src="${publicUrl}/sdk.js" data-key="${siteKey}"></script>`);
      }),
    );

  program
    .command('token-add')
    .description('make a postback token and print it')
    .argument('<login>', 'a user of the account')
    .argument('<name>', 'the network that it is for')
    .action((login: string, name: string) =>
      withDatabase(async ({ knex, secret }) => {
        const { accountId } = await userOf(knex, login);
        const id = randomText(12);
        await addToken(knex, { id, accountId, name });
        console.log(makeToken(id, secret));
      }),
    );

  program
    .command('token-revoke')
    .description('end a postback token; collectors refuse it within a second')
    .argument('<login>', 'a user of the account')
    .argument('<token>', 'the token, or the twelve characters after sk_')
    .action((login: string, token: string) =>
      withDatabase(async ({ knex }) => {
        const { accountId } = await userOf(knex, login);
        const id = token.replace(/^sk_/, '').slice(0, 12);
        if (!(await revokeToken(knex, accountId, id)))
          throw new ConfigError('The account has no such working token.');
        console.log('The token is revoked.');
      }),
    );
}
