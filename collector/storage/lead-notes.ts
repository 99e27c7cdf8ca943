import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Lead } from '../pipeline/lead.ts';

/** In UTF-16 units. */
export const MAX_NOTE = 2000;

/** What somebody wrote about a lead. It may say who the buyer is. */
export interface LeadNote {
  readonly id: string;
  readonly at: Date;
  readonly login: string;
  readonly text: string;
}

/** `id`: a UUIDv7. */
export async function addNote(
  knex: Knex,
  lead: Pick<Lead, 'accountId' | 'clickId' | 'id'>,
  note: LeadNote & {
    /** Null: a program's. */
    readonly userId: string | null;
  },
): Promise<void> {
  const { userId, ...rest } = note;
  const { accountId, clickId, id } = lead;
  await knex('lead_notes').insert({
    ...rest,
    ...{ user_id: userId, account_id: accountId, click_id: clickId, lead_id: id },
  });
}

/** Oldest first. */
export async function listNotes(knex: Knex, lead: Pick<Lead, 'clickId' | 'id'>): Promise<LeadNote[]> {
  const rows: LeadNote[] = await knex('lead_notes')
    .where({ click_id: lead.clickId, lead_id: lead.id })
    .orderBy('id')
    .select('id', 'at', 'login', 'text');
  return rows.map((row) => ({ ...row, id: fromUuid(row.id) }));
}

/** How many notes each of some leads has, by lead; those without any are missing. */
export async function countNotes(
  knex: Knex,
  leads: readonly Pick<Lead, 'clickId' | 'id'>[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { lead_id: string; count: string }[] = await knex('lead_notes')
    // By the click, which the primary key begins with.
    .whereIn('click_id', [...new Set(leads.map(({ clickId }) => clickId))])
    .whereIn(
      'lead_id',
      leads.map(({ id }) => id),
    )
    .groupBy('lead_id')
    .select('lead_id')
    .count();
  return new Map(rows.map(({ lead_id, count }) => [fromUuid(lead_id), Number(count)]));
}
