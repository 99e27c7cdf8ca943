import { CsvError, parse } from 'csv-parse/sync';
import { unguardFormula } from '../reports/export/formula.ts';

export const CHARSETS = ['utf-8', 'windows-1251', 'utf-16le'] as const;
export type Charset = (typeof CHARSETS)[number];

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** What spreadsheets write and people mend by hand is read without complaint. */
export const CSV_OPTIONS = {
  bom: true,
  skip_empty_lines: true,
  // Lines of separators alone, with which Excel likes to end.
  skip_records_with_empty_values: true,
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: 256 * 1024,
} as const;

/** UTF-8 where it is that, UTF-16 («Unicode text» of Excel) where its mark says so; else what Windows writes in Russia. */
export function guessCharset(bytes: Uint8Array): Charset {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** Whether bytes are a ZIP file, as Excel's workbooks are. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === 'PK\x03\x04';
}

/** A first line for Excel alone that names the separator, such as `sep=;`. */
const SEP = /^sep=([,;\t])\r?\n/i;

/** The line that names the columns, counted from 1. */
export function headLineOf(text: string): 1 | 2 {
  return SEP.test(text) ? 2 : 1;
}

/** What the first line says it is, else the sign that stands most often in it, outside of quotes. */
export function guessSeparator(text: string): Separator {
  const named = SEPARATORS.find((sign) => sign === SEP.exec(text)?.[1]);
  if (named) return named;
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  const count = (sign: Separator) => line.split(sign).length;
  return [...SEPARATORS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** A CSV file by its cells; the first row names the columns. Throws an Error with the line where it is none. */
export function readCells(text: string, separator: Separator): string[][] {
  const rows: string[][] = parse(text, { ...CSV_OPTIONS, delimiter: separator, from_line: headLineOf(text) });
  return rows.map(toCells);
}

/** Whether reading failed at a quotation mark that is never closed: the parser tells of it in English and by its end. */
export function isUnclosed(error: unknown): boolean {
  return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

/** What cells say, without the apostrophes that exports put before what looks like a formula. */
export function toCells(row: readonly string[]): string[] {
  return row.map(unguardFormula);
}

/** A row by the parameters that its columns are; null: the column is left out. */
export function toRow(
  cells: readonly string[],
  parameters: readonly (string | null)[],
): Record<string, string> {
  const pairs = parameters.flatMap((name, index): [string, string][] =>
    name === null ? [] : [[name, cells[index] ?? '']],
  );
  // Keys such as `__proto__` are plain data: fromEntries defines, it does not assign.
  return Object.fromEntries(pairs);
}
