import type { ReceiverKind } from '../../pipeline/sending/receiver.ts';
import type { OutgoingLine } from '../../storage/outgoing.ts';
import type { OutgoingState } from '../../storage/outgoing-criteria.ts';
import { useReader, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { writeWallTime } from '../zone.ts';
import { Badge, Marks, StatusBadge, type Tone } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { leadPath, shortId } from './links.tsx';
import { SendErrorLink } from './send-error.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** What a receiver is for, in people's words. */
export const KIND_NAMES: Readonly<Record<ReceiverKind, Phrase>> = {
  main: 'main postback',
  additional: 'additional postback',
  order: 'order',
};

/** What became of a message, in people's words. */
export const STATE_NAMES: Readonly<Record<OutgoingState, Phrase>> = {
  waiting: 'waiting',
  sent: 'arrived',
  refused: 'refused',
  failed: 'failed',
  blocked: 'blocked',
  unsure: 'in doubt',
  cancelled: 'cancelled',
};

const STATE_TONES: Readonly<Record<OutgoingState, Tone>> = {
  waiting: 'info',
  sent: 'good',
  refused: 'bad',
  failed: 'bad',
  blocked: 'bad',
  unsure: 'wait',
  cancelled: 'dull',
};

/** One that waits although it was tried is on its way to trouble. */
export function StateBadge({ state, tries }: Pick<OutgoingLine, 'state' | 'tries'>) {
  const text = useText();
  const tone = state === 'waiting' && tries > 0 ? 'wait' : STATE_TONES[state];
  return (
    <Badge tone={tone}>
      {state === 'waiting' && tries > 0 ? text('tried again') : text(STATE_NAMES[state])}
    </Badge>
  );
}

/** The columns of every list of messages to others. */
export const outgoingColumns: readonly Column<OutgoingLine>[] = [
  { head: 'Time', kind: 'first', cell: ({ at }) => <Time at={at} /> },
  { head: 'Receiver', cell: (line) => <Receiver {...line} /> },
  { head: 'Kind', kind: 'plain', cell: ({ kind }) => <Kind kind={kind} /> },
  { head: 'Flow', cell: ({ flowId }) => <Foreign text={flowId} /> },
  { head: 'Lead', cell: (line) => <LeadLink {...line} /> },
  {
    head: 'Tells of',
    kind: 'plain',
    cell: ({ status, goal, test }) => (
      <span class="badges">
        <StatusBadge status={status} />
        {goal !== '' && (
          <span class="cut word soft">
            <Foreign text={goal} />
          </span>
        )}
        <Marks test={test} />
      </span>
    ),
  },
  { head: 'Outcome', kind: 'plain', cell: (line) => <Outcome {...line} /> },
  { head: 'Tries', kind: 'number', cell: ({ tries }) => (tries > 0 ? tries : <Nothing />) },
  { head: 'Took', kind: 'number', cell: ({ tookMs }) => <Took ms={tookMs} /> },
  { head: 'Show', kind: 'action', cell: (line) => <ShowMessage {...line} /> },
];

function Outcome(line: OutgoingLine) {
  const text = useText();
  return (
    <span class="badges">
      {line.error === line.state ? (
        <SendErrorLink error={line.error}>
          <StateBadge {...line} />
        </SendErrorLink>
      ) : (
        <StateBadge {...line} />
      )}
      {line.resendOf !== null && <Badge tone="dull">{text('once more')}</Badge>}
      {line.http !== null && (
        <span class="soft">
          <SendErrorLink error={line.error === 'http' ? 'http' : null}>{line.http}</SendErrorLink>
        </span>
      )}
      {line.error !== null && line.error !== 'http' && line.error !== line.state && (
        <span class="soft">
          <SendErrorLink error={line.error}>{line.error}</SendErrorLink>
        </span>
      )}
    </span>
  );
}

/** Its name, or what is left of it. */
export function Receiver({ receiver, host }: Pick<OutgoingLine, 'receiver' | 'host'>) {
  const text = useText();
  return (
    <span class="receiver">
      <span class="cut">
        {receiver === null ? (
          <span class="soft">{text('deleted receiver')}</span>
        ) : (
          <Foreign text={receiver} />
        )}
      </span>
      {host !== '' && (
        <span class="cut soft host">
          <Foreign text={host.replace(/:(?:443|80)$/, '')} />
        </span>
      )}
    </span>
  );
}

export function Kind({ kind }: { kind: ReceiverKind }) {
  return <span class="soft">{useText()(KIND_NAMES[kind])}</span>;
}

/** How long a try took; nothing where there was none. */
export function Took({ ms }: { ms: number | null }) {
  const text = useText();
  return ms === null ? <Nothing /> : text('{ms} ms', { ms });
}

function LeadLink({ clickId, leadId }: Pick<OutgoingLine, 'clickId' | 'leadId'>) {
  return (
    <a class="id" href={leadPath(clickId, leadId)}>
      {shortId(leadId)}
    </a>
  );
}

/** Leads to all that is known of a message. */
function ShowMessage({ id, at }: Pick<OutgoingLine, 'id' | 'at'>) {
  const { text, timeZone } = useReader();
  const time = writeWallTime(at, timeZone);
  return (
    <a class="button" href={outgoingPath(id)} aria-label={text('Show the message of {time}', { time })}>
      {text('Show')}
    </a>
  );
}

export function outgoingPath(id: string): string {
  return `/console/outgoing/${id}`;
}
