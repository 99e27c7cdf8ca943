import type { Replayed } from '../../replay/replay.ts';
import { OutcomeBadge } from './badge.tsx';
import { Changes } from './changes.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { ClickLink } from './links.tsx';
import { ShowLink, StatusReading } from './log-columns.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** What became of a replay, or would become of it. */
export function ReplayedOutcome({ outcome }: Pick<Replayed, 'outcome'>) {
  const line =
    outcome.status === 'ok'
      ? { result: outcome.result, error: null }
      : { result: null, error: outcome.error };
  return (
    <span class="badges">
      <OutcomeBadge line={line} /> {outcome.status === 'error' && outcome.reason}
    </span>
  );
}

/** The columns of a preview: the entry as it was, and what a replay would do. */
export const replayedColumns: readonly Column<Replayed>[] = [
  { head: 'Time', kind: 'first', cell: ({ entry }) => <Time at={entry.receivedAt} /> },
  { head: 'Flow', cell: ({ entry }) => (entry.flowId ? <Foreign text={entry.flowId} /> : <Nothing />) },
  { head: 'Click', cell: ({ entry }) => (entry.clickId ? <ClickLink id={entry.clickId} /> : <Nothing />) },
  { head: 'Was', cell: ({ entry }) => <OutcomeBadge line={entry} /> },
  { head: 'Status then', cell: ({ entry }) => <StatusReading {...entry} /> },
  { head: 'Would be', cell: (one) => <ReplayedOutcome {...one} /> },
  {
    head: 'Would change',
    cell: ({ changes }) => (changes.length > 0 ? <Changes changes={changes} /> : <Nothing />),
  },
  {
    head: 'Show',
    kind: 'action',
    cell: ({ entry }) => <ShowLink {...entry} />,
  },
];
