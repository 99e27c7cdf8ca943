import { cleanText } from '../pipeline/clean-text.ts';
import { MAX_META_KEY } from '../pipeline/fields.ts';
import { columnsOf } from '../reports/export/columns.ts';
import { LEAD_COLUMNS, type LeadColumn, metaColumn } from '../reports/export/lead-columns.ts';
import type { Reader } from './reader.tsx';

/** Custom fields that a file has room for as columns. */
const MAX_META_COLUMNS = 200;

/** The columns that a reader may take away: without contact data for who may not see it. */
export function columnsFor(reader: Reader): readonly LeadColumn[] {
  return columnsOf(LEAD_COLUMNS, reader.may('contact'));
}

/**
 * The columns that were chosen, in our order and never more than the reader may see; all where none was. `column` is a
 * standard one, `meta` a custom field; each may be there many times.
 */
export function readColumns(query: URLSearchParams, reader: Reader): readonly LeadColumn[] {
  const wanted = new Set(query.getAll('column'));
  const standard = columnsFor(reader).filter(({ name }) => wanted.size === 0 || wanted.has(name));
  return [...standard, ...(reader.may('contact') ? readMetaKeys(query).map(metaColumn) : [])];
}

function readMetaKeys(query: URLSearchParams): string[] {
  const keys = query.getAll('meta').map((key) => cleanText(key, MAX_META_KEY).text);
  return [...new Set(keys)].filter((key) => key !== '').slice(0, MAX_META_COLUMNS);
}
