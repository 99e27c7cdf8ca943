import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { receiversOf } from '../../pipeline/sending/receiver.ts';
import { findFlow } from '../../storage/flows.ts';
import { listReceivers, type StoredReceiver } from '../../storage/receivers.ts';
import { searchInTime } from '../../storage/time-limit.ts';
import { countWaiting } from '../../storage/waiting-sends.ts';
import { FlowHead } from '../components/flow-head.tsx';
import { Notice } from '../components/form.tsx';
import { type ReceiverRow, ReceiverTable } from '../components/receiver-table.tsx';
import type { Page } from '../page.ts';
import { Say, useReader } from '../reader.tsx';

interface ListDeps {
  readonly knex: Knex;
}

/** `/console/receivers`: all who hear of the account's leads. */
export function createReceiverList({ knex }: ListDeps): Page {
  return async ({ user, text, query }) => {
    const rows = await toRows(knex, await listReceivers(knex, user.accountId));
    const body = <ReceiverList rows={rows} isDeleted={query.has('deleted')} />;
    return { title: text('Sending on'), section: 'flows', body };
  };
}

/** `/console/flows/ID/receivers`: who hears of one flow's leads. */
export function createFlowReceivers({ knex }: ListDeps): Page {
  return async ({ user, text, params }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const all = await listReceivers(knex, user.accountId);
    const rows = await toRows(
      knex,
      all.filter(({ flowId }) => flowId === null || flowId === flow.id),
    );
    const body = <FlowReceivers flow={flow} rows={rows} />;
    return { title: `${text('Sending on')} · ${flow.name}`, section: 'flows', body };
  };
}

async function toRows(knex: Knex, receivers: readonly StoredReceiver[]): Promise<ReceiverRow[]> {
  const waiting = await searchInTime(knex, (inTime) => countWaiting(inTime, receivers));
  return receivers.map((receiver) => ({
    receiver,
    waiting: waiting ? (waiting.get(receiver.id) ?? 0) : undefined,
  }));
}

function ReceiverList({ rows, isDeleted }: { rows: readonly ReceiverRow[]; isDeleted: boolean }) {
  const { text } = useReader();
  return (
    <>
      <p class="crumb">
        <a href="/console/flows">{text('Flows')}</a> /
      </p>
      <div class="title">
        <h1>{text('Sending on')}</h1>
        <AddReceiver flowId={null} />
      </div>
      <p class="lead">
        {text(
          'Traffic sources, trackers, chats and networks that hear of your leads as their status changes.',
        )}
      </p>
      {isDeleted && <Notice>{text('The receiver is deleted. What it was sent stays in the log.')}</Notice>}
      {rows.length > 0 ? <ReceiverTable rows={rows} hasFlow /> : <NoReceivers flowId={null} />}
    </>
  );
}

function FlowReceivers({ flow, rows }: { flow: Flow; rows: readonly ReceiverRow[] }) {
  const { text } = useReader();
  const own = rows.filter(({ receiver }) => receiver.flowId !== null);
  const shared = rows.filter(({ receiver }) => receiver.flowId === null);
  const heard = receiversOf(
    flow.id,
    rows.map(({ receiver }) => receiver).filter(({ isOn }) => isOn),
  );
  const isReplaced = shared.some(
    ({ receiver }) => receiver.kind === 'main' && receiver.isOn && !heard.includes(receiver),
  );
  return (
    <>
      <FlowHead flow={flow} tab="/receivers" />
      <div class="title">
        <p class="lead">{text('Who hears of this flow’s leads as their status changes.')}</p>
        <AddReceiver flowId={flow.id} />
      </div>
      {own.length > 0 ? <ReceiverTable rows={own} hasFlow={false} /> : <NoReceivers flowId={flow.id} />}
      {shared.length > 0 && (
        <>
          <h2 class="above">{text('Of all flows')}</h2>
          <p class="fine">
            {isReplaced
              ? text('This flow has a main postback of its own, so the account’s is not called for it.')
              : text('They hear of this flow, too.')}{' '}
            <a href="/console/receivers">{text('All receivers')}</a>
          </p>
          <ReceiverTable rows={shared} hasFlow={false} />
        </>
      )}
    </>
  );
}

function newPath(flowId: string | null): string {
  return `/console/receivers/new${flowId === null ? '' : `?${new URLSearchParams({ flow: flowId })}`}`;
}

function AddReceiver({ flowId }: { flowId: string | null }) {
  const { text, may } = useReader();
  if (!may('edit')) return null;
  return (
    <a class="button main" href={newPath(flowId)}>
      {text('New receiver')}
    </a>
  );
}

function NoReceivers({ flowId }: { flowId: string | null }) {
  const { text, may } = useReader();
  return (
    <section class="empty">
      <h2>{text('Nobody hears of it yet')}</h2>
      <p>
        {may('edit') ? (
          <Say
            phrase="{add}: your traffic source learns which clicks paid, a chat rings at an approval, a network gets the order."
            with={{ add: <a href={newPath(flowId)}>{text('Add the first receiver')}</a> }}
          />
        ) : (
          text('Whoever may change flows has to add the first receiver.')
        )}
      </p>
    </section>
  );
}
