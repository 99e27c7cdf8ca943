import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Change, Lead } from '../pipeline/lead.ts';
import type { Channel, Status } from '../pipeline/postback.ts';
import { type LeadRow, toLead } from './load-clicks.ts';

export interface LeadFilter {
  readonly flowId?: string;
  readonly status?: Status;
  readonly clickId?: string;
  /** Only leads older than this one: the last ID of the page before. */
  readonly before?: string;
}

/** The newest leads of an account, at most `limit`, by keyset. */
export async function listLeads(
  knex: Knex,
  accountId: string,
  filter: LeadFilter,
  limit: number,
): Promise<Lead[]> {
  const query = knex('leads').where({ account_id: accountId }).orderBy('id', 'desc').limit(limit);
  if (filter.flowId) query.where({ flow_id: filter.flowId });
  if (filter.status) query.where({ status: filter.status });
  if (filter.clickId) query.where({ click_id: filter.clickId });
  if (filter.before) query.where('id', '<', filter.before);
  const rows: LeadRow[] = await query.select();
  return rows.map(toLead);
}

/** What happened to a lead: who changed what, when, and by which log entry. Oldest first. */
export async function listHistory(
  knex: Knex,
  lead: Lead,
): Promise<{ at: Date; who: Channel; changes: Change[]; logId: string }[]> {
  const rows: { at: Date; who: Channel; changes: Change[]; log_id: string }[] = await knex('lead_history')
    .where({ click_id: lead.clickId, lead_id: lead.id })
    .orderBy('id')
    .select('at', 'who', 'changes', 'log_id');
  return rows.map(({ log_id, ...row }) => ({ ...row, logId: fromUuid(log_id) }));
}
