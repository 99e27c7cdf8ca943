import type { Knex } from 'knex';

/** Gives a flow another site key: the one until now stops working. False where the account has no such flow. */
export async function setSiteKey(
  knex: Knex,
  accountId: string,
  flowId: string,
  siteKey: string,
): Promise<boolean> {
  const changed = await knex('flows')
    .where({ id: flowId, account_id: accountId })
    .update({ site_key: siteKey });
  return changed > 0;
}
