import type { Lead } from '../../pipeline/lead.ts';
import { useReader } from '../reader.tsx';
import { chosenColumns, firstColumn, lastColumn } from './lead-columns.tsx';
import { Table } from './table.tsx';

const COLUMNS = ['status', 'payout', 'uid', 'name', 'phone', 'geo'];

/** A few leads beside something else. */
export function LeadTable({ caption, leads }: { caption: string; leads: readonly Lead[] }) {
  const reader = useReader();
  return (
    <Table
      caption={caption}
      columns={[firstColumn, ...chosenColumns(COLUMNS, reader), lastColumn]}
      rows={leads.map((lead) => ({ ...lead, notes: 0 }))}
      keyOf={({ id }) => id}
    />
  );
}
