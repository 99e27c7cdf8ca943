/** A column of an exported file. */
export interface SheetColumn<Row> {
  readonly name: string;
  /**
   * `number`: a decimal as text, exactly as it is stored; `time`: `2031-05-01 12:30:00`, as the reader's clocks show it;
   * everything else is text, whoever wrote it.
   */
  readonly kind: 'text' | 'number' | 'time';
  readonly cell: (row: Row) => string | null;
}

/** Rows on their way into a file, some at a time: the next ones are fetched when these are written. */
export type Batches<Row> = AsyncIterable<readonly Row[]>;
