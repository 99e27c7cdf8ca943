import type { SheetColumn } from './sheet.ts';

/** A column of an exported file, before it is known in whose time zone it is written. */
export interface ExportColumn<Row> {
  readonly name: string;
  readonly kind: SheetColumn<Row>['kind'];
  /** Says who the buyer is: for those who may see contacts. */
  readonly isContact?: true;
  readonly value: (row: Row) => string | Date | null;
}

export function textColumn<Row>(name: string, value: (row: Row) => string | null): ExportColumn<Row> {
  return { name, kind: 'text', value };
}

/** `1` or nothing, as the protocol's parameters have it. */
export function flagColumn<Row>(name: string, value: (row: Row) => boolean): ExportColumn<Row> {
  return textColumn(name, (row) => (value(row) ? '1' : ''));
}

export function contactColumn<Row>(name: string, value: (row: Row) => string | null): ExportColumn<Row> {
  return { ...textColumn(name, value), isContact: true };
}

export function timeColumn<Row>(name: string, value: (row: Row) => Date): ExportColumn<Row> {
  return { name, kind: 'time', value };
}

/** Without what says who the buyer is, for those who may not see it. */
export function columnsOf<Column extends { readonly isContact?: true }>(
  columns: readonly Column[],
  seesContact: boolean,
): readonly Column[] {
  return columns.filter(({ isContact }) => !isContact || seesContact);
}

/** How columns are written; `writeTime` knows the reader's time zone. */
export function toSheetColumns<Row>(
  columns: readonly ExportColumn<Row>[],
  writeTime: (at: Date) => string,
): SheetColumn<Row>[] {
  return columns.map(({ name, kind, value }) => ({
    name,
    kind,
    cell: (row) => {
      const found = value(row);
      return found instanceof Date ? writeTime(found) : found;
    },
  }));
}

/** Keys such as `constructor` are data of strangers, and no property. */
export function ownValue(values: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(values, key) ? (values[key] ?? null) : null;
}
