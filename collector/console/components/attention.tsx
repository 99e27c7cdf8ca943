import type { Attention, Silence } from '../../reports/attention.ts';
import { Say, useReader, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { AttentionLine } from './attention-line.tsx';
import { Foreign } from './foreign.tsx';
import { OrderAlarmLines } from './order-alarms.tsx';
import { SendingTroubleLines } from './sending-trouble.tsx';
import { type Waiting, WaitingLine } from './waiting-line.tsx';

interface AttentionListProps {
  readonly attention: Attention;
  readonly waiting: Waiting | null;
}

/** What needs a person, each with where it is mended. Nothing where all is well. */
export function AttentionList({ attention, waiting }: AttentionListProps) {
  const { text, may } = useReader();
  const { unmapped, refused, silent, withoutRate, strangers, orders, sending } = attention;
  const isWaiting = waiting !== null && (waiting.depth > 0 || waiting.quarantined > 0);
  const lines = unmapped.length + refused.length + silent.length + withoutRate + strangers;
  const alarms = orders.silent.length + orders.shaving.length;
  const undelivered = sending.failing.length + sending.late.length + sending.gone.length + sending.unsure;
  if (lines + alarms + undelivered === 0 && !isWaiting) return null;
  return (
    <section class="attention" aria-label={text('Needs you')}>
      <h2>{text('Needs you')}</h2>
      <ul>
        {isWaiting && (
          <li>
            <WaitingLine {...waiting} />
          </li>
        )}
        {silent.map((silence) => (
          <AttentionLine
            key={silence.flowId}
            href={
              may('secrets')
                ? `/console/flows/${encodeURIComponent(silence.flowId)}`
                : logPath({ flow: silence.flowId })
            }
            link="Look at its set-up"
          >
            <Silent {...silence} />
          </AttentionLine>
        ))}
        <SendingTroubleLines {...sending} />
        <OrderAlarmLines {...orders} />
        {unmapped.map(({ flowId, word, count }) => (
          <AttentionLine
            key={`${flowId} ${word}`}
            href={logPath({ warning: 'unmapped-status', word, ...(flowId && { flow: flowId }) })}
            link="Say what it means"
          >
            <Say
              phrase="{n} postbacks of {flow} have the status «{word}», which nobody knows"
              with={{ flow: <Foreign text={flowId ?? '–'} />, word: <Foreign text={word} /> }}
              n={count}
            />
          </AttentionLine>
        ))}
        {refused.map(({ reason, count }) => (
          <AttentionLine key={reason} href={logPath({ reason })} link="Show them">
            <Say phrase={REFUSED[reason] ?? '{n} postbacks were refused'} n={count} />
          </AttentionLine>
        ))}
        {withoutRate > 0 && (
          <AttentionLine href="/console/settings/rates" link="Set rates">
            <Say phrase="{n} payouts could not be converted: a rate is missing" n={withoutRate} />
          </AttentionLine>
        )}
        {strangers > 0 && (
          <AttentionLine href={logPath({ error: 'access' })} link="Show them">
            <Say phrase="{n} postbacks came with a token that is nobody’s" n={strangers} />
          </AttentionLine>
        )}
      </ul>
    </section>
  );
}

const REFUSED: Readonly<Record<string, Phrase>> = {
  'unreplaced-macro': '{n} postbacks came with a macro that the network did not replace',
  origin: '{n} requests came from pages that their flow does not allow',
  ip: '{n} postbacks came from addresses that are not allowed',
};

const HOUR_MS = 3600_000;

function Silent({ flowId, since, longestMs }: Silence) {
  const text = useText();
  const hours = (ms: number) => text('{n} hours', { n: Math.max(1, Math.floor(ms / HOUR_MS)) });
  return (
    <Say
      phrase="The network of {flow} has been silent for {now}, and was never for more than {before} before"
      with={{
        flow: <Foreign text={flowId} />,
        now: hours(Date.now() - since.getTime()),
        before: hours(longestMs + HOUR_MS / 2),
      }}
    />
  );
}

function logPath(query: Record<string, string>): string {
  return `/console/logs?${new URLSearchParams(query)}`;
}
