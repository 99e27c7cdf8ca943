import type { ComponentChildren } from 'preact';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

export interface Column<Row> {
  readonly head: Phrase;
  readonly cell: (row: Row) => ComponentChildren;
  /** `plain` needs no name on a phone, where `first` and `action` make the head of the card. */
  readonly kind?: 'first' | 'plain' | 'number' | 'action';
}

interface TableProps<Row> {
  /** Says what the table holds, for people who do not see it; in the reader's language. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A dense table; on a phone every row becomes a card with its columns' names. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  const text = useText();
  return (
    <div class="scroll">
      <table class="cards">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, kind }) => (
              <th key={head} scope="col" class={kind}>
                {text(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, kind }) => (
                <td key={head} class={kind} data-head={text(head)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
