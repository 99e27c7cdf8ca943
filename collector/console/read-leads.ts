import { STATUSES } from '../pipeline/postback.ts';
import type { LeadCriteria } from '../storage/lead-batches.ts';
import { readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';
import type { Reader } from './reader.tsx';

/** The leads that a list or a file is of. `criteria` null: something cannot be read, then nothing fits. */
export function readLeads(query: URLSearchParams, _reader: Reader) {
  const shown = {
    flow: readFlow(query),
    status: readWord(query, 'status', STATUSES),
    click: readClick(query),
  };
  const criteria: LeadCriteria | null = shown.click.isBad
    ? null
    : {
        ...(shown.flow ? { flowId: shown.flow } : {}),
        ...(shown.status ? { status: shown.status } : {}),
        ...(shown.click.id ? { clickId: shown.click.id } : {}),
      };
  return { criteria, filters: toFilterQuery({ ...shown, click: shown.click.text }) };
}
