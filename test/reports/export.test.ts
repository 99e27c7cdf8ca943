import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import ExcelJs from 'exceljs';
import { expect, test } from 'vitest';
import { guardFormula, looksLikeFormula, unguardFormula } from '../../collector/reports/export/formula.ts';
import type { SheetColumn } from '../../collector/reports/export/sheet.ts';
import { writeCsv } from '../../collector/reports/export/write-csv.ts';
import { writeXlsx } from '../../collector/reports/export/write-xlsx.ts';

interface Row {
  readonly text: string;
  readonly price?: string;
  readonly at?: string;
}

const COLUMNS: readonly SheetColumn<Row>[] = [
  { name: 'text', kind: 'text', cell: ({ text }) => text },
  { name: 'price', kind: 'number', cell: ({ price }) => price ?? null },
  { name: '=at', kind: 'time', cell: ({ at }) => at ?? null },
];

const FORMULAS = [
  '=cmd|" /C calc"!A0',
  '+79991234567',
  '-1',
  '@x',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\u200b=1',
  "'=1",
  '"=1',
];
const HARMLESS = ['Ada', "O'Hara", 'a=b', '1-2', 'two\r\nlines', 'a;b,"c"', '', "'t Hooft", '<&>\u0001'];

async function* inBatches(rows: readonly Row[], size: number) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

async function gather(pieces: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const buffers: Buffer[] = [];
  for await (const piece of pieces) buffers.push(Buffer.from(piece));
  return Buffer.concat(buffers);
}

const rowsOf = (texts: readonly string[]) => texts.map((text): Row => ({ text }));

async function readXlsx(file: Buffer) {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  return book.worksheets.map((sheet) => {
    const rows: ExcelJs.Row[] = [];
    sheet.eachRow((row) => rows.push(row));
    return rows;
  });
}

test.each(FORMULAS)('in CSV %j begins with an apostrophe, and can be had back', (text) => {
  expect(guardFormula(text)).toBe(`'${text}`);
  expect(unguardFormula(guardFormula(text))).toBe(text);
});

test.each(HARMLESS)('%j stays as it is', (text) => {
  expect(looksLikeFormula(text)).toBe(false);
  expect(unguardFormula(guardFormula(text))).toBe(text);
});

test('a CSV file says that it is UTF-8 and keeps line breaks, quotes and separators within cells', async () => {
  const file = await gather(writeCsv(COLUMNS, inBatches(rowsOf([...FORMULAS, ...HARMLESS]), 4)));
  expect(file.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
  const [head, ...rows]: string[][] = parse(file, { bom: true });
  expect(head).toEqual(['text', 'price', "'=at"]);
  expect(rows.map(([text = '']) => text).filter((text) => /^[=+\-@\t\r\n＝＋－＠]/.test(text))).toEqual([]);
  expect(rows.map(([text = '']) => unguardFormula(text))).toEqual([...FORMULAS, ...HARMLESS]);
});

test('an XLSX file holds text as text, decimals exactly and instants as such', async () => {
  const given: Row[] = [
    ...rowsOf(FORMULAS),
    { text: 'Ada', price: '1234567890.1234', at: '2031-05-01 23:59:59' },
  ];
  const file = await gather(writeXlsx(COLUMNS, inBatches(given, 4)));
  const [rows = []] = await readXlsx(file);
  const cells = rows.slice(1).map((row) => row.getCell(1));
  expect(cells.filter(({ type }) => type === ExcelJs.ValueType.Formula)).toEqual([]);
  expect(cells.map(({ value }) => value)).toEqual([...FORMULAS, 'Ada']);
  expect(cells[0]?.style.alignment, 'exceljs knows no quotePrefix').toBeUndefined();
  expect(rows.at(-1)?.getCell(2).value).toBe(1234567890.1234);
  expect(rows.at(-1)?.getCell(3).value).toEqual(new Date('2031-05-01T23:59:59Z'));
});

test('what XML cannot hold is left out, the rest of the cell stays', async () => {
  const file = await gather(writeXlsx(COLUMNS, inBatches(rowsOf(['a\u0001b<c>&"\ud800\r\nd']), 4)));
  const [rows = []] = await readXlsx(file);
  expect(rows[1]?.getCell(1).value).toBe('ab<c>&"\r\nd');
});

test('what does not fit on a sheet goes on on the next one, under the same heading', async () => {
  const given = rowsOf(['1', '2', '3', '4', '5']);
  for (const size of [1, 2, 3, 5]) {
    const sheets = await readXlsx(await gather(writeXlsx(COLUMNS, inBatches(given, size), 3)));
    const texts = sheets.map((rows) => rows.map((row) => row.getCell(1).value));
    expect(texts).toEqual([
      ['text', '1', '2'],
      ['text', '3', '4'],
      ['text', '5'],
    ]);
  }
  const [empty = []] = await readXlsx(await gather(writeXlsx(COLUMNS, inBatches([], 1))));
  expect(empty).toHaveLength(1);
});

test.each([
  ['CSV', writeCsv],
  ['XLSX', writeXlsx],
] as const)('%s: nothing is read ahead of who reads, and who leaves ends the reading', async (_, write) => {
  let read = 0;
  let isOver = false;
  async function* endless(): AsyncGenerator<readonly Row[]> {
    try {
      for (;;) {
        read += 1;
        // Does not become smaller by being packed.
        yield Array.from({ length: 1000 }, () => ({ text: Array.from({ length: 9 }, Math.random).join() }));
      }
    } finally {
      isOver = true;
    }
  }
  const stream = Readable.from(write(COLUMNS, endless()), { objectMode: false, highWaterMark: 64 * 1024 });
  const pieces = stream[Symbol.asyncIterator]();
  await pieces.next();
  const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
  // An eager reader would never come to rest.
  for (let before = -1; before !== read; await settle()) before = read;
  expect(read).toBeLessThanOrEqual(4);
  const rested = read;
  while (read < rested + 3) await pieces.next();
  stream.destroy();
  for (let tries = 0; !isOver && tries < 100; tries += 1) await settle();
  expect(isOver).toBe(true);
});
