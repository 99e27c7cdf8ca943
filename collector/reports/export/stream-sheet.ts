import { Readable } from 'node:stream';
import type { Batches, SheetColumn } from './sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** Who is told how far a file is. */
export interface Watch {
  /** After each batch: rows that were written so far. */
  readonly onProgress?: (rows: number) => Promise<void>;
  /** However it ended: all rows were written, or whoever read went away. */
  readonly onEnd: (rows: number, isWhole: boolean) => Promise<void>;
}

/**
 * Rows as a file. Nothing is read ahead of who downloads it: memory holds one batch, however many rows there are, and
 * when the stream is destroyed the reading ends.
 */
export function streamSheet<Row>(
  format: Format,
  columns: readonly SheetColumn<Row>[],
  batches: Batches<Row>,
  watch: Watch,
): Readable {
  const write = format === 'csv' ? writeCsv : writeXlsx;
  return toStream(write(columns, tell(batches, watch)));
}

/** The same as a CSV for a program, without the mark in front. */
export function streamPlainCsv<Row>(
  columns: readonly SheetColumn<Row>[],
  batches: Batches<Row>,
  watch: Watch,
): Readable {
  return toStream(writeCsv(columns, tell(batches, watch), ''));
}

function toStream(pieces: AsyncIterable<string | Uint8Array>): Readable {
  return Readable.from(pieces, { objectMode: false, highWaterMark: 64 * 1024 });
}

/** Rows as they come, and how many there were. */
async function* tell<Row>(
  batches: Batches<Row>,
  { onProgress, onEnd }: Watch,
): AsyncGenerator<readonly Row[]> {
  let rows = 0;
  let isWhole = false;
  try {
    for await (const batch of batches) {
      yield batch;
      rows += batch.length;
      await onProgress?.(rows);
    }
    isWhole = true;
  } finally {
    await onEnd(rows, isWhole);
  }
}
