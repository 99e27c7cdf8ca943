import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formula.ts';
import type { Batches, SheetColumn } from './sheet.ts';

/** Tells spreadsheets that the file is UTF-8. */
const BOM = '\ufeff';

/**
 * A CSV file (RFC 4180, commas), piece by piece. No cell of it is a formula (see `formula.ts`). `mark`: what tells
 * spreadsheets that it is UTF-8; programs may take it for a part of the first name.
 */
export async function* writeCsv<Row>(
  columns: readonly SheetColumn<Row>[],
  batches: Batches<Row>,
  mark = BOM,
): AsyncGenerator<string> {
  yield mark + toLines([columns.map(({ name }) => guardFormula(name))]);
  for await (const rows of batches) {
    yield toLines(
      rows.map((row) =>
        columns.map(({ kind, cell }) => {
          const text = cell(row) ?? '';
          return kind === 'text' ? guardFormula(text) : text;
        }),
      ),
    );
  }
}

function toLines(cells: string[][]): string {
  return stringify(cells, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}
