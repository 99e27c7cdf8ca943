import type { Source } from '../../pipeline/postback.ts';
import type { LogLine } from '../../storage/log.ts';
import { Badge, Marks, OutcomeBadge, StatusBadge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { ClickLink } from './links.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** Who sent it, in people's words. */
export const CHANNEL_NAMES: Readonly<Record<Source, string>> = {
  s2s: 'network',
  pixel: 'page',
  link: 'link',
  import: 'import',
  manual: 'by hand',
  replay: 'replay',
};

/** The columns of every list of postbacks. */
export const logColumns: readonly Column<LogLine>[] = [
  { head: 'Time', kind: 'first', cell: ({ receivedAt }) => <Time at={receivedAt} /> },
  { head: 'From', kind: 'plain', cell: ({ channel }) => <span class="soft">{CHANNEL_NAMES[channel]}</span> },
  { head: 'Flow', cell: ({ flowId }) => (flowId ? <Foreign text={flowId} /> : <Nothing />) },
  { head: 'Click', cell: ({ clickId }) => (clickId ? <ClickLink id={clickId} /> : <Nothing />) },
  { head: 'UID · goal', cell: (line) => <UidAndGoal {...line} /> },
  { head: 'Status', kind: 'plain', cell: (line) => <StatusReading {...line} /> },
  {
    head: 'Outcome',
    kind: 'plain',
    cell: (line) => (
      <span class="badges">
        <OutcomeBadge line={line} />
        {line.settledBy !== null && (
          <Badge tone="good" title="A later entry did what this one could not">
            settled
          </Badge>
        )}
        <Marks test={line.test} dry={line.dry} />
      </span>
    ),
  },
  { head: 'Why', kind: 'plain', cell: (line) => <Why {...line} /> },
  { head: 'Show', kind: 'action', cell: (line) => <ShowLink {...line} /> },
];

export function UidAndGoal({ uid, goal }: Pick<LogLine, 'uid' | 'goal'>) {
  if (uid === '' && goal === '') return <Nothing />;
  return (
    <span class="cut">
      <Foreign text={uid || '–'} />
      {goal !== '' && (
        <span class="soft">
          {' · '}
          <Foreign text={goal} />
        </span>
      )}
    </span>
  );
}

/** The word as sent and the status that the lead has now. */
export function StatusReading({ statusWord, leadStatus }: Pick<LogLine, 'statusWord' | 'leadStatus'>) {
  const isPlain = statusWord === '' || statusWord === leadStatus;
  if (isPlain && leadStatus === null && statusWord === '') return <Nothing />;
  return (
    <span class="badges">
      {!(isPlain && leadStatus !== null) && (
        <>
          <span class="cut word">
            <Foreign text={statusWord} />
          </span>
          {leadStatus !== null && <span class="soft">→</span>}
        </>
      )}
      {leadStatus !== null && <StatusBadge status={leadStatus} />}
    </span>
  );
}

/** The reason of a refusal, and what a person should look at. */
function Why({ reason, hint, warnings }: Pick<LogLine, 'reason' | 'hint' | 'warnings'>) {
  if (reason === null && warnings.length === 0) return <Nothing />;
  return (
    <span class="badges">
      {reason !== null && <span title={hint ?? undefined}>{reason}</span>}
      {warnings
        .filter((warning) => warning !== reason)
        .map((warning) => (
          <Badge key={warning} tone="wait">
            {warning}
          </Badge>
        ))}
    </span>
  );
}

function ShowLink({ id, receivedAt }: Pick<LogLine, 'id' | 'receivedAt'>) {
  return (
    <a
      class="button"
      href={`/console/logs/${id}`}
      aria-label={`Show the postback of ${receivedAt.toISOString()}`}
    >
      Show
    </a>
  );
}
