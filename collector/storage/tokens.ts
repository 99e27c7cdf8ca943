import type { Knex } from 'knex';

/** Registers a postback token by its ID; the token itself is computed from it and never stored. */
export async function addToken(
  knex: Knex,
  token: { id: string; accountId: string; name: string },
): Promise<void> {
  await knex('tokens').insert({ id: token.id, account_id: token.accountId, name: token.name });
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
