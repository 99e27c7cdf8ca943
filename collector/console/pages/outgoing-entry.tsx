import type { Knex } from 'knex';
import type { ComponentChildren } from 'preact';
import { messageWithoutContact } from '../../people/without-contact.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import { findOutgoing, type OutgoingDetail } from '../../storage/outgoing.ts';
import { Marks, StatusBadge } from '../components/badge.tsx';
import { Facts } from '../components/facts.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import { ClickLink, FlowLink, leadPath } from '../components/links.tsx';
import { LogTabs } from '../components/log-tabs.tsx';
import { Attempts, SentRequest } from '../components/message.tsx';
import { MessageActions } from '../components/message-actions.tsx';
import { Kind, outgoingPath, StateBadge } from '../components/outgoing-columns.tsx';
import { SendErrorLink } from '../components/send-error.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { readWord } from '../read-filter.ts';
import { Say, useReader, useText } from '../reader.tsx';
import { sayState, sayWhy } from '../say-outgoing.ts';
import type { Phrase } from '../text/phrases.ts';

/** What was just done here, by the word in the address. */
const DONE = {
  resent: 'This is the new message; it goes out at once.',
  cancelled: 'It is cancelled.',
  'under-way': 'It is being sent just now, so it cannot be cancelled.',
  over: 'It did not wait any more.',
  arrived: 'Noted: the network has it.',
  again: 'It is sent again.',
  refused: 'It cannot be sent once more: it was meanwhile, or its receiver is off.',
} as const satisfies Readonly<Record<string, Phrase>>;
export type Done = keyof typeof DONE;

/** `/console/outgoing/ID`: one message, with what it tells of, its request and each try. */
export function createOutgoingEntryPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, reader, text, params, query }) => {
    const id = readClickId(params.id ?? '');
    const found = id && (await findOutgoing(knex, user.accountId, id));
    if (!found) return null;
    const message = reader.may('contact') ? found : messageWithoutContact(found);
    const done = readWord(query, 'did', Object.keys(DONE) as Done[]);
    return {
      title: text('Message'),
      section: 'logs',
      body: <OutgoingEntry message={message} done={done ?? null} />,
    };
  };
}

function OutgoingEntry({ message, done }: { message: OutgoingDetail; done: Done | null }) {
  const { text, may } = useReader();
  return (
    <>
      <LogTabs shown="outgoing" />
      <p class="crumb">
        <a href="/console/outgoing">{text('Outgoing messages')}</a> /
      </p>
      <h1>
        <span class="badges">
          {message.receiver === null ? text('deleted receiver') : <Foreign text={message.receiver} />}{' '}
          <StateBadge {...message} />
          <Marks test={message.test} />
        </span>
      </h1>
      {done && <Notice>{text(DONE[done])}</Notice>}
      <State message={message} />
      {may('edit') && <MessageActions message={message} />}
      <div class="columns">
        <div>
          {may('contact') ? <SentRequest request={message.request} /> : <NotShown />}
          <Attempts message={message} />
        </div>
        <MessageFacts message={message} />
      </div>
    </>
  );
}

const TONES: Readonly<Partial<Record<OutgoingDetail['state'], string>>> = {
  refused: 'alert',
  failed: 'alert',
  blocked: 'alert',
  unsure: 'note',
};

/** How it stands, why, and what is next. */
function State({ message }: { message: OutgoingDetail }) {
  const { text, may } = useReader();
  const { state, tries, dueAt, isUnderWay, orderReason, orderUid } = message;
  const why = sayWhy(message);
  const isLate = state === 'waiting' && tries > 0;
  return (
    <section class={TONES[state] ?? (isLate ? 'note' : undefined)}>
      <p>
        <strong>{text(sayState(message))}</strong>{' '}
        {dueAt && !isUnderWay && (
          <Say phrase="The next try is due at {time}." with={{ time: <Time at={dueAt} /> }} />
        )}
        {state === 'sent' && orderUid && (
          <Say phrase="It calls the lead {uid}." with={{ uid: <Foreign text={orderUid} /> }} />
        )}
      </p>
      {orderReason && may('contact') && (
        <p>
          <Say phrase="It said: {reason}" with={{ reason: <Foreign text={orderReason} /> }} />
        </p>
      )}
      {why && (
        <p>
          {text(why)}{' '}
          <SendErrorLink error={message.error}>
            <code>{message.error}</code>
          </SendErrorLink>
        </p>
      )}
    </section>
  );
}

function MessageFacts({ message }: { message: OutgoingDetail }) {
  const { text, may } = useReader();
  const { clickId, leadId, logId, resendOf, host } = message;
  const facts: [string, ComponentChildren][] = [
    [text('Time'), <Time at={message.at} />],
    [text('Kind'), <Kind kind={message.kind} />],
    [
      text('Receiver'),
      message.receiver !== null && may('edit') && (
        <a href={`/console/receivers/${message.receiverId}`}>
          <Foreign text={message.receiver} />
        </a>
      ),
    ],
    [text('Host'), host && <Foreign text={host} />],
    [text('Flow'), may('secrets') ? <FlowLink id={message.flowId} /> : message.flowId],
    [
      text('Lead'),
      <a class="id" href={leadPath(clickId, leadId)}>
        {leadId}
      </a>,
    ],
    [text('Status'), <StatusBadge status={message.status} />],
    [text('Goal'), message.goal && <Foreign text={message.goal} />],
    [text('Click'), <ClickLink id={clickId} full />],
    [
      text('Caused by'),
      <a class="id" href={`/console/logs/${logId}`}>
        {logId}
      </a>,
    ],
    [
      text('Repeats'),
      resendOf && (
        <a class="id" href={outgoingPath(resendOf)}>
          {resendOf}
        </a>
      ),
    ],
    [text('Message'), <span class="id">{message.id}</span>],
  ];
  return (
    <aside class="first">
      <section>
        <h2>{text('What it tells of')}</h2>
        <Facts facts={facts.filter(([, value]) => value)} />
        <p class="fine">
          <a href={`/console/outgoing?lead=${leadId}`}>{text('All messages about this lead')}</a>
        </p>
      </section>
    </aside>
  );
}

function NotShown() {
  const text = useText();
  return (
    <section>
      <h2>{text('Request')}</h2>
      <p class="soft">
        {text('Messages and their answers hold buyers’ data, which your role does not see.')}
      </p>
    </section>
  );
}
