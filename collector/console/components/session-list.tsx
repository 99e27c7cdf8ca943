import type { SessionLine } from '../../storage/sessions.ts';
import { browserName } from '../browser-name.ts';
import { useText } from '../reader.tsx';
import { Badge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { type Column, Table } from './table.tsx';
import { Time } from './time.tsx';

interface SessionListProps {
  readonly sessions: readonly SessionLine[];
  /** The session that shows the page. */
  readonly current: string;
}

/** Where a person is signed in. */
export function SessionList({ sessions, current }: SessionListProps) {
  const text = useText();
  return (
    <>
      {sessions.length > 1 && (
        <form class="fields above" method="post" action="/console/settings/me/sessions/end-others">
          <button type="submit" class="quiet">
            {text('End all others')}
          </button>
        </form>
      )}
      <Table
        caption={text('Where you are signed in')}
        columns={columnsFor(current)}
        rows={sessions}
        keyOf={({ id }) => id}
      />
    </>
  );
}

function columnsFor(current: string): readonly Column<SessionLine>[] {
  return [
    { head: 'Signed in', kind: 'first', cell: ({ startedAt }) => <Time at={startedAt} /> },
    { head: 'Last seen', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
    { head: 'Browser', kind: 'plain', cell: ({ userAgent }) => <Foreign text={browserName(userAgent)} /> },
    { head: 'IP', cell: ({ ip }) => ip ?? <Nothing /> },
    { head: 'End', kind: 'action', cell: ({ id }) => <EndSession id={id} isCurrent={id === current} /> },
  ];
}

function EndSession({ id, isCurrent }: { id: string; isCurrent: boolean }) {
  const text = useText();
  if (isCurrent) return <Badge tone="good">{text('this one')}</Badge>;
  return (
    <form method="post" action={`/console/settings/me/sessions/${id}/end`}>
      <button type="submit" class="quiet">
        {text('End')}
      </button>
    </form>
  );
}
