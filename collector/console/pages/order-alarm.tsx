import type { Knex } from 'knex';
import { type AlarmedLead, listAlarmed, type OrderAlarms } from '../../reports/order-alarms.ts';
import { findReceiver } from '../../storage/receivers.ts';
import { StatusBadge } from '../components/badge.tsx';
import { Foreign } from '../components/foreign.tsx';
import { ClickLink, leadPath, shortId } from '../components/links.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { Say, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

interface OrderAlarmDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

type Alarm = keyof OrderAlarms;

const TITLES: Readonly<Record<Alarm, Phrase>> = {
  silent: 'Orders without a word',
  shaving: 'Refused after they were taken',
};

const WHAT_TO_DO: Readonly<Record<Alarm, Phrase>> = {
  silent:
    '{network} took these orders and has sent no postback of their leads since. Ask it whether it has them, and whether its postback is set up.',
  shaving:
    '{network} took these orders and refused their leads later. Ask it why, lead by lead: compare with what your own calls say.',
};

/** `/console/orders/:receiver/silent` and `…/shaving`: the leads behind an alarm of a week, the newest first. */
export function createOrderAlarmPage({ knex, now }: OrderAlarmDeps, alarm: Alarm): Page {
  return async ({ user, text, params }) => {
    const { receiver: id = '' } = params;
    const receiver = await findReceiver(knex, user.accountId, id);
    if (receiver?.kind !== 'order') return null;
    const leads = await listAlarmed(knex, user.accountId, id, alarm, now());
    const body = <OrderAlarm alarm={alarm} network={receiver.name} leads={leads} />;
    return { title: text(TITLES[alarm]), section: 'overview', body };
  };
}

const columns: readonly Column<AlarmedLead>[] = [
  { head: 'Ordered', kind: 'first', cell: ({ at }) => <Time at={at} /> },
  { head: 'Status', kind: 'plain', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    head: 'Lead',
    cell: ({ clickId, leadId }) => (
      <a class="id" href={leadPath(clickId, leadId)}>
        {shortId(leadId)}
      </a>
    ),
  },
  { head: 'Click', cell: ({ clickId }) => <ClickLink id={clickId} /> },
];

interface OrderAlarmProps {
  readonly alarm: Alarm;
  readonly network: string;
  readonly leads: readonly AlarmedLead[];
}

function OrderAlarm({ alarm, network, leads }: OrderAlarmProps) {
  const text = useText();
  return (
    <>
      <h1>{text(TITLES[alarm])}</h1>
      <p class="above">
        <Say phrase={WHAT_TO_DO[alarm]} with={{ network: <Foreign text={network} /> }} />
      </p>
      {leads.length === 0 ? (
        <section class="empty">
          <p>
            {text('None any more.')} <a href="/console/overview">{text('Overview')}</a>
          </p>
        </section>
      ) : (
        <Table
          caption={text(TITLES[alarm])}
          columns={columns}
          rows={leads}
          keyOf={({ orderId }) => orderId}
        />
      )}
    </>
  );
}
