import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Reason } from '../pipeline/postback.ts';

/** The first time that something of a flow was seen. */
export interface Seen {
  readonly at: Date;
  readonly clickId: string;
  /** The log entry; null for a click, which leaves none. */
  readonly logId: string | null;
  readonly leadId: string | null;
  readonly test: boolean;
}

/** What has come in for a flow since it was made; null: nothing yet. */
export interface FlowProgress {
  /** A visitor on the tracking link. */
  readonly linkClick: Seen | null;
  /** A visit that the script on a page has told of. */
  readonly pageClick: Seen | null;
  /** A lead from a page, by script or pixel. */
  readonly pageLead: Seen | null;
  /** A network's postback that was accepted. */
  readonly postback: Seen | null;
  /** A network's word that a lead is approved. */
  readonly approval: Seen | null;
  /** The account's newest network's postback that was refused, if it came after the flow was made. */
  readonly refused: { readonly at: Date; readonly logId: string; readonly reason: Reason } | null;
}

/** No list is read further than this: what a flow of millions has seen shows at its beginning or its end. */
const WINDOW = 1000;

/** Looks what a flow has seen of all that a whole set-up sees. Cheap at any size, as a page asks every few seconds. */
export async function findProgress(knex: Knex, accountId: string, flowId: string): Promise<FlowProgress> {
  const values = { account: accountId, flow: flowId, window: WINDOW };
  const [clicks, entries, refused] = await Promise.all([
    knex.raw<{ rows: ClickRow[] }>(CLICKS, values),
    knex.raw<{ rows: EntryRow[] }>(ENTRIES, values),
    knex.raw<{ rows: RefusedRow[] }>(REFUSED, values),
  ]);
  const click = (source: ClickRow['source']): Seen | null => {
    const row = clicks.rows.find((each) => each.source === source);
    return row
      ? { at: row.created_at, clickId: fromUuid(row.id), logId: null, leadId: null, test: false }
      : null;
  };
  const entry = (kind: EntryRow['kind']): Seen | null => {
    const row = entries.rows.find((each) => each.kind === kind);
    if (!row) return null;
    const { received_at: at, click_id: clickId, lead_id: leadId, test } = row;
    return {
      at,
      clickId: fromUuid(clickId),
      logId: fromUuid(row.id),
      leadId: leadId && fromUuid(leadId),
      test,
    };
  };
  const [last] = refused.rows;
  return {
    linkClick: click('link'),
    pageClick: click('page'),
    pageLead: entry('lead'),
    postback: entry('postback'),
    approval: entry('approval'),
    refused: last ? { at: last.received_at, logId: fromUuid(last.id), reason: last.reason } : null,
  };
}

interface ClickRow {
  readonly id: string;
  readonly source: 'link' | 'page';
  readonly created_at: Date;
}

interface EntryRow {
  readonly kind: 'lead' | 'postback' | 'approval';
  readonly id: string;
  readonly received_at: Date;
  readonly click_id: string;
  readonly lead_id: string | null;
  readonly test: boolean;
}

interface RefusedRow {
  readonly id: string;
  readonly received_at: Date;
  readonly reason: Reason;
}

/** Clicks have no index by flow: the account's first since the flow was made, its newest, and those that became leads. */
const CLICKS = `
  with seen as (
    (select id, flow_id, source, created_at from clicks
      where account_id = :account
        and created_at >= (select created_at from flows where id = :flow and account_id = :account)
      order by created_at, id limit :window)
    union
    (select id, flow_id, source, created_at from clicks
      where account_id = :account order by created_at desc, id desc limit :window)
    union
    (select c.id, c.flow_id, c.source, c.created_at
       from (select click_id from leads where account_id = :account and flow_id = :flow order by id limit :window) l
       join clicks c on c.id = l.click_id)
  )
  select distinct on (source) id, source, created_at from seen
   where flow_id = :flow order by source, created_at, id`;

const ENTRIES = `
  with seen as (
    (select id, received_at, channel, result, error, lead_status, click_id, lead_id, test, dry from postback_log
      where account_id = :account and flow_id = :flow order by id limit :window)
    union
    (select id, received_at, channel, result, error, lead_status, click_id, lead_id, test, dry from postback_log
      where account_id = :account and flow_id = :flow order by id desc limit :window)
  )
  select distinct on (kind) kind, id, received_at, click_id, lead_id, test from seen
   cross join lateral (values
     ('lead', channel = 'pixel' and result in ('created', 'updated')),
     ('postback', channel in ('s2s', 'replay') and (error is null or error = 'no-changes')),
     ('approval', channel in ('s2s', 'replay') and error is null and lead_status = 'approve')
   ) as k(kind, fits)
   where fits and not dry and click_id is not null order by kind, id`;

const REFUSED = `
  select id, received_at, reason from (
    select id, received_at, reason, channel, error, settled_by from postback_log
     where account_id = :account and error is not null order by id desc limit 100
  ) newest
   where channel = 's2s' and error <> 'no-changes' and settled_by is null
     and received_at >= (select created_at from flows where id = :flow and account_id = :account)
   order by id desc limit 1`;
