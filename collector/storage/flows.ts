import type { Knex } from 'knex';
import type { Flow } from '../pipeline/lead.ts';

export const FLOW_COLUMNS =
  'id, account_id, name, site_key, landing_url, currency, network, charset, status_map, origins, ip_ranges, reply_text';

export interface FlowRow {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly site_key: string;
  readonly landing_url: string;
  readonly currency: string | null;
  readonly network: string | null;
  readonly charset: string | null;
  readonly status_map: Flow['statusMap'];
  readonly origins: string[];
  readonly ip_ranges: string[];
  readonly reply_text: string | null;
}

export function toFlow(row: FlowRow): Flow {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    siteKey: row.site_key,
    landingUrl: row.landing_url,
    currency: row.currency,
    network: row.network,
    charset: row.charset,
    statusMap: row.status_map,
    origins: row.origins,
    ipRanges: row.ip_ranges,
    replyText: row.reply_text,
  };
}

/** Makes a flow; its ID and its site key are unique in the whole database. Throws where the ID is taken. */
export async function addFlow(
  knex: Knex,
  flow: Pick<Flow, 'id' | 'accountId' | 'name' | 'siteKey' | 'landingUrl'>,
): Promise<void> {
  await knex('flows').insert({
    id: flow.id,
    account_id: flow.accountId,
    name: flow.name,
    site_key: flow.siteKey,
    landing_url: flow.landingUrl,
  });
}

/** Where the tracking link of a flow leads from now on. */
export async function setLandingUrl(knex: Knex, flowId: string, landingUrl: string): Promise<void> {
  await knex('flows').where({ id: flowId }).update({ landing_url: landingUrl });
}

/** The flows of an account, by ID. */
export async function listFlows(knex: Knex, accountId: string): Promise<Flow[]> {
  const rows: FlowRow[] = await knex('flows').where({ account_id: accountId }).orderBy('id').select();
  return rows.map(toFlow);
}
