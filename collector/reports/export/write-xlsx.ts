import { looksLikeFormula } from './formula.ts';
import type { Batches, SheetColumn } from './sheet.ts';
import * as parts from './xlsx-parts.ts';
import { writeZip, type ZipEntry } from './zip.ts';

/** What a sheet of a spreadsheet holds, with its heading. */
const MAX_ROWS = 1_048_576;
/** What a cell holds. */
const MAX_TEXT = 32_767;

/**
 * An XLSX file, piece by piece; what does not fit on a sheet goes on on the next one. Text is always text, never a
 * formula. Written here and not by a library, because exceljs never waits for who reads it: a slow download would keep
 * the whole file in memory. It also takes four times as long, in the process that answers postbacks.
 */
export async function* writeXlsx<Row>(
  columns: readonly SheetColumn<Row>[],
  batches: Batches<Row>,
  maxRows = MAX_ROWS,
): AsyncGenerator<Buffer> {
  yield* writeZip(entries(columns, batches, maxRows));
}

async function* entries<Row>(
  columns: readonly SheetColumn<Row>[],
  batches: Batches<Row>,
  maxRows: number,
): AsyncGenerator<ZipEntry> {
  const source = batches[Symbol.asyncIterator]();
  const letters = columns.map((_, index) => lettersOf(index));
  // The standard lets readers count, but some do not.
  const rowOf = (number: number, cells: readonly Cell[]) =>
    `<row r="${number}">${cells.map((cell, index) => `<c r="${letters[index]}${number}"${cell}</c>`).join('')}</row>`;
  let left: readonly Row[] = [];
  let isDone = false;

  async function* sheet(): AsyncGenerator<string> {
    const head = columns.map(({ name }) => textCell(name, 'bold'));
    yield parts.sheetStart(columns.length) + rowOf(1, head);
    for (let written = 1; written < maxRows && !isDone; ) {
      const rows = left.slice(0, maxRows - written);
      left = left.slice(rows.length);
      const first = written + 1;
      written += rows.length;
      yield rows
        .map((row, index) =>
          rowOf(
            first + index,
            columns.map((column) => cellOf(column, row)),
          ),
        )
        .join('');
      if (left.length > 0) continue;
      const next = await source.next();
      isDone = next.done === true;
      left = next.done ? [] : next.value;
    }
    yield parts.SHEET_END;
  }

  let sheets = 0;
  try {
    do {
      sheets += 1;
      yield { name: parts.sheetName(sheets), content: sheet() };
    } while (!isDone);
    for (const [name, content] of parts.bookParts(sheets)) yield { name, content: [content] };
  } finally {
    await source.return?.();
  }
}

/** The rest of a cell after its address, up to its end. */
type Cell = string;

function cellOf<Row>({ kind, cell }: SheetColumn<Row>, row: Row): Cell {
  const value = cell(row);
  if (value === null || value === '') return '>';
  if (kind === 'number') return `><v>${toXml(value)}</v>`;
  if (kind === 'time') return ` s="${parts.STYLES.time}"><v>${serialOf(value)}</v>`;
  // Whoever edits such a cell does not make a formula of it either.
  return textCell(value, looksLikeFormula(value) ? 'quoted' : 'plain');
}

function textCell(text: string, style: 'plain' | 'quoted' | 'bold'): Cell {
  const value = toXml(text.slice(0, MAX_TEXT));
  return ` s="${parts.STYLES[style]}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is>`;
}

/** A, B … Z, AA, AB … */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}

/** Days since the end of 1899, as spreadsheets count them. */
function serialOf(wallTime: string): number {
  return (Date.parse(`${wallTime.replace(' ', 'T')}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}

/** XML has no way to write these. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A bare one would be read as a line feed.
  '\r': '&#13;',
};

function toXml(text: string): string {
  return (
    text
      .replace(UNWRITABLE, '')
      .replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? '')
      // `_x0041_` would be shown as the character of that number.
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  );
}
