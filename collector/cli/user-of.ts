import type { Knex } from 'knex';
import { ConfigError } from '../config.ts';
import { findUser, type User } from '../storage/accounts.ts';

/** The user of a login. Throws ConfigError where there is none. */
export async function userOf(knex: Knex, login: string): Promise<User> {
  const user = await findUser(knex, login);
  if (!user) throw new ConfigError(`There is no user ${login}: make one with \`account-add\`.`);
  return user;
}
