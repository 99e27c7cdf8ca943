import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Click } from '../pipeline/lead.ts';

/** A click of an account; null where it is unknown or another account's. */
export async function findClick(knex: Knex, accountId: string, id: string): Promise<Click | null> {
  const row: ClickRow | undefined = await knex('clicks').where({ account_id: accountId, id }).first();
  if (!row) return null;
  const { version, source, ip, geo, url, referrer, tags } = row;
  return {
    ...{ version, source, ip, geo, url, referrer, tags },
    id: fromUuid(row.id),
    accountId: row.account_id,
    flowId: row.flow_id,
    createdAt: row.created_at,
    userAgent: row.user_agent,
  };
}

interface ClickRow
  extends Pick<Click, 'id' | 'version' | 'source' | 'ip' | 'geo' | 'url' | 'referrer' | 'tags'> {
  readonly account_id: string;
  readonly flow_id: string;
  readonly created_at: Date;
  readonly user_agent: string;
}
