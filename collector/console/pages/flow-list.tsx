import type { Knex } from 'knex';
import { networkOf } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { listFlows } from '../../storage/flows.ts';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { type Column, Table } from '../components/table.tsx';
import type { Page } from '../page.ts';

/** `/console/flows`: the account's flows, by ID. */
export function createFlowList({ knex }: { readonly knex: Knex }): Page {
  return async ({ user }) => {
    const flows = await listFlows(knex, user.accountId);
    return { title: 'Flows', section: 'flows', body: <FlowList flows={flows} /> };
  };
}

const COLUMNS: readonly Column<Flow>[] = [
  { head: 'Flow', kind: 'first', cell: ({ id }) => <span class="id">{id}</span> },
  { head: 'Name', kind: 'plain', cell: ({ name }) => <Foreign text={name} /> },
  {
    head: 'Network',
    cell: (flow) => networkOf(flow)?.name ?? flow.network ?? <Nothing />,
  },
  {
    head: 'Landing URL',
    cell: ({ landingUrl }) => (landingUrl ? <Foreign text={landingUrl} /> : <Nothing />),
  },
  { head: 'Currency', cell: ({ currency }) => currency ?? <Nothing /> },
  {
    head: 'Open',
    kind: 'action',
    cell: ({ id }) => (
      <a class="button" href={`/console/flows/${id}`} aria-label={`Open the flow ${id}`}>
        Open
      </a>
    ),
  },
];

function FlowList({ flows }: { flows: readonly Flow[] }) {
  return (
    <>
      <h1>Flows</h1>
      <p class="lead">
        A flow is one landing page or offer with its network. <a href="/console/flows/new">New flow</a>
      </p>
      {flows.length > 0 ? (
        <Table caption="Flows" columns={COLUMNS} rows={flows} keyOf={({ id }) => id} />
      ) : (
        <section class="empty">
          <h2>No flows yet</h2>
          <p>
            <a href="/console/flows/new">Make the first one</a>: it gives you the tag for your pages and the
            postback URL for your network.
          </p>
        </section>
      )}
    </>
  );
}
