import type { Knex } from 'knex';
import { networkOf } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { type FlowGlance, glanceAtFlows } from '../../storage/flow-glance.ts';
import { listFlows } from '../../storage/flows.ts';
import { Badge } from '../components/badge.tsx';
import { flowPath } from '../components/flow-head.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { Say, useReader, useText } from '../reader.tsx';

interface FlowListDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/** A flow and its last signs of life. */
interface Row {
  readonly flow: Flow;
  readonly glance: FlowGlance | undefined;
  readonly isListening: boolean;
}

/** `/console/flows`: the account's flows, by ID, with how busy they are. */
export function createFlowList({ knex, now }: FlowListDeps): Page {
  return async ({ user, text }) => {
    const [flows, glances] = await Promise.all([
      listFlows(knex, user.accountId),
      glanceAtFlows(knex, user.accountId),
    ]);
    const rows = flows.map((flow) => {
      const glance = glances.get(flow.id);
      const until = glance?.listeningUntil ?? null;
      return { flow, glance, isListening: until !== null && until > now() };
    });
    return { title: text('Flows'), section: 'flows', body: <FlowList rows={rows} /> };
  };
}

const COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Flow',
    kind: 'first',
    cell: ({ flow, isListening }) => (
      <span class="badges">
        <a href={flowPath(flow)}>
          <Foreign text={flow.name} />
        </a>
        {isListening && <ListeningBadge />}
      </span>
    ),
  },
  { head: 'ID', kind: 'plain', cell: ({ flow }) => <span class="id">{flow.id}</span> },
  {
    head: 'Network',
    cell: ({ flow }) => {
      const name = networkOf(flow)?.name ?? flow.network;
      return name ? <Foreign text={name} /> : <Nothing />;
    },
  },
  { head: 'Last click', cell: ({ glance }) => <Last at={glance?.lastClick} /> },
  { head: 'Last lead', cell: ({ glance }) => <Last at={glance?.lastLead} /> },
  { head: 'Last postback', cell: ({ glance }) => <Last at={glance?.lastPostback} /> },
  {
    head: 'Landing URL',
    cell: ({ flow }) => (flow.landingUrl ? <Foreign text={flow.landingUrl} /> : <Nothing />),
  },
  { head: 'Open', kind: 'action', cell: ({ flow }) => <OpenLink id={flow.id} /> },
];

function Last({ at }: { at: Date | null | undefined }) {
  return at ? <Time at={at} /> : <Nothing />;
}

function ListeningBadge() {
  const text = useText();
  return <Badge tone="wait">{text('listening')}</Badge>;
}

function OpenLink({ id }: { id: string }) {
  const text = useText();
  return (
    <a class="button" href={flowPath({ id })} aria-label={text('Open the flow {id}', { id })}>
      {text('Open')}
    </a>
  );
}

function FlowList({ rows }: { rows: readonly Row[] }) {
  const { text, may } = useReader();
  return (
    <>
      <div class="title">
        <h1>{text('Flows')}</h1>
        <span class="beside">
          <a href="/console/receivers">{text('Sending on')}</a>
          {may('edit') && (
            <a class="button main" href="/console/flows/new">
              {text('New flow')}
            </a>
          )}
        </span>
      </div>
      <p class="lead">{text('A flow is one landing page or offer with its network.')}</p>
      {rows.length > 0 ? (
        <Table caption={text('Flows')} columns={COLUMNS} rows={rows} keyOf={({ flow }) => flow.id} />
      ) : (
        <section class="empty">
          <h2>{text('No flows yet')}</h2>
          <p>
            {may('edit') ? (
              <Say
                phrase="{make}: it gives you the tag for your pages and the postback URL for your network."
                with={{ make: <a href="/console/flows/new">{text('Make the first one')}</a> }}
              />
            ) : (
              text('Whoever may change flows has to make the first one.')
            )}
          </p>
        </section>
      )}
    </>
  );
}
