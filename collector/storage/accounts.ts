import type { Knex } from 'knex';

/** A person who may sign in. */
export interface User {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly passwordHash: string;
}

/** Makes an account with its first user, both or neither. */
export async function addAccount(
  knex: Knex,
  account: { id: string; name: string },
  user: { id: string; login: string; passwordHash: string },
): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction('accounts').insert({ id: account.id, name: account.name });
    await transaction('users').insert({
      id: user.id,
      account_id: account.id,
      login: user.login,
      password_hash: user.passwordHash,
    });
  });
}

/** Whether anybody has an account yet. */
export async function hasAccounts(knex: Knex): Promise<boolean> {
  return (await knex('accounts').first('id')) !== undefined;
}

/** The user of a login name, which is compared without regard to case. */
export async function findUser(knex: Knex, login: string): Promise<User | null> {
  return toUser(await knex('users').where({ login: login.trim().toLowerCase() }).first());
}

export async function findUserById(knex: Knex, id: string): Promise<User | null> {
  return toUser(await knex('users').where({ id }).first());
}

function toUser(
  row: { id: string; account_id: string; login: string; password_hash: string } | undefined,
): User | null {
  return row
    ? { id: row.id, accountId: row.account_id, login: row.login, passwordHash: row.password_hash }
    : null;
}
