import type { ComponentChildren } from 'preact';
import type { Rates } from '../../pipeline/convert-money.ts';
import { STATUSES, type Status } from '../../pipeline/postback.ts';
import {
  allLeads,
  approvalRate,
  conversionRate,
  type Figures,
  perClick,
  type Sum,
  sumOf,
} from '../../reports/figures.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Count, Share, SumText } from './figures.tsx';
import { Nothing } from './foreign.tsx';
import { type Column, Table } from './table.tsx';

/** A row: what the figures are of. */
export interface FiguresRow {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly figures: Figures;
  /** The list of these leads; it has a query, to which a status can be added. */
  readonly leads?: string;
}

interface FiguresTableProps {
  readonly head: Phrase;
  /** For people who do not see it; in the reader's language. */
  readonly caption: string;
  readonly rows: readonly FiguresRow[];
  readonly rates: Rates;
  /** Goals have no clicks, so nothing is reckoned by them. */
  readonly withClicks?: boolean;
}

/** Figures by day, flow, source and so on. */
export function FiguresTable({ head, caption, rows, rates, withClicks = true }: FiguresTableProps) {
  const { currency } = useReader();
  const revenue = ({ figures }: FiguresRow) => sumOf(figures, ['approve', 'hold'], currency, rates);
  const number = (name: Phrase, cell: Column<FiguresRow>['cell']): Column<FiguresRow> => ({
    head: name,
    kind: 'number',
    cell,
  });
  const columns: Column<FiguresRow>[] = [
    { head, kind: 'first', cell: ({ name }) => name },
    ...(withClicks ? [number('Clicks', ({ figures }) => <Count count={figures.clicks} />)] : []),
    number('Leads', (row) => <LeadCount row={row} />),
    ...SHOWN.map((status) => number(STATUS_HEADS[status], (row) => <LeadCount row={row} status={status} />)),
    ...(withClicks ? [number('CR', ({ figures }) => <Share share={conversionRate(figures)} />)] : []),
    number('Approval', ({ figures }) => <Share share={approvalRate(figures)} />),
    ...(withClicks
      ? [number('EPC', (row) => <SumText sum={perClick(nothingAsNull(revenue(row)), row.figures.clicks)} />)]
      : []),
    number('Revenue', (row) => <SumText sum={nothingAsNull(revenue(row))} />),
  ];
  return <Table caption={caption} columns={columns} rows={rows} keyOf={({ key }) => key} isSwiped />;
}

/** In a table a zero is only noise. */
function nothingAsNull(sum: Sum): Sum | null {
  return sum.amount.eq(0) && sum.others.length === 0 ? null : sum;
}

/** What was decided first; all that is new can be seen from the rest. */
const SHOWN: readonly Status[] = STATUSES.filter((status) => status !== 'new');

export const STATUS_HEADS: Readonly<Record<Status, Phrase>> = {
  new: 'New',
  hold: 'Hold',
  approve: 'Approved',
  cancel: 'Cancelled',
  trash: 'Trash',
};

function LeadCount({ row: { figures, leads }, status }: { row: FiguresRow; status?: Status }) {
  const count = status ? figures.leads[status] : allLeads(figures);
  if (count === 0) return <Nothing />;
  if (leads === undefined) return <Count count={count} />;
  return (
    <a href={status ? `${leads}&status=${status}` : leads}>
      <Count count={count} />
    </a>
  );
}
