import type { Knex } from 'knex';
import type { Lead } from '../../pipeline/lead.ts';
import { STATUSES, type Status } from '../../pipeline/postback.ts';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, type KeysetPage } from '../../storage/keyset.ts';
import { listLeads } from '../../storage/leads.ts';
import { Marks, StatusBadge } from '../components/badge.tsx';
import { Choice, ClickField, Filters } from '../components/filters.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { leadPath } from '../components/links.tsx';
import { UidAndGoal } from '../components/log-columns.tsx';
import { Money } from '../components/money.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { SamplePostback } from '../components/sample-postback.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import {
  type ClickFilter,
  readClick,
  readFlow,
  readKeyset,
  readWord,
  toFilterQuery,
} from '../read-filter.ts';
import { makeSample, type Sample } from '../sample.ts';
import type { TagOptions } from '../snippets.ts';

const PATH = '/console/leads';
const PAGE_SIZE = 50;

interface LeadListDeps extends TagOptions {
  readonly knex: Knex;
  readonly secret: string;
}

interface Shown {
  readonly flow: string;
  readonly status: Status | undefined;
  readonly click: ClickFilter;
}

/** `/console/leads`: orders and conversions, newest first. */
export function createLeadList(deps: LeadListDeps): Page {
  const { knex } = deps;
  return async ({ user, query }) => {
    const shown: Shown = {
      flow: readFlow(query),
      status: readWord(query, 'status', STATUSES),
      click: readClick(query),
    };
    const flows = await listFlows(knex, user.accountId);
    const page = shown.click.isBad ? EMPTY_PAGE : await load(knex, user.accountId, shown, query);
    const filters = toFilterQuery({ ...shown, click: shown.click.text });
    const isNew = page.items.length === 0 && filters.size === 0;
    const body = (
      <LeadList
        shown={shown}
        filters={filters}
        flows={flows.map(({ id, name }) => [id, name])}
        page={page}
        sample={isNew ? await makeSample(deps, user.accountId) : null}
      />
    );
    return { title: 'Leads', section: 'leads', body };
  };
}

function load(knex: Knex, accountId: string, shown: Shown, query: URLSearchParams) {
  const filter = {
    ...(shown.flow ? { flowId: shown.flow } : {}),
    ...(shown.status ? { status: shown.status } : {}),
    ...(shown.click.id ? { clickId: shown.click.id } : {}),
    ...readKeyset(query),
  };
  return listLeads(knex, accountId, filter, PAGE_SIZE);
}

const text = (value: string | null) => (value ? <Foreign text={value} /> : <Nothing />);

const COLUMNS: readonly Column<Lead>[] = [
  { head: 'Time', kind: 'first', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { head: 'Flow', cell: ({ flowId }) => text(flowId) },
  {
    head: 'Status',
    kind: 'plain',
    cell: ({ status, test }) => (
      <span class="badges">
        <StatusBadge status={status} />
        <Marks test={test} />
      </span>
    ),
  },
  { head: 'Payout', kind: 'number', cell: (lead) => <Money {...lead} /> },
  { head: 'UID · goal', cell: (lead) => <UidAndGoal {...lead} /> },
  { head: 'Name', cell: ({ name }) => text(name) },
  { head: 'Phone', cell: ({ phone }) => text(phone) },
  { head: 'Email', cell: ({ email }) => text(email) },
  { head: 'Geo', cell: ({ geo }) => text(geo) },
  {
    head: 'Show',
    kind: 'action',
    cell: ({ clickId, id, createdAt }) => (
      <a
        class="button"
        href={leadPath(clickId, id)}
        aria-label={`Show the lead of ${createdAt.toISOString()}`}
      >
        Show
      </a>
    ),
  },
];

interface LeadListProps {
  readonly shown: Shown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly page: KeysetPage<Lead>;
  readonly sample: Sample | null;
}

function LeadList({ shown, filters, flows, page, sample }: LeadListProps) {
  return (
    <>
      <h1>Leads</h1>
      <Filters path={PATH} active={filters.size > 0}>
        <Choice name="flow" label="Flow" value={shown.flow} options={flows} />
        <Choice
          name="status"
          label="Status"
          value={shown.status ?? ''}
          options={STATUSES.map((status) => [status, status])}
        />
        <ClickField value={shown.click.text} />
      </Filters>
      {page.items.length > 0 ? (
        <Table
          caption="Leads, newest first; times in UTC"
          columns={COLUMNS}
          rows={page.items}
          keyOf={({ id }) => id}
        />
      ) : sample ? (
        <NoLeads sample={sample} />
      ) : (
        <NothingFits path={PATH} isBadClick={shown.click.isBad} />
      )}
      <Pager path={PATH} filters={filters} page={page} />
    </>
  );
}

function NoLeads({ sample }: { sample: Sample }) {
  return (
    <section class="empty">
      <h2>No leads yet</h2>
      <p>A lead comes from a form on your page or from a network's postback.</p>
      <SamplePostback sample={sample} />
    </section>
  );
}
