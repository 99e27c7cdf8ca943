import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { newId } from '../ids.ts';
import { hashPassword, randomPassword } from '../people/password.ts';
import { ROLES } from '../people/permissions.ts';
import { findAccount } from '../storage/accounts.ts';
import { addAudit } from '../storage/audit.ts';
import { clearTotp } from '../storage/second-steps.ts';
import { removeSessionsOf } from '../storage/sessions.ts';
import { addUser, setPasswordHash } from '../storage/users.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

/** `subpixel user-add` and `subpixel password`: for who is locked out, or sets up by a script. */
export function addPeopleCommands(program: Command): void {
  program
    .command('user-add')
    .description('add a user to an account, and print the password')
    .argument('<login>', 'a user of the account')
    .argument('<new-login>')
    .argument('<role>', ROLES.join(', '))
    .action((login: string, newLogin: string, roleName: string) =>
      withDatabase(async ({ knex }) => {
        const { accountId, ...of } = await userOf(knex, login);
        const { locale, timeZone, currency } = (await findAccount(knex, accountId)).defaults ?? of;
        const role = ROLES.find((each) => each === roleName);
        if (!role) throw new ConfigError(`There is no role ${roleName}: ${ROLES.join(', ')}.`);
        const password = randomPassword();
        const user = { id: newId(), login: newLogin.trim().toLowerCase(), role };
        const passwordHash = await hashPassword(password);
        if (!(await addUser(knex, { ...user, accountId, passwordHash, locale, timeZone, currency })))
          throw new ConfigError(`There is a user ${user.login} already.`);
        await addAudit(knex, byCommand(accountId, 'user.add', user.id, { login: user.login, role }));
        console.log(`login     ${user.login}\npassword  ${password}`);
      }),
    );

  program
    .command('password')
    .description('give a user a new password and print it; ends their sessions, turns their second step off')
    .argument('<login>')
    .action((login: string) =>
      withDatabase(async ({ knex }) => {
        const user = await userOf(knex, login);
        const password = randomPassword();
        await setPasswordHash(knex, user.id, await hashPassword(password));
        await clearTotp(knex, user.id);
        await removeSessionsOf(knex, user.id);
        await addAudit(
          knex,
          byCommand(user.accountId, 'user.password-reset', user.id, { login: user.login }),
        );
        console.log(`login     ${user.login}\npassword  ${password}`);
      }),
    );
}

/** A line of the audit log for what nobody signed in for. */
function byCommand(accountId: string, action: string, object: string, details: Record<string, string>) {
  return {
    accountId,
    action,
    object,
    details,
    userId: null,
    login: 'command line',
    at: new Date(),
    ip: null,
  };
}
