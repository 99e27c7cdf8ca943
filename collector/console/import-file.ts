import { guessParameter, guessParameters, IMPORT_PARAMETERS, metaOf } from '../import/parameters.ts';
import {
  CHARSETS,
  type Charset,
  guessCharset,
  guessSeparator,
  isUnclosed,
  isWorkbook,
  readCells,
  type Separator,
} from '../import/read-csv.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import type { Upload } from '../storage/uploads.ts';
import type { FormRequest } from './action.ts';

/** What the console takes in; the command line takes any number of rows. */
export const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** An import that stands still so long was broken off, by a restart or an outage. */
export const STILL_MS = 30_000;

/** Signs that separate cells, by their names in the form. */
export const SEPARATOR_NAMES: Readonly<Record<string, Separator>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
};

type ReadFile = Pick<Upload, 'cells' | 'parameters' | 'separator' | 'charset'>;

/** Reads a file that was uploaded or pasted; what the form does not say is guessed. */
export function readFile({ field, file, text }: FormRequest): ReadFile | { readonly problem: string } {
  const bytes = file('file');
  if (bytes && isWorkbook(bytes))
    return { problem: text('This is an Excel workbook: save it as CSV there, and take that file.') };
  const asked = CHARSETS.find((charset) => charset === field('charset'));
  const charset: Charset = bytes ? (asked ?? guessCharset(bytes)) : 'utf-8';
  const decoded = bytes ? new TextDecoder(charset).decode(bytes) : field('csv');
  const csv = cleanText(decoded, MAX_FILE_BYTES).text;
  const separator = SEPARATOR_NAMES[field('separator')] ?? guessSeparator(csv);
  const cells = attempt(() => readCells(csv, separator));
  if ('problem' in cells)
    return {
      problem: isUnclosed(cells.problem)
        ? text('A quotation mark opens a cell and none closes it: close it, or take it out.')
        : text('This is no CSV file: {why}.', { why: cells.problem.message }),
    };
  const [headings = [], ...rows] = cells.value;
  if (rows.length === 0)
    return { problem: text('There are no rows: the first line names columns, each further line is a lead.') };
  if (rows.length > MAX_ROWS || headings.length > MAX_COLUMNS) {
    const most = { rows: String(MAX_ROWS), columns: String(MAX_COLUMNS) };
    return {
      problem: text(
        'Here a file may have {rows} rows and {columns} columns. For more use «subpixel import» on the command line.',
        most,
      ),
    };
  }
  return { cells: cells.value, parameters: guessParameters(headings), separator, charset };
}

function attempt(read: () => string[][]): { value: string[][] } | { problem: Error } {
  try {
    return { value: read() };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** In the form a custom field is called by its own heading. */
export const META = 'meta';

/** What each column is, as the form says it; or which parameter is named twice. */
export function readParameters(
  headings: readonly string[],
  field: FormRequest['field'],
): readonly (string | null)[] | { readonly twice: string } {
  const parameters = headings.map((heading, index) => {
    const chosen = field(`column-${index}`);
    if (chosen === META) return metaParameter(heading);
    return IMPORT_PARAMETERS.find((parameter) => parameter === chosen) ?? null;
  });
  const given = parameters.filter((parameter) => parameter !== null);
  const twice = given.find((parameter, index) => given.indexOf(parameter) !== index);
  return twice === undefined ? parameters : { twice };
}

function metaParameter(heading: string): string {
  const guessed = guessParameter(heading);
  return guessed?.startsWith('meta[') ? guessed : metaOf(heading);
}
