import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Change, HistoryLine, Lead } from '../pipeline/lead.ts';
import { EDITED_BY, type Source } from '../pipeline/postback.ts';
import { findRareLeads } from './find-rare-leads.ts';
import { isUpward, type Keyset, type KeysetPage, toKeysetPage, withinKeyset } from './keyset.ts';
import { isCounted, type LeadCriteria, usesWords, whereCountedFits, whereLeadFits } from './lead-criteria.ts';
import { inGroups, readLeadRanges, whereInRange } from './lead-ranges.ts';
import { type LeadRow, toLead } from './load-clicks.ts';
import { startPatience } from './within-patience.ts';

/** Leads that are read in search of a page with common words. */
const NEAR = 5_000;

export type LeadFilter = LeadCriteria & Keyset;

/** A page of an account's leads, newest first. Throws TooSlowError where it takes longer than two seconds. */
export async function listLeads(
  knex: Knex,
  accountId: string,
  filter: LeadFilter,
  limit: number,
): Promise<KeysetPage<Lead>> {
  const near = await listNear(knex, accountId, filter, limit);
  if (near) return near;
  const checkPatience = startPatience();
  const rows: LeadRow[] = [];
  const all = () => knex('leads').where({ account_id: accountId });
  const read = async (query: Knex.QueryBuilder) => {
    const found: LeadRow[] = await withinKeyset(query, filter, limit - rows.length).select();
    rows.push(...found);
  };
  const rare = await findRareLeads(knex, accountId, filter);
  if (rare) await read(whereCountedFits(all().whereRaw('id = any(?)', [rare]), filter));
  else
    for await (const ranges of inGroups(readLeadRanges(knex, accountId, filter, filter))) {
      checkPatience();
      const parts = ranges.map((range) =>
        withinKeyset(whereInRange(whereLeadFits(all(), filter), range), filter, limit - rows.length),
      );
      await read(knex.from(knex.unionAll(parts, true).as('leads')));
      if (rows.length > limit) break;
    }
  return toKeysetPage(rows.map(toLead), filter, limit);
}

/**
 * A page of leads with common words, found among the next ones of the list; null where too few of them have it. Words are
 * looked up in the index otherwise, which costs the more the more leads have them: 2 s for a fortieth of ten million.
 */
async function listNear(
  knex: Knex,
  accountId: string,
  filter: LeadFilter,
  limit: number,
): Promise<KeysetPage<Lead> | null> {
  // Of a rare source the clicks of all these would be looked up for nothing.
  if (!usesWords(filter) || isCounted(filter)) return null;
  // Without `offset 0` the planner might look the words up first.
  const next = withinKeyset(knex('leads').where({ account_id: accountId }), filter, NEAR)
    .offset(0)
    .select();
  const rows: LeadRow[] = await whereLeadFits(knex.queryBuilder().from(next.as('leads')), filter)
    .orderBy('id', isUpward(filter) ? 'asc' : 'desc')
    .limit(limit + 1)
    .select();
  return rows.length > limit ? toKeysetPage(rows.map(toLead), filter, limit) : null;
}

/** A lead of an account; null where it is unknown or another account's. */
export async function findLead(
  knex: Knex,
  accountId: string,
  clickId: string,
  id: string,
): Promise<Lead | null> {
  const row: LeadRow | undefined = await knex('leads')
    .where({ account_id: accountId, click_id: clickId, id })
    .first();
  return row ? toLead(row) : null;
}

/** The same where its click is not known. */
export async function findLeadById(knex: Knex, accountId: string, id: string): Promise<Lead | null> {
  const row: LeadRow | undefined = await knex('leads').where({ account_id: accountId, id }).first();
  return row ? toLead(row) : null;
}

/** The newest leads of some clicks of an account. */
export async function listLeadsOf(
  knex: Knex,
  accountId: string,
  clickIds: readonly string[],
  limit: number,
): Promise<Lead[]> {
  const rows: LeadRow[] = await knex('leads')
    .where({ account_id: accountId })
    .whereRaw('click_id = any(?)', [[...clickIds]])
    .orderBy('id', 'desc')
    .limit(limit)
    .select();
  return rows.map(toLead);
}

/** The phones and e-mails of some clicks' leads, each pair once; none where there are more than `max`. */
export async function listContacts(
  knex: Knex,
  accountId: string,
  clickIds: readonly string[],
  max: number,
): Promise<Pick<Lead, 'phone' | 'email'>[]> {
  const rows = await knex('leads')
    .where({ account_id: accountId })
    .whereRaw('click_id = any(?)', [[...clickIds]])
    .distinct('phone', 'email')
    .limit(max + 1);
  return rows.length > max ? [] : rows;
}

/** Those of some leads that are an account's, newest first. */
export async function findLeads(
  knex: Knex,
  accountId: string,
  ids: readonly (readonly [clickId: string, id: string])[],
): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows: LeadRow[] = await knex('leads')
    .where({ account_id: accountId })
    .whereIn(
      ['click_id', 'id'],
      ids.map((pair) => [...pair]),
    )
    .orderBy('id', 'desc');
  return rows.map(toLead);
}

/** A line of a lead's history as pages show it. */
export interface HistoryShown extends Pick<HistoryLine, 'at' | 'who' | 'changes' | 'logId'> {
  /** Who changed it by hand; null where a server, a page or a file did. */
  readonly by: string | null;
}

/** What happened to a lead: who changed what, when, and by which log entry. Oldest first. */
export async function listHistory(knex: Knex, lead: Lead): Promise<HistoryShown[]> {
  const rows: { at: Date; who: Source; changes: Change[]; log_id: string }[] = await knex('lead_history')
    .where({ click_id: lead.clickId, lead_id: lead.id })
    .orderBy('id')
    .select('at', 'who', 'changes', 'log_id');
  const editors = await findEditors(
    knex,
    rows.filter(({ who }) => who === 'manual').map(({ log_id }) => log_id),
  );
  return rows.map(({ log_id, ...row }) => ({
    ...row,
    logId: fromUuid(log_id),
    by: editors.get(log_id) ?? null,
  }));
}

async function findEditors(
  knex: Knex,
  logIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (logIds.length === 0) return new Map();
  const rows: { id: string; by: string | null }[] = await knex('postback_log')
    .whereIn('id', logIds)
    .select('id', knex.raw(`request->'headers'->>? as by`, [EDITED_BY]));
  return new Map(rows.map(({ id, by }) => [id, by]));
}
