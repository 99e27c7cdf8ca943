import type { Changed } from '../../edit/set-status.ts';
import type { Verdict } from '../../pipeline/postback.ts';
import { Badge, StatusBadge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { leadPath } from './links.tsx';
import { UidAndGoal } from './log-columns.tsx';
import { Sentence, useSentence } from './sentence.tsx';
import { ShowLink } from './show-link.tsx';
import { type Column, Table } from './table.tsx';
import { Time } from './time.tsx';

const COLUMNS: readonly Column<Changed>[] = [
  { head: 'Time', kind: 'first', cell: ({ lead }) => <Time at={lead.createdAt} /> },
  { head: 'UID · goal', cell: ({ lead }) => <UidAndGoal {...lead} /> },
  { head: 'Name', cell: ({ lead }) => (lead.name ? <Foreign text={lead.name} /> : <Nothing />) },
  { head: 'Status', kind: 'plain', cell: (changed) => <StatusChange {...changed} /> },
  { head: 'Outcome', kind: 'plain', cell: ({ verdict }) => <Outcome {...verdict} /> },
  {
    head: 'Show',
    kind: 'action',
    cell: ({ lead }) => (
      <ShowLink path={leadPath(lead.clickId, lead.id)} label="Show the lead of {time}" at={lead.createdAt} />
    ),
  },
];

/** What becomes of each of many leads. */
export function VerdictTable({ caption, changed }: { caption: string; changed: readonly Changed[] }) {
  return <Table caption={caption} columns={COLUMNS} rows={changed} keyOf={({ lead }) => lead.id} />;
}

function StatusChange({ lead, verdict: { outcome } }: Changed) {
  const to = outcome.status === 'ok' ? outcome.leadStatus : null;
  return (
    <span class="badges">
      <StatusBadge status={lead.status} />
      {to !== null && to !== lead.status && (
        <>
          <span class="soft">→</span> <StatusBadge status={to} />
        </>
      )}
    </span>
  );
}

/** The reason of a refusal in full: whoever changes many leads wants to see why some stay as they are. */
function Outcome({ outcome }: Verdict) {
  const inWords = useSentence();
  if (outcome.status === 'ok') return <Badge tone="info">{outcome.result}</Badge>;
  return (
    <span class="badges">
      <Badge tone={outcome.error === 'no-changes' ? 'dull' : 'bad'}>{outcome.reason}</Badge>
      <span class="soft" title={inWords(outcome.hint)}>
        <Sentence text={outcome.hint} />
      </span>
    </span>
  );
}
