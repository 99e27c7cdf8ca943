import type { Knex } from 'knex';
import { readClickId } from '../pipeline/click-id.ts';
import type { Lead } from '../pipeline/lead.ts';
import { findLead } from '../storage/leads.ts';
import type { PageRequest } from './page.ts';

/** The lead that an address `…/CLICK/LEAD` names; null where it is unknown or another account's. */
export async function leadOf(
  knex: Knex,
  { user, params }: Pick<PageRequest, 'user' | 'params'>,
): Promise<Lead | null> {
  const clickId = readClickId(params.click ?? '');
  const id = readClickId(params.lead ?? '');
  return clickId && id ? findLead(knex, user.accountId, clickId, id) : null;
}
