import type { Knex } from 'knex';
import { readClickId } from '../pipeline/click-id.ts';
import type { Status } from '../pipeline/postback.ts';
import { countedTag, countedValue } from './counted.ts';
import { type LeadSearch, term, toSearchQuery } from './lead-search.ts';
import { firstId } from './partitions.ts';

/** Which leads are meant: those that fit all that is given. */
export interface LeadCriteria {
  readonly flowId?: string;
  readonly status?: Status;
  readonly clickId?: string;
  readonly goal?: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
  readonly test?: boolean;
  /** The click's `utm_source`. */
  readonly source?: string;
  /** The click's `utm_campaign`. */
  readonly campaign?: string;
  /** Of the payout; ISO 4217. */
  readonly currency?: string;
  /** Created at or after this instant. */
  readonly since?: Date;
  /** Created before this instant. */
  readonly until?: Date;
  readonly search?: LeadSearch;
}

const TERMS = 'lead_search_terms(name, phone, email, uid, goal, geo, test) @@ lower(?)::tsquery';
/** A lead's ID is made when it is applied: after an outage that is later than it came, which is when it was created. */
export const LONGEST_OUTAGE_MS = 2 * 24 * 3600 * 1000;

/** Of each lead its click is looked up: as a join it might be made by reading all clicks. */
function ofClick(tag: 'utm_source' | 'utm_campaign'): string {
  return `(select ${countedTag(tag)} from clicks c where c.id = leads.click_id) = ${countedValue('?::text')}`;
}

/** Whether it asks for what statistics find and no index of leads does. */
export function isCounted({ source, campaign, currency }: LeadCriteria): boolean {
  return Boolean(source || campaign || currency);
}

/** Whether it asks for what is looked up in the index of words. */
export function usesWords({ goal, country, test, search }: LeadCriteria): boolean {
  return Boolean(goal || country || test || search);
}

/** Narrows a query on leads. What may be rare is looked up in one index over all of it (`leads_search`). */
export function whereLeadFits(query: Knex.QueryBuilder, criteria: LeadCriteria): Knex.QueryBuilder {
  const { flowId, status, clickId, test, since, until, search } = criteria;
  if (flowId) query.where({ flow_id: flowId });
  if (status) query.where({ status });
  if (clickId) query.where({ click_id: clickId });
  if (test === false) query.where({ test });
  // The ID begins with an instant, so that its index ends the walk.
  if (since) query.where('created_at', '>=', since).where('id', '>=', firstId(since));
  if (until) {
    query.where('created_at', '<', until);
    query.where('id', '<', firstId(new Date(until.getTime() + LONGEST_OUTAGE_MS)));
  }
  if (isCounted(criteria)) whereColumnsSay(query, criteria);
  else whereTermsSay(query, criteria);
  if (search) whereFound(query, search);
  return whereCountedFits(query, criteria);
}

/** By the index of words. */
function whereTermsSay(query: Knex.QueryBuilder, { goal, country, test }: LeadCriteria): void {
  const terms = [
    ...(goal ? [term('g', goal)] : []),
    ...(country ? [term('c', country)] : []),
    ...(test ? [term('t', '')] : []),
  ];
  if (terms.length > 0) query.whereRaw(TERMS, [terms.join(' & ')]);
}

/** The same without it: in half-hours that are known, the index would be asked anew for each, and terms made of each lead. */
function whereColumnsSay(query: Knex.QueryBuilder, { goal, country, test }: LeadCriteria): void {
  if (goal) query.whereRaw('lower(goal) = lower(?)', [goal]);
  if (country) query.whereRaw('lower(geo) = lower(?)', [country]);
  if (test) query.where({ test });
}

/** The part of it by which half-hours are found (`lead-ranges.ts`), and which no index of leads has. */
export function whereCountedFits(
  query: Knex.QueryBuilder,
  { source, campaign, currency }: LeadCriteria,
): Knex.QueryBuilder {
  if (currency) query.where({ currency });
  if (source) query.whereRaw(ofClick('utm_source'), [source]);
  if (campaign) query.whereRaw(ofClick('utm_campaign'), [campaign]);
  return query;
}

/** By the lead's own ID or its click's where it looks like one, else by what it says. */
function whereFound(query: Knex.QueryBuilder, search: LeadSearch): void {
  const id = readClickId(search.text);
  query.where((either) => {
    either.whereRaw(TERMS, [toSearchQuery(search)]);
    if (id) either.orWhere({ id }).orWhere({ click_id: id });
  });
}
