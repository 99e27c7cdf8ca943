import { parse } from 'csv-parse/sync';
import { unguardFormula } from '../reports/export/formula.ts';

export const CHARSETS = ['utf-8', 'windows-1251'] as const;
export type Charset = (typeof CHARSETS)[number];

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** What spreadsheets write and people mend by hand is read without complaint. */
export const CSV_OPTIONS = {
  bom: true,
  skip_empty_lines: true,
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: 256 * 1024,
} as const;

/** UTF-8 where it is that; else what Windows writes in Russia. */
export function guessCharset(bytes: Uint8Array): Charset {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** The sign that stands most often in the first line, outside of quotes. */
export function guessSeparator(text: string): Separator {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  const count = (sign: Separator) => line.split(sign).length;
  return [...SEPARATORS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** A CSV file by its cells; the first row names the columns. Throws an Error with the line where it is none. */
export function readCells(text: string, separator: Separator): string[][] {
  const rows: string[][] = parse(text, { ...CSV_OPTIONS, delimiter: separator });
  return rows.map(toCells);
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
