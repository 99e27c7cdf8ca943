import type { Knex } from 'knex';

/** A token as the log knows it: also one that was revoked, since its entries stay. */
export interface LoggedToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Null: it works. */
  readonly revokedAt: Date | null;
}

/** What an entry came with. */
export type SentWith =
  /** `token` null: the account has none such any more. */
  | { readonly kind: 'token'; readonly id: string; readonly token: LoggedToken | null }
  /** `flowId` null: no flow has the key any more. */
  | { readonly kind: 'site-key'; readonly key: string; readonly flowId: string | null };

/** All tokens that an account has ever had: those that work first, then by name. */
export async function listLoggedTokens(knex: Knex, accountId: string): Promise<LoggedToken[]> {
  return tokensOf(knex, accountId).orderByRaw('revoked_at is not null, lower(name), id');
}

/** One of them; null where the account has never had it. */
export async function findLoggedToken(
  knex: Knex,
  accountId: string,
  id: string,
): Promise<LoggedToken | null> {
  return (await tokensOf(knex, accountId).where({ id }).first()) ?? null;
}

/** Tells what is known today of the token or the site key of an entry. */
export async function findSentWith(knex: Knex, accountId: string, sentWith: string): Promise<SentWith> {
  if (!sentWith.startsWith('pk_'))
    return { kind: 'token', id: sentWith, token: await findLoggedToken(knex, accountId, sentWith) };
  const flow: { id: string } | undefined = await knex('flows')
    .where({ account_id: accountId, site_key: sentWith })
    .first('id');
  return { kind: 'site-key', key: sentWith, flowId: flow?.id ?? null };
}

function tokensOf(knex: Knex, accountId: string): Knex.QueryBuilder {
  return knex('tokens')
    .where({ account_id: accountId })
    .select('id', 'name', 'created_at as createdAt', 'revoked_at as revokedAt');
}
