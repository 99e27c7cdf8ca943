import type { SendingTrouble } from '../../reports/sending-trouble.ts';
import { Say } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { AttentionLine } from './attention-line.tsx';
import { Foreign } from './foreign.tsx';

const CAME_TO: Readonly<Record<SendingTrouble['failing'][number]['state'], Phrase>> = {
  failed: '{n} messages to {receiver} have failed since yesterday',
  blocked: '{n} messages to {receiver} were not sent: its address must not be called',
  refused: '{n} orders were refused by {receiver} since yesterday',
};

/** Receivers that do not hear of leads, as lines of what needs a person. */
export function SendingTroubleLines({ failing, late, gone, unsure }: SendingTrouble) {
  return (
    <>
      {unsure > 0 && (
        <AttentionLine href={outgoingLog({ state: 'unsure' })} link="Look for them at the network">
          <Say phrase="{n} orders may or may not have arrived" n={unsure} />
        </AttentionLine>
      )}
      {gone.map(({ receiverId, name }) => (
        <AttentionLine key={receiverId} href={outgoingLog({ receiver: receiverId })} link="Show them">
          <Say
            phrase="{receiver} wants no more messages (410), so it was switched off"
            with={{ receiver: <Foreign text={name} /> }}
          />
        </AttentionLine>
      ))}
      {failing.map(({ receiverId, name, state, count }) => (
        <AttentionLine
          key={`${receiverId} ${state}`}
          href={outgoingLog({ receiver: receiverId, state })}
          link="Show them"
        >
          <Say phrase={CAME_TO[state]} with={{ receiver: <Foreign text={name} /> }} n={count} />
        </AttentionLine>
      ))}
      {late.map(({ receiverId, name }) => (
        <AttentionLine
          key={receiverId}
          href={outgoingLog({ receiver: receiverId, state: 'waiting' })}
          link="Show them"
        >
          <Say
            phrase="{receiver} does not answer: messages to it wait and are tried again"
            with={{ receiver: <Foreign text={name} /> }}
          />
        </AttentionLine>
      ))}
    </>
  );
}

function outgoingLog(query: Readonly<Record<string, string>>): string {
  return `/console/outgoing?${new URLSearchParams(query)}`;
}
