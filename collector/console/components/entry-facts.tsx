import type { ComponentChildren } from 'preact';
import type { LogDetail } from '../../storage/log.ts';
import type { SentWith } from '../../storage/sent-with.ts';
import { useReader } from '../reader.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { ClickLink, FlowLink, leadPath } from './links.tsx';
import { Channel, StatusReading } from './log-columns.tsx';
import { SentWithWhat } from './sent-with.tsx';
import { Time } from './time.tsx';

interface EntryFactsProps {
  readonly entry: LogDetail;
  readonly sentWith: SentWith | null;
}

/** What is known of a postback at a glance. */
export function EntryFacts({ entry, sentWith }: EntryFactsProps) {
  const { text, may } = useReader();
  const { clickId, leadId } = entry;
  const lead = clickId && leadId && (
    <a class="id" href={leadPath(clickId, leadId)}>
      {leadId}
    </a>
  );
  const facts: [string, ComponentChildren][] = [
    [text('Received'), <Time at={entry.receivedAt} />],
    [text('Account'), entry.accountId === null && text('nobody’s: only operators see this entry')],
    [
      text('From'),
      <>
        <Channel {...entry} />
        {entry.ip && `, ${entry.ip}`}
      </>,
    ],
    [
      text(sentWith?.kind === 'site-key' ? 'Site key' : 'Token'),
      sentWith && <SentWithWhat sentWith={sentWith} />,
    ],
    [text('Flow'), entry.flowId && (may('secrets') ? <FlowLink id={entry.flowId} /> : entry.flowId)],
    [text('Click'), clickId && <ClickLink id={clickId} full />],
    [text('Lead'), lead],
    [text('UID'), entry.uid && <Foreign text={entry.uid} />],
    [text('Goal'), entry.goal && <Foreign text={entry.goal} />],
    [text('Status'), (entry.statusWord || entry.leadStatus) && <StatusReading {...entry} />],
    [text('Repeats'), entry.replayOf && <EntryLink id={entry.replayOf} />],
    [text('Settled by'), entry.settledBy && <EntryLink id={entry.settledBy} />],
    [text('Took'), text('{ms} ms', { ms: entry.tookMs })],
    [text('Entry'), <span class="id">{entry.id}</span>],
  ];
  return (
    <aside class="first">
      <section>
        <Facts facts={facts.filter(([, value]) => value)} />
      </section>
    </aside>
  );
}

function EntryLink({ id }: { id: string }) {
  return (
    <a class="id" href={`/console/logs/${id}`}>
      {id}
    </a>
  );
}
