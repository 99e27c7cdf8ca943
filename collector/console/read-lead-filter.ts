import { cleanText } from '../pipeline/clean-text.ts';
import { MAX_TAG } from '../pipeline/fields.ts';
import { STATUSES, type Status } from '../pipeline/postback.ts';
import type { LeadCriteria } from '../storage/lead-criteria.ts';
import { type ClickFilter, readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';
import { type PeriodShown, readPeriod, toPeriod } from './read-period.ts';
import type { Reader } from './reader.tsx';

/** What leads may be filtered by, as the address has it. */
export interface LeadFilterShown extends PeriodShown {
  /** Name, phone, e-mail, or an ID of lead, click or network. */
  readonly search: string;
  readonly flow: string;
  readonly status: Status | undefined;
  readonly goal: string;
  readonly country: string;
  readonly test: 'yes' | 'no' | undefined;
  /** The click's `utm_source`, as the overview shows it. */
  readonly source: string;
  /** The same of `utm_campaign`. */
  readonly campaign: string;
  readonly currency: string;
  readonly click: ClickFilter;
}

/** The names of the fields, for forms that pass them on. */
export const LEAD_FILTERS: readonly (keyof LeadFilterShown)[] = [
  ...(['search', 'flow', 'status', 'goal', 'country', 'test'] as const),
  ...(['source', 'campaign', 'currency', 'click', 'since', 'until'] as const),
];

const MAX_SEARCH = 255;

export function readLeadFilter(query: URLSearchParams): LeadFilterShown {
  const text = (name: string, max: number) => cleanText(query.get(name) ?? '', max).text.trim();
  return {
    search: text('search', MAX_SEARCH),
    flow: readFlow(query),
    status: readWord(query, 'status', STATUSES),
    goal: text('goal', 64),
    country: text('country', 2).toUpperCase(),
    test: readWord(query, 'test', ['yes', 'no']),
    source: text('source', MAX_TAG),
    campaign: text('campaign', MAX_TAG),
    currency: text('currency', 3).toUpperCase(),
    click: readClick(query),
    ...readPeriod(query),
  };
}

/** For the database; null where something cannot be read: then nothing fits, rather than everything. */
export function toLeadCriteria(shown: LeadFilterShown, reader: Reader): LeadCriteria | null {
  const { search, flow, status, goal, country, test, source, campaign, currency, click } = shown;
  const period = toPeriod(shown, reader.timeZone);
  if (click.isBad || period === null) return null;
  return {
    ...(search ? { search: { text: search, byContact: reader.may('contact') } } : {}),
    ...(flow ? { flowId: flow } : {}),
    ...(status ? { status } : {}),
    ...(goal ? { goal } : {}),
    ...(country ? { country } : {}),
    ...(test ? { test: test === 'yes' } : {}),
    ...(source ? { source } : {}),
    ...(campaign ? { campaign } : {}),
    ...(currency ? { currency } : {}),
    ...(click.id ? { clickId: click.id } : {}),
    ...period,
  };
}

/** The filters that are set, for links and hidden fields. */
export function toLeadQuery(shown: LeadFilterShown): URLSearchParams {
  return toFilterQuery({ ...shown, click: shown.click.text });
}
