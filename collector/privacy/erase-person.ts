import type { Knex } from 'knex';
import type { Lead } from '../pipeline/lead.ts';
import { eraseClicks, eraseEntries, eraseUploads } from '../storage/erase.ts';
import { findLeadById, listContacts } from '../storage/leads.ts';
import {
  findMessages,
  findQuotingClicks,
  findQuotingEntries,
  findQuotingLeads,
} from '../storage/person-search.ts';
import { anyNeedle, emailNeedle, type Needle, phoneNeedle } from './needle.ts';

/** Who is to be forgotten: whoever fits any of what is given. */
export interface PersonQuery {
  readonly phone?: string;
  readonly email?: string;
  /** The ID of a lead: its buyer, with the phone and the e-mail that it has. */
  readonly leadId?: string;
}

/** Where a person's data is. */
export interface PersonTraces {
  /** Clicks with a lead that names the person, or whose own address does: all their leads are this buyer's. */
  readonly clicks: readonly string[];
  /** Log entries that quote what was asked for, or a phone or an e-mail of those leads; those of the clicks go besides. */
  readonly entries: readonly string[];
  /** What receivers were told of the leads of these clicks; the newest first. */
  readonly messages: readonly string[];
  /** What they quote; null where a lead has neither phone nor e-mail. */
  readonly needle: string | null;
}

/** It takes longer than somebody waits. */
export class SearchTooLong extends Error {
  override readonly name = 'SearchTooLong';
}

interface SearchOptions {
  readonly accountId: string;
  /** Also looks through log entries that are nobody's. */
  readonly operator: boolean;
  /** Asked between pages; false ends the search with SearchTooLong. */
  readonly mayGoOn?: () => boolean;
}

/**
 * Finds all that an account has of a person. Reads leads, clicks and log once, some rows at a time. Null where nobody
 * can be looked for: no such lead, a phone with too few digits, an e-mail that is none.
 */
export async function findPerson(
  knex: Knex,
  query: PersonQuery,
  { accountId, operator, mayGoOn = () => true }: SearchOptions,
): Promise<PersonTraces | null> {
  const lead = query.leadId ? await findLeadById(knex, accountId, query.leadId) : null;
  if (query.leadId && !lead) return null;
  const asked = [query.phone && phoneNeedle(query.phone), query.email && emailNeedle(query.email)];
  if (asked.includes(null)) return null;
  const needles = [...asked.filter((needle) => typeof needle === 'string'), ...(lead ? needlesOf(lead) : [])];
  const own = lead ? [lead.clickId] : [];
  const withMessages = async (found: Omit<PersonTraces, 'messages'>): Promise<PersonTraces> => ({
    ...found,
    messages: await findMessages(knex, accountId, found.clicks),
  });
  if (needles.length === 0) return lead ? withMessages({ clicks: own, entries: [], needle: null }) : null;

  const needle = anyNeedle(needles);
  const onPage = () => {
    if (!mayGoOn()) throw new SearchTooLong();
  };
  const buyers = await findQuotingLeads(knex, accountId, needle, onPage);
  const visits = await findQuotingClicks(knex, accountId, needle, onPage);
  const clicks = [...new Set([...own, ...buyers, ...visits])];
  // Who is named by a phone has an e-mail, too. It finds requests, but no further leads: those may be somebody else's.
  const known = await listContacts(knex, accountId, clicks, MAX_CONTACTS);
  const wide = anyNeedle([...new Set([...needles, ...known.flatMap(needlesOf)])]);
  const entries = await findQuotingEntries(knex, accountId, wide, onPage);
  if (operator) entries.push(...(await findQuotingEntries(knex, null, wide, onPage)));
  return withMessages({ clicks, entries, needle: wide });
}

/** More of them are no person's, but a placeholder's such as `none@shop.example`. */
const MAX_CONTACTS = 10;

function needlesOf({ phone, email }: Pick<Lead, 'phone' | 'email'>): Needle[] {
  return [phoneNeedle(phone), emailNeedle(email)].filter((needle) => needle !== null);
}

/** What was erased. */
export interface Erased {
  readonly leads: number;
  readonly clicks: number;
  readonly entries: number;
  readonly messages: number;
  readonly files: number;
}

/** Erases what was found. Leads are marked first, so that what comes meanwhile brings nothing back. */
export async function erasePerson(
  knex: Knex,
  traces: PersonTraces,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): Promise<Erased> {
  const { clicks, entries, messages, needle } = traces;
  const leads = await eraseClicks(knex, { accountId, clickIds: clicks, forgottenAt: now, needle });
  await eraseEntries(knex, entries);
  const files = needle === null ? 0 : await eraseUploads(knex, accountId, needle);
  return { leads, clicks: clicks.length, entries: entries.length, messages: messages.length, files };
}
