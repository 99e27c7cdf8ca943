import type { Format } from '../reports/export/stream-sheet.ts';
import type { Reader } from './reader.tsx';
import { writeWallTime } from './zone.ts';

export const FILE_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `leads-2031-05-01`, by the reader's calendar. */
export function dated(what: string, now: Date, { timeZone }: Pick<Reader, 'timeZone'>): string {
  return `${what}-${writeWallTime(now, timeZone).slice(0, 10)}`;
}

interface Exported {
  readonly format: Format;
  readonly filters: URLSearchParams;
  readonly columns: readonly { readonly isContact?: true }[];
  readonly rows: number;
  readonly isWhole: boolean;
}

/** A line of the audit log: without what a person looked for, as that may be a buyer's phone or address. */
export function describeExport({ format, filters, columns, rows, isWhole }: Exported) {
  const shown = [...filters].map(([name, value]) => `${name}=${SEARCHED.has(name) ? '…' : value}`);
  return {
    format,
    rows: String(rows),
    whole: isWhole ? 'yes' : 'no',
    filter: shown.join(' '),
    contact: columns.some(({ isContact }) => isContact) ? 'yes' : 'no',
  };
}

const SEARCHED: ReadonlySet<string> = new Set(['q', 'search', 'name', 'phone', 'email', 'ip']);
