import type { Lead } from '../../pipeline/lead.ts';
import type { PersonTraces } from '../../privacy/erase-person.ts';
import type { OutgoingLine } from '../../storage/outgoing.ts';
import { Say, useText } from '../reader.tsx';
import { StatusBadge } from './badge.tsx';
import { Facts } from './facts.tsx';
import { Field } from './field.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { Hidden } from './form.tsx';
import { leadPath } from './links.tsx';
import { Messages } from './messages.tsx';
import { type Column, Table } from './table.tsx';
import { Time } from './time.tsx';

const PATH = '/console/settings/erase';

/** Whom to erase, as it was typed. */
export interface EraseTyped {
  readonly phone: string;
  readonly email: string;
  readonly leadId: string;
  readonly reason: string;
}

/** Asks whom. */
export function EraseForm({ typed }: { typed: EraseTyped }) {
  const text = useText();
  return (
    <section class="narrow">
      <p class="lead">
        {text(
          'Who asks to be forgotten is found by phone, e-mail or lead, and erased everywhere. First you see what would be erased.',
        )}
      </p>
      <form class="fields" method="post" action={PATH} data-busy={text('Searching …')}>
        <Field name="phone" label={text('Phone')} value={typed.phone} hint={text('Grouped as you like.')} />
        <Field name="email" label={text('Email')} value={typed.email} />
        <Field
          name="leadId"
          label={text('Lead')}
          value={typed.leadId}
          placeholder={text('32 hex digits')}
          hint={text('Its buyer, with the phone and the e-mail that it has.')}
        />
        <button type="submit">{text('Search')}</button>
      </form>
    </section>
  );
}

const text = (value: string) => (value ? <Foreign text={value} /> : <Nothing />);

const COLUMNS: readonly Column<Lead>[] = [
  { head: 'Time', kind: 'first', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { head: 'Flow', cell: ({ flowId }) => text(flowId) },
  { head: 'Status', kind: 'plain', cell: ({ status }) => <StatusBadge status={status} /> },
  { head: 'Name', cell: ({ name }) => text(name) },
  { head: 'Phone', cell: ({ phone }) => text(phone) },
  { head: 'Email', cell: ({ email }) => text(email) },
  {
    head: 'Lead',
    kind: 'plain',
    cell: ({ clickId, id }) => (
      <a class="id" href={leadPath(clickId, id)}>
        {id}
      </a>
    ),
  },
];

interface EraseFoundProps {
  readonly typed: EraseTyped;
  readonly traces: PersonTraces;
  /** The newest ones. */
  readonly leads: readonly Lead[];
  /** The newest ones. */
  readonly messages: readonly OutgoingLine[];
  /** Postbacks on disk. */
  readonly waiting: number;
}

/** Shows what was found, and asks why it is to be erased. */
export function EraseFound({ typed, traces, leads, messages, waiting }: EraseFoundProps) {
  const say = useText();
  const { clicks, entries } = traces;
  if (clicks.length === 0 && entries.length === 0) {
    return (
      <section class="empty">
        <h2>{say('Nothing of this person is here.')}</h2>
        <p>
          <a href={PATH}>{say('Search for another')}</a>
        </p>
      </section>
    );
  }
  const { reason, ...whom } = typed;
  return (
    <>
      <section>
        <p class="lead">
          {say(
            'Of these clicks, all leads are taken to be this person’s. The log entries quote phone or e-mail.',
          )}
        </p>
        <Facts
          facts={[
            [say('Clicks'), String(clicks.length)],
            [say('Log entries'), String(entries.length)],
            [say('Messages'), String(traces.messages.length)],
          ]}
        />
        {leads.length > 0 && (
          <Table
            caption={say('Leads of this person, newest first')}
            columns={COLUMNS}
            rows={leads}
            keyOf={({ id }) => id}
          />
        )}
      </section>
      <Messages page={{ items: messages }} title="What receivers were told of this person, newest first" />
      <section class="alert">
        <h2>{say('Erase all of it')}</h2>
        <p>
          {say(
            'Name, phone, e-mail, comment, custom fields, addresses, notes and the requests in the log go for good. Money, status, goal, IDs and times stay, so that statistics do. Later postbacks change status and money, and bring nothing back.',
          )}
        </p>
        {messages.length > 0 && (
          <p>
            {say(
              'Messages lose what they told; those that wait are not sent. What receivers have got stays with them: ask them to erase it.',
            )}
          </p>
        )}
        {waiting > 0 && (
          <p>
            <Say
              phrase="{n} postbacks wait on disk for the database. Erase once more when they are stored."
              n={waiting}
            />
          </p>
        )}
        <form class="fields" method="post" action={`${PATH}/now`} data-busy={say('Erasing …')}>
          <Hidden values={new URLSearchParams(whom)} />
          <Field
            name="reason"
            label={say('Why, for the audit log')}
            value={reason}
            hint={say('Such as the number of the request; no name, phone or e-mail.')}
            required
          />
          <p class="buttons">
            <button type="submit">{say('Erase for good')}</button>
            <a class="button" href={PATH}>
              {say('Cancel')}
            </a>
          </p>
        </form>
      </section>
    </>
  );
}
