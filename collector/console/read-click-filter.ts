import { cleanText } from '../pipeline/clean-text.ts';
import type { Click } from '../pipeline/lead.ts';
import type { ClickCriteria } from '../storage/clicks.ts';
import { type ClickFilter, readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';
import { type PeriodShown, readPeriod, toPeriod } from './read-period.ts';
import type { Reader } from './reader.tsx';

export const SOURCES = ['link', 'page', 'flow'] as const satisfies readonly Click['source'][];

/** What clicks may be filtered by, as the address has it. */
export interface ClickFilterShown extends PeriodShown {
  readonly flow: string;
  readonly source: Click['source'] | undefined;
  readonly country: string;
  readonly click: ClickFilter;
}

export function readClickFilter(query: URLSearchParams): ClickFilterShown {
  return {
    flow: readFlow(query),
    source: readWord(query, 'source', SOURCES),
    country: cleanText(query.get('country') ?? '', 2)
      .text.trim()
      .toUpperCase(),
    click: readClick(query),
    ...readPeriod(query),
  };
}

/** For the database; null where something cannot be read: then nothing fits, rather than everything. */
export function toClickCriteria(shown: ClickFilterShown, reader: Reader): ClickCriteria | null {
  const { flow, source, country, click } = shown;
  const period = toPeriod(shown, reader.timeZone);
  if (click.isBad || period === null) return null;
  return {
    ...(flow ? { flowId: flow } : {}),
    ...(source ? { source } : {}),
    ...(country ? { country } : {}),
    ...(click.id ? { clickId: click.id } : {}),
    ...period,
  };
}

/** The filters that are set, for links. */
export function toClickQuery(shown: ClickFilterShown): URLSearchParams {
  return toFilterQuery({ ...shown, click: shown.click.text });
}
