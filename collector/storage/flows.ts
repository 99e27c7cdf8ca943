import type { Knex } from 'knex';
import type { Flow } from '../pipeline/lead.ts';
import type { Status } from '../pipeline/postback.ts';

export const FLOW_COLUMNS =
  'id, account_id, name, site_key, landing_url, offer_url, currency, network, own_network, default_price, charset, status_map, origins, ip_ranges, reply_text, retention_days';

export interface FlowRow {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly site_key: string;
  readonly landing_url: string;
  readonly offer_url: string;
  readonly currency: string | null;
  readonly network: string | null;
  readonly own_network: Flow['ownNetwork'];
  readonly default_price: string | null;
  readonly charset: string | null;
  readonly status_map: Flow['statusMap'];
  readonly origins: string[];
  readonly ip_ranges: string[];
  readonly reply_text: string | null;
  readonly retention_days: number | null;
}

export function toFlow(row: FlowRow): Flow {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    siteKey: row.site_key,
    landingUrl: row.landing_url,
    offerUrl: row.offer_url,
    currency: row.currency,
    network: row.network,
    ownNetwork: row.own_network,
    defaultPrice: row.default_price,
    charset: row.charset,
    statusMap: row.status_map,
    origins: row.origins,
    ipRanges: row.ip_ranges,
    replyText: row.reply_text,
    retentionDays: row.retention_days,
  };
}

/** What a person may set of a flow. */
export type FlowSettings = Pick<
  Flow,
  | 'name'
  | 'landingUrl'
  | 'offerUrl'
  | 'currency'
  | 'network'
  | 'ownNetwork'
  | 'defaultPrice'
  | 'charset'
  | 'statusMap'
  | 'origins'
  | 'ipRanges'
  | 'replyText'
  | 'retentionDays'
>;

/** Makes a flow; its ID and its site key are unique in the whole database. Throws where the ID is taken. */
export async function addFlow(
  knex: Knex,
  flow: Pick<Flow, 'id' | 'accountId' | 'name' | 'siteKey' | 'landingUrl'> & Partial<FlowSettings>,
): Promise<void> {
  const { id, accountId, siteKey } = flow;
  await knex('flows').insert({ id, account_id: accountId, site_key: siteKey, ...toColumns(flow) });
}

/** Sets what is given of a flow's settings; false where the account has no such flow. */
export async function setFlow(
  knex: Knex,
  accountId: string,
  id: string,
  settings: Partial<FlowSettings>,
): Promise<boolean> {
  const changed = await knex('flows').where({ id, account_id: accountId }).update(toColumns(settings));
  return changed > 0;
}

function toColumns(settings: Partial<FlowSettings>): Record<string, unknown> {
  const { landingUrl, offerUrl, statusMap, ipRanges, replyText, ownNetwork, defaultPrice, retentionDays } =
    settings;
  const { name, currency, network, charset, origins } = settings;
  // What is undefined knex leaves to the column's default, or as it is.
  return {
    ...{ name, currency, network, charset, origins },
    landing_url: landingUrl,
    offer_url: offerUrl,
    own_network: ownNetwork && JSON.stringify(ownNetwork),
    default_price: defaultPrice,
    retention_days: retentionDays,
    status_map: statusMap && JSON.stringify(statusMap),
    ip_ranges: ipRanges,
    reply_text: replyText,
  };
}

/** Adds a normalised word to a flow's mapping; false where the account has no such flow. */
export async function mapStatusWord(
  knex: Knex,
  accountId: string,
  id: string,
  word: string,
  status: Status,
): Promise<boolean> {
  const changed = await knex('flows')
    .where({ id, account_id: accountId })
    // In the database, so that two people who add a word at once both keep theirs.
    .update({ status_map: knex.raw('status_map || ?::jsonb', [JSON.stringify({ [word]: status })]) });
  return changed > 0;
}

/**
 * Lets a flow listen for a network's test until an instant, and no other of the account; null ends it. False where
 * the account has no such flow.
 */
export async function setListening(
  knex: Knex,
  accountId: string,
  id: string,
  until: Date | null,
): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    const changed = await transaction('flows')
      .where({ id, account_id: accountId })
      .update({ listening_until: until });
    if (changed > 0) {
      await transaction('flows')
        .where({ account_id: accountId })
        .whereNot({ id })
        .update({ listening_until: null });
    }
    return changed > 0;
  });
}

/** A flow of an account, and until when it listens; null where there is none. */
export async function findFlow(
  knex: Knex,
  accountId: string,
  id: string,
): Promise<(Flow & { readonly listeningUntil: Date | null }) | null> {
  const row: (FlowRow & { listening_until: Date | null }) | undefined = await knex('flows')
    .where({ id, account_id: accountId })
    .first();
  return row ? { ...toFlow(row), listeningUntil: row.listening_until } : null;
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

/** The flows of all accounts, by ID: for the operator alone. */
export async function listAllFlows(knex: Knex): Promise<Flow[]> {
  const rows: FlowRow[] = await knex('flows').orderBy('id').select();
  return rows.map(toFlow);
}
