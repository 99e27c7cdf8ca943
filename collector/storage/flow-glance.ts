import type { Knex } from 'knex';

/** When a flow was last busy; null: not lately, or never. */
export interface FlowGlance {
  readonly lastClick: Date | null;
  readonly lastLead: Date | null;
  /** Of a network. */
  readonly lastPostback: Date | null;
  /** It listens for the network's test until then. */
  readonly listeningUntil: Date | null;
}

/** Clicks of the whole account that are looked through, as they have no index by flow. */
const CLICKS = 5000;
/** Entries of a flow that are looked through for one of a network's. */
const ENTRIES = 50;

/** The last signs of life of each of an account's flows, by their IDs. One look at an index each, at any size. */
export async function glanceAtFlows(knex: Knex, accountId: string): Promise<ReadonlyMap<string, FlowGlance>> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `with clicked as (
       select flow_id, max(created_at) as at from (
         select flow_id, created_at from clicks
          where account_id = :account order by created_at desc, id desc limit :clicks
       ) newest group by flow_id
     )
     select f.id, f.listening_until, c.at as clicked_at, l.created_at as led_at, p.received_at as posted_at
       from flows f
       left join clicked c on c.flow_id = f.id
       left join lateral (
         select created_at from leads
          where account_id = f.account_id and flow_id = f.id order by id desc limit 1
       ) l on true
       left join lateral (
         select received_at from (
           select id, received_at, channel from postback_log
            where account_id = f.account_id and flow_id = f.id order by id desc limit :entries
         ) newest where channel = 's2s' order by id desc limit 1
       ) p on true
      where f.account_id = :account`,
    { account: accountId, clicks: CLICKS, entries: ENTRIES },
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lastClick: row.clicked_at,
        lastLead: row.led_at,
        lastPostback: row.posted_at,
        listeningUntil: row.listening_until,
      },
    ]),
  );
}

interface Row {
  readonly id: string;
  readonly listening_until: Date | null;
  readonly clicked_at: Date | null;
  readonly led_at: Date | null;
  readonly posted_at: Date | null;
}
