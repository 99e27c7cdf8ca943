import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** What a key may be used for. */
export const SCOPES = [
  'log:read',
  'replay',
  'leads:read',
  // Contact data of buyers: without it they are left out wherever they stand.
  'leads:contact',
  'leads:write',
  'clicks:read',
  'flows:read',
  'flows:write',
  'tokens:write',
  'stats:read',
  'import',
  'users:write',
  'keys:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly scopes: readonly Scope[];
}

/** Makes a key and returns it: this is the only time that it can be seen. */
export async function addApiKey(
  knex: Knex,
  key: { id: string; accountId: string; name: string; scopes: readonly Scope[] },
): Promise<string> {
  const secret = `ak_${randomBytes(16).toString('hex')}`;
  await knex('api_keys').insert({
    id: key.id,
    account_id: key.accountId,
    name: key.name,
    hash: hashOf(secret),
    scopes: [...key.scopes],
  });
  return secret;
}

/**
 * The key behind a secret; null where it is unknown or revoked. It is found by its hash: how long that takes says
 * nothing of the secret. The time of use is kept to the minute.
 */
export async function findApiKey(knex: Knex, secret: string): Promise<ApiKey | null> {
  if (!/^ak_[0-9a-f]{32}$/.test(secret)) return null;
  const row: { id: string; name: string; account_id: string; scopes: Scope[] } | undefined = await knex(
    'api_keys',
  )
    .where({ hash: hashOf(secret) })
    .whereNull('revoked_at')
    .first('id', 'name', 'account_id', 'scopes');
  if (!row) return null;
  await knex('api_keys')
    .where({ id: row.id })
    .whereRaw(`(last_used_at is null or last_used_at < now() - interval '1 minute')`)
    .update({ last_used_at: knex.fn.now() });
  return { id: row.id, name: row.name, accountId: row.account_id, scopes: row.scopes };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A key as people see it: never the key itself. */
export interface ApiKeyLine extends Pick<ApiKey, 'id' | 'scopes'> {
  readonly name: string;
  readonly createdAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
}

/** An account's working keys, oldest first. */
export async function listApiKeys(knex: Knex, accountId: string): Promise<ApiKeyLine[]> {
  const rows: ApiKeyRow[] = await knex('api_keys')
    .where({ account_id: accountId, revoked_at: null })
    .orderBy('created_at');
  return rows.map(({ id, name, scopes, ...row }) => ({
    ...{ id, name, scopes },
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** Ends a key at once; false where the account has no such working key. */
export async function revokeApiKey(knex: Knex, accountId: string, id: string): Promise<boolean> {
  const changed = await knex('api_keys')
    .where({ id, account_id: accountId, revoked_at: null })
    .update({ revoked_at: knex.fn.now() });
  return changed > 0;
}
