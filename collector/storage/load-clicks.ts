import type { Pool } from 'pg';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Click, ClickState, Lead } from '../pipeline/lead.ts';

/**
 * One statement, so that click, version and leads are of one moment. `offset 0` keeps the leads a look-up per click:
 * where the statistics say that there are few, a plain join reads all of them for each batch, and the plan stays when
 * there are many (seen on a new database: 2,000 rows read for 64, until the next analyze).
 */
const LOAD = {
  name: 'load-clicks',
  text: `
    select c.id as c_id, c.account_id as c_account_id, c.flow_id as c_flow_id, c.version, c.source,
           c.created_at as c_created_at, host(c.ip) as c_ip, c.geo as c_geo, c.user_agent, c.url, c.referrer, c.tags,
           l.*, host(l.ip) as ip
      from clicks c left join lateral (select * from leads where click_id = c.id offset 0) l on true
     where c.id = any($1::uuid[])
     order by l.id`,
};

/** The clicks that exist among these, with their leads, oldest first. */
export async function loadClicks(pool: Pool, ids: readonly string[]): Promise<Map<string, ClickState>> {
  const { rows } = await pool.query<Row>({ ...LOAD, values: [ids] });
  const states = new Map<string, { click: Click; leads: Lead[] }>();
  for (const row of rows) {
    const id = fromUuid(row.c_id);
    const state = states.get(id) ?? { click: toClick(row), leads: [] };
    if (row.id !== null) state.leads.push(toLead({ ...row, id: row.id }));
    states.set(id, state);
  }
  return states;
}

interface Row extends Omit<LeadRow, 'id'> {
  readonly id: string | null;
  readonly c_id: string;
  readonly c_account_id: string;
  readonly c_flow_id: string;
  readonly version: number;
  readonly source: Click['source'];
  readonly c_created_at: Date;
  readonly c_ip: string | null;
  readonly c_geo: string | null;
  readonly user_agent: string;
  readonly url: string;
  readonly referrer: string;
  readonly tags: Record<string, string>;
}

/** A row of `leads` as node-postgres reads it: numeric stays text, so no amount passes through a float. */
export interface LeadRow {
  readonly click_id: string;
  readonly id: string;
  readonly account_id: string;
  readonly flow_id: string;
  readonly uid: string;
  readonly goal: string;
  readonly status: Lead['status'];
  readonly status_word: string;
  readonly price: string | null;
  readonly currency: string | null;
  readonly sent_price: string | null;
  readonly sent_currency: string | null;
  readonly rate: string | null;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly comment: string;
  readonly meta: Record<string, string>;
  readonly geo: string | null;
  readonly ip: string | null;
  readonly test: boolean;
  readonly confirmed: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly erased_at: Date | null;
  readonly sent: Record<string, string>;
}

function toClick(row: Row): Click {
  return {
    id: fromUuid(row.c_id),
    accountId: row.c_account_id,
    flowId: row.c_flow_id,
    version: row.version,
    source: row.source,
    createdAt: row.c_created_at,
    ip: row.c_ip,
    geo: row.c_geo,
    userAgent: row.user_agent,
    url: row.url,
    referrer: row.referrer,
    tags: row.tags,
  };
}

export function toLead(row: LeadRow): Lead {
  return {
    id: fromUuid(row.id),
    clickId: fromUuid(row.click_id),
    accountId: row.account_id,
    flowId: row.flow_id,
    uid: row.uid,
    goal: row.goal,
    status: row.status,
    statusWord: row.status_word,
    price: row.price,
    currency: row.currency,
    sentPrice: row.sent_price,
    sentCurrency: row.sent_currency,
    rate: row.rate,
    name: row.name,
    phone: row.phone,
    email: row.email,
    comment: row.comment,
    meta: row.meta,
    geo: row.geo,
    ip: row.ip,
    test: row.test,
    confirmed: row.confirmed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    erasedAt: row.erased_at,
    sent: row.sent,
  };
}
