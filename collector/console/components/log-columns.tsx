import type { Source } from '../../pipeline/postback.ts';
import type { LogLine } from '../../storage/log.ts';
import { useReader, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { writeWallTime } from '../zone.ts';
import { Badge, Marks, OutcomeBadge, StatusBadge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { HelpLink } from './help-link.tsx';
import { ClickLink } from './links.tsx';
import { useSentence } from './sentence.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** Who sent it, in people's words. */
export const CHANNEL_NAMES: Readonly<Record<Source, Phrase>> = {
  s2s: 'network',
  pixel: 'page',
  link: 'link',
  import: 'import',
  manual: 'by hand',
  order: 'order',
  replay: 'replay',
};

/** Who sent it, in the reader's language. */
export function Channel({ channel }: { channel: Source }) {
  return <>{useText()(CHANNEL_NAMES[channel])}</>;
}

/** The columns of every list of postbacks. */
export const logColumns: readonly Column<LogLine>[] = [
  { head: 'Time', kind: 'first', cell: ({ receivedAt }) => <Time at={receivedAt} /> },
  {
    head: 'From',
    kind: 'plain',
    cell: (line) => (
      <span class="soft">
        <Channel {...line} />
      </span>
    ),
  },
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
        {line.settledBy !== null && <Settled />}
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
  const inWords = useSentence();
  if (reason === null && warnings.length === 0) return <Nothing />;
  return (
    <span class="badges">
      {reason !== null && (
        <span title={hint === null ? undefined : inWords(hint)}>
          <HelpLink topic={`reason-${reason}`}>{reason}</HelpLink>
        </span>
      )}
      {warnings
        .filter((warning) => warning !== reason)
        .map((warning) => (
          <Badge key={warning} tone="wait">
            <HelpLink topic={`warning-${warning}`}>{warning}</HelpLink>
          </Badge>
        ))}
    </span>
  );
}

function Settled() {
  const text = useText();
  return (
    <Badge tone="good" title={text('A later entry did what this one could not')}>
      {text('settled')}
    </Badge>
  );
}

/** Leads to all that is known of an entry. */
export function ShowLink({ id, receivedAt }: Pick<LogLine, 'id' | 'receivedAt'>) {
  const { text, timeZone } = useReader();
  const time = writeWallTime(receivedAt, timeZone);
  return (
    <a class="button" href={`/console/logs/${id}`} aria-label={text('Show the postback of {time}', { time })}>
      {text('Show')}
    </a>
  );
}
