import type { Knex } from 'knex';
import type { Locale } from '../people/locale.ts';
import type { Role } from '../people/permissions.ts';

/** A person who may sign in. */
export interface User {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly passwordHash: string;
  /** Runs the collector: also sees log entries whose sender is nobody's. */
  readonly operator: boolean;
  readonly role: Role;
  readonly locale: Locale;
  /** IANA name: instants are shown as its clocks show them. */
  readonly timeZone: string;
  /** ISO 4217: money of several currencies is summed up in it. */
  readonly currency: string;
  /** Base32; null: the password is enough. */
  readonly totpSecret: string | null;
}

/** In what a person reads the console. */
export type Preferences = Pick<User, 'locale' | 'timeZone' | 'currency'>;

/** Whose entries and leads are shown. */
export type Viewer = Pick<User, 'accountId' | 'operator'>;

/** Makes an account with its first user, both or neither. */
export async function addAccount(
  knex: Knex,
  account: { id: string; name: string },
  user: { id: string; login: string; passwordHash: string; operator?: boolean },
): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction('accounts').insert({ id: account.id, name: account.name });
    await transaction('users').insert({
      id: user.id,
      account_id: account.id,
      login: user.login,
      password_hash: user.passwordHash,
      operator: user.operator ?? false,
    });
  });
}

/** What an account's people alone see of it. */
export interface Account {
  readonly name: string;
  /** In what its new users read the console; null: in what whoever adds them does. */
  readonly defaults: Preferences | null;
}

export async function findAccount(knex: Knex, id: string): Promise<Account> {
  const row = await knex('accounts').where({ id }).first('name', 'locale', 'time_zone', 'currency');
  const { name = '', locale = null, time_zone: timeZone, currency } = row ?? {};
  return { name, defaults: locale === null ? null : { locale, timeZone, currency } };
}

export async function saveAccount(knex: Knex, id: string, { name, defaults }: Account): Promise<void> {
  const { locale = null, timeZone = null, currency = null } = defaults ?? {};
  await knex('accounts').where({ id }).update({ name, locale, currency, time_zone: timeZone });
}

/** Whether anybody has an account yet. */
export async function hasAccounts(knex: Knex): Promise<boolean> {
  return (await knex('accounts').first('id')) !== undefined;
}

/** The user of a login name, which is compared without regard to case. Not one who was shut out. */
export async function findUser(knex: Knex, login: string): Promise<User | null> {
  return toUser(await knex('users').where({ login: login.trim().toLowerCase(), disabled_at: null }).first());
}

export async function findUserById(knex: Knex, id: string): Promise<User | null> {
  return toUser(await knex('users').where({ id, disabled_at: null }).first());
}

interface UserRow extends Pick<User, 'id' | 'login' | 'operator' | 'role' | 'locale' | 'currency'> {
  readonly account_id: string;
  readonly password_hash: string;
  readonly time_zone: string;
  readonly totp_secret: string | null;
}

function toUser(row: UserRow | undefined): User | null {
  if (!row) return null;
  const { id, login, operator, role, locale, currency } = row;
  return {
    ...{ id, login, operator, role, locale, currency },
    accountId: row.account_id,
    passwordHash: row.password_hash,
    timeZone: row.time_zone,
    totpSecret: row.totp_secret,
  };
}
