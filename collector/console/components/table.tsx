import type { ComponentChildren } from 'preact';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Foreign } from './foreign.tsx';

export interface Column<Row> {
  readonly head: Phrase;
  /** What a stranger called it, shown in the place of `head`. */
  readonly foreignHead?: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** `plain` needs no name on a phone, where `first` and `action` make the head of the card. */
  readonly kind?: 'pick' | 'first' | 'plain' | 'number' | 'action';
}

interface TableProps<Row> {
  /** Says what the table holds, for people who do not see it; in the reader's language. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Stays a table on a phone, where it is swiped. */
  readonly isSwiped?: boolean;
}

/** A dense table; on a phone every row becomes a card with its columns' names. */
export function Table<Row>({ caption, columns, rows, keyOf, isSwiped = false }: TableProps<Row>) {
  const text = useText();
  return (
    // What is swiped has to be reached by the keyboard, too.
    <div class="scroll" {...(isSwiped && { tabIndex: 0, role: 'region', 'aria-label': caption })}>
      <table class="cards">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, foreignHead, kind }) => (
              <th key={foreignHead ?? head} scope="col" class={kind}>
                {foreignHead === undefined ? text(head) : <Foreign text={foreignHead} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, foreignHead, cell, kind }) => (
                <td key={foreignHead ?? head} class={kind} data-head={foreignHead ?? text(head)}>
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
