import type { Knex } from 'knex';

/** Registers a postback token by its ID; the token itself is computed from it and never stored. */
export async function addToken(
  knex: Knex,
  token: { id: string; accountId: string; name: string; ipRanges?: readonly string[] },
): Promise<void> {
  const { id, accountId, name, ipRanges = [] } = token;
  await knex('tokens').insert({ id, name, account_id: accountId, ip_ranges: [...ipRanges] });
}

/** Ends a token; false where the account has no such working token. Collectors refuse it within a second. */
export async function revokeToken(knex: Knex, accountId: string, id: string): Promise<boolean> {
  const changed = await knex('tokens')
    .where({ id, account_id: accountId, revoked_at: null })
    .update({ revoked_at: knex.fn.now() });
  return changed > 0;
}

/** The IDs of an account's working tokens, oldest first. */
export async function listTokens(knex: Knex, accountId: string): Promise<{ id: string; name: string }[]> {
  return knex('tokens')
    .where({ account_id: accountId, revoked_at: null })
    .orderBy('created_at')
    .select('id', 'name');
}

/** A postback token as people see it. */
export interface TokenLine {
  readonly id: string;
  readonly name: string;
  /** Servers that may use it; none: any. */
  readonly ipRanges: readonly string[];
  readonly createdAt: Date;
  /** To half a minute; null: never. */
  readonly lastUsedAt: Date | null;
}

/** An account's working tokens with all that there is to say of them, oldest first. */
export async function listTokenLines(knex: Knex, accountId: string): Promise<TokenLine[]> {
  const rows: TokenRow[] = await knex('tokens')
    .where({ account_id: accountId, revoked_at: null })
    .orderBy('created_at');
  return rows.map(toTokenLine);
}

/** A working token of an account; null where there is none. */
export async function findTokenLine(knex: Knex, accountId: string, id: string): Promise<TokenLine | null> {
  const row: TokenRow | undefined = await knex('tokens')
    .where({ id, account_id: accountId, revoked_at: null })
    .first();
  return row ? toTokenLine(row) : null;
}

/** Sets what may be set of a working token; false where the account has none such. */
export async function setToken(
  knex: Knex,
  accountId: string,
  id: string,
  { name, ipRanges }: Pick<TokenLine, 'name' | 'ipRanges'>,
): Promise<boolean> {
  const changed = await knex('tokens')
    .where({ id, account_id: accountId, revoked_at: null })
    .update({ name, ip_ranges: [...ipRanges] });
  return changed > 0;
}

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly ip_ranges: string[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

function toTokenLine({ id, name, ...row }: TokenRow): TokenLine {
  return { id, name, ipRanges: row.ip_ranges, createdAt: row.created_at, lastUsedAt: row.last_used_at };
}
