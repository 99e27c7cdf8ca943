import type { Knex } from 'knex';
import type { Role } from '../people/permissions.ts';
import type { Preferences, User } from './accounts.ts';
import { sqlState, UNIQUE_VIOLATION } from './sqlstate.ts';

/** A user in the account's list. */
export interface UserLine extends Pick<User, 'id' | 'login' | 'role' | 'operator'> {
  readonly createdAt: Date;
  /** Null: may sign in. */
  readonly disabledAt: Date | null;
  readonly hasTotp: boolean;
  /** Null: not signed in. */
  readonly lastSeenAt: Date | null;
}

/** What became of a change that could leave an account without an owner. */
export type OwnerGuarded = 'done' | 'last-owner' | null;

export async function listUsers(knex: Knex, accountId: string): Promise<UserLine[]> {
  const rows: UserLineRow[] = await userLines(knex, accountId).orderBy('login');
  return rows.map(toUserLine);
}

/** One user of an account, shut out or not; null where there is none. */
export async function findUserLine(knex: Knex, accountId: string, id: string): Promise<UserLine | null> {
  const row: UserLineRow | undefined = await userLines(knex, accountId).where({ id }).first();
  return row ? toUserLine(row) : null;
}

interface UserLineRow extends Pick<UserLine, 'id' | 'login' | 'role' | 'operator'> {
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly has_totp: boolean;
  readonly last_seen_at: Date | null;
}

function userLines(knex: Knex, accountId: string): Knex.QueryBuilder {
  return knex('users')
    .where({ account_id: accountId })
    .select('id', 'login', 'role', 'operator', 'created_at', 'disabled_at')
    .select(knex.raw('totp_secret is not null as has_totp'))
    .select(
      knex.raw('(select max(s.last_seen_at) from sessions s where s.user_id = users.id) as last_seen_at'),
    );
}

function toUserLine({ id, login, role, operator, ...row }: UserLineRow): UserLine {
  return {
    ...{ id, login, role, operator },
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    hasTotp: row.has_totp,
    lastSeenAt: row.last_seen_at,
  };
}

/** Adds a user to an account; false where the login is taken, here or in another account. */
export async function addUser(
  knex: Knex,
  user: Pick<User, 'id' | 'accountId' | 'login' | 'passwordHash' | 'role'> & Preferences,
): Promise<boolean> {
  const { id, accountId, login, passwordHash, role, locale, timeZone, currency } = user;
  try {
    await knex('users').insert({
      ...{ id, login, role, locale, currency },
      account_id: accountId,
      password_hash: passwordHash,
      time_zone: timeZone,
    });
    return true;
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return false;
  }
}

/** Sets a user's role, unless the account would be left without an owner. Null: no such user. */
export function setRole(knex: Knex, accountId: string, id: string, role: Role): Promise<OwnerGuarded> {
  return guardOwners(knex, accountId, id, { role }, role !== 'owner');
}

/** Shuts a user out from an instant on, or lets them in again. Null: no such user. */
export function setDisabled(
  knex: Knex,
  accountId: string,
  id: string,
  at: Date | null,
): Promise<OwnerGuarded> {
  return guardOwners(knex, accountId, id, { disabled_at: at }, at !== null);
}

async function guardOwners(
  knex: Knex,
  accountId: string,
  id: string,
  change: Readonly<Record<string, unknown>>,
  takesAway: boolean,
): Promise<OwnerGuarded> {
  return knex.transaction(async (transaction) => {
    // One change after the other: two owners who demote each other at once must not both succeed.
    await transaction('accounts').where({ id: accountId }).forUpdate().first('id');
    const another = await transaction('users')
      .where({ account_id: accountId, role: 'owner', disabled_at: null })
      .whereNot({ id })
      .first('id');
    if (takesAway && another === undefined) return 'last-owner';
    const changed = await transaction('users').where({ id, account_id: accountId }).update(change);
    return changed > 0 ? 'done' : null;
  });
}

export async function setPasswordHash(knex: Knex, userId: string, passwordHash: string): Promise<void> {
  await knex('users').where({ id: userId }).update({ password_hash: passwordHash });
}

/** Puts another hash of the same password in the place of one, unless the password was changed meanwhile. */
export async function replacePasswordHash(
  knex: Knex,
  { id, passwordHash }: Pick<User, 'id' | 'passwordHash'>,
  fresh: string,
): Promise<void> {
  await knex('users').where({ id, password_hash: passwordHash }).update({ password_hash: fresh });
}

/** In what a person reads the console. */
export async function setPreferences(
  knex: Knex,
  userId: string,
  { locale, timeZone, currency }: Preferences,
): Promise<void> {
  await knex('users').where({ id: userId }).update({ locale, currency, time_zone: timeZone });
}
