import { findPreset } from '../../outgoing/presets/index.ts';
import { hostOf } from '../../pipeline/sending/plan-sends.ts';
import type { ReceiverKind } from '../../pipeline/sending/receiver.ts';
import type { StoredReceiver } from '../../storage/receivers.ts';
import { MOST_WAITING } from '../../storage/waiting-sends.ts';
import { useReader, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Badge, StatusBadge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { FlowLink } from './links.tsx';
import { type Column, Table } from './table.tsx';

export const KIND_NAMES: Readonly<Record<ReceiverKind, Phrase>> = {
  main: 'Main postback',
  additional: 'Additional postback',
  order: 'Order to a network',
};

export interface ReceiverRow {
  readonly receiver: StoredReceiver;
  /** Messages; undefined where it was not to be found out in time. */
  readonly waiting: number | undefined;
}

export function receiverPath({ id }: Pick<StoredReceiver, 'id'>): string {
  return `/console/receivers/${encodeURIComponent(id)}`;
}

/** Receivers with their state. Who may not edit them sees where they lead, and no more: URLs may hold keys. */
export function ReceiverTable({ rows, hasFlow }: { rows: readonly ReceiverRow[]; hasFlow: boolean }) {
  const { text, may } = useReader();
  const columns = COLUMNS.filter(
    ({ head }) => (hasFlow || head !== 'Flow') && (may('edit') || head !== 'Open'),
  );
  return (
    <Table caption={text('Receivers')} columns={columns} rows={rows} keyOf={({ receiver }) => receiver.id} />
  );
}

const COLUMNS: readonly Column<ReceiverRow>[] = [
  { head: 'Receiver', kind: 'first', cell: ({ receiver }) => <Name receiver={receiver} /> },
  { head: 'State', kind: 'plain', cell: ({ receiver }) => <ReceiverState receiver={receiver} /> },
  { head: 'Kind', kind: 'plain', cell: ({ receiver }) => <Kind kind={receiver.kind} /> },
  {
    head: 'Flow',
    cell: ({ receiver: { flowId } }) => (flowId === null ? <AllFlows /> : <FlowLink id={flowId} />),
  },
  { head: 'Hears of', cell: ({ receiver }) => <HearsOf receiver={receiver} /> },
  { head: 'Goes to', cell: ({ receiver }) => <Foreign text={hostOf(receiver.url).replace(/:443$/, '')} /> },
  { head: 'Waiting', kind: 'number', cell: (row) => <Waiting {...row} /> },
  { head: 'Open', kind: 'action', cell: ({ receiver }) => <OpenReceiver receiver={receiver} /> },
];

function Name({ receiver }: { receiver: StoredReceiver }) {
  const { may } = useReader();
  const title = receiver.preset === null ? null : (findPreset(receiver.preset)?.title ?? null);
  return (
    <>
      {may('edit') ? (
        <a href={receiverPath(receiver)}>
          <Foreign text={receiver.name} />
        </a>
      ) : (
        <Foreign text={receiver.name} />
      )}
      {title !== null && title !== receiver.name && <span class="soft"> · {title}</span>}
    </>
  );
}

/** On, off, or switched off by us, and why. */
export function ReceiverState({ receiver }: { receiver: StoredReceiver }) {
  const text = useText();
  if (receiver.isOn) return <Badge tone="good">{text('on')}</Badge>;
  if (receiver.offReason === null) return <Badge tone="dull">{text('off')}</Badge>;
  return (
    <Badge tone="bad" title={text('It answered 410: it wants nothing any more.')}>
      {text('switched off (410)')}
    </Badge>
  );
}

function Kind({ kind }: { kind: ReceiverKind }) {
  const text = useText();
  return <>{text(KIND_NAMES[kind])}</>;
}

function AllFlows() {
  const text = useText();
  return <span class="soft">{text('all flows')}</span>;
}

function HearsOf({ receiver: { kind, statuses } }: { receiver: StoredReceiver }) {
  const text = useText();
  if (kind === 'order') return <>{text('new leads')}</>;
  if (statuses.length === 0) return <span class="soft">{text('every status')}</span>;
  return (
    <span class="badges">
      {statuses.map((status) => (
        <StatusBadge key={status} status={status} />
      ))}
    </span>
  );
}

function Waiting({ receiver, waiting: n }: ReceiverRow) {
  const { text, locale } = useReader();
  if (n === undefined || n === 0) return <Nothing />;
  const says =
    n > MOST_WAITING ? text('over {n}', { n: MOST_WAITING }) : new Intl.NumberFormat(locale).format(n);
  return <a href={sentPath(receiver, { state: 'waiting' })}>{says}</a>;
}

/** What a receiver was sent, in the log. */
export function sentPath(
  { id }: Pick<StoredReceiver, 'id'>,
  filters: Readonly<Record<string, string>> = {},
): string {
  return `/console/outgoing?${new URLSearchParams({ receiver: id, ...filters })}`;
}

function OpenReceiver({ receiver }: { receiver: StoredReceiver }) {
  const text = useText();
  return (
    <a
      class="button"
      href={receiverPath(receiver)}
      aria-label={text('Open the receiver {name}', { name: receiver.name })}
    >
      {text('Open')}
    </a>
  );
}
