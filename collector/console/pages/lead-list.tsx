import type { Knex } from 'knex';
import type { User } from '../../storage/accounts.ts';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, isBlank, type KeysetPage } from '../../storage/keyset.ts';
import { listMetaKeys } from '../../storage/lead-batches.ts';
import { findLeadColumns } from '../../storage/lead-columns.ts';
import { countNotes } from '../../storage/lead-notes.ts';
import { type LeadFilter, listLeads } from '../../storage/leads.ts';
import { searchInTime } from '../../storage/time-limit.ts';
import { BulkBar, tickColumn } from '../components/bulk-bar.tsx';
import { ChooseColumns } from '../components/choose-columns.tsx';
import {
  chosenColumns,
  firstColumn,
  type LeadColumn,
  type ListedLead,
  lastColumn,
} from '../components/lead-columns.tsx';
import { LeadFilters } from '../components/lead-filters.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { SamplePostback } from '../components/sample-postback.tsx';
import { Table } from '../components/table.tsx';
import { TooSlow } from '../components/too-slow.tsx';
import type { Page } from '../page.ts';
import { readKeyset } from '../read-filter.ts';
import { type LeadFilterShown, readLeadFilter, toLeadCriteria, toLeadQuery } from '../read-lead-filter.ts';
import { type Reader, useReader } from '../reader.tsx';
import { makeSample, type Sample } from '../sample.ts';
import type { TagOptions } from '../snippets.ts';

const PATH = '/console/leads';
const PAGE_SIZE = 50;
/** So many of the newest leads tell which custom fields there are. */
const LOOKED_AT = 200;

interface LeadListDeps extends TagOptions {
  readonly knex: Knex;
  readonly secret: string;
}

/** `/console/leads`: orders and conversions, newest first. */
export function createLeadList(deps: LeadListDeps): Page {
  const { knex } = deps;
  return async ({ user, reader, text, query }) => {
    const shown = readLeadFilter(query);
    const criteria = toLeadCriteria(shown, reader);
    const filters = toLeadQuery(shown);
    const [flows, page, chosen, metaKeys] = await Promise.all([
      listFlows(knex, user.accountId),
      criteria ? load(knex, user, { ...criteria, ...readKeyset(query) }) : EMPTY_PAGE,
      findLeadColumns(knex, user.id),
      reader.may('contact') ? listMetaKeys(knex, user.accountId, {}, LOOKED_AT) : [],
    ]);
    const isNew = page !== null && isBlank(page) && filters.size === 0;
    const body = (
      <LeadList
        shown={shown}
        filters={filters}
        flows={flows.map(({ id, name }) => [id, name])}
        page={page}
        columns={chosenColumns(chosen, reader)}
        metaKeys={metaKeys}
        sample={isNew ? await sampleFor(deps, user, reader) : null}
      />
    );
    return { title: text('Leads'), section: 'leads', body };
  };
}

/** Null where it takes too long. */
async function load(knex: Knex, user: User, filter: LeadFilter): Promise<KeysetPage<ListedLead> | null> {
  const page = await searchInTime(knex, (inTime) => listLeads(inTime, user.accountId, filter, PAGE_SIZE));
  if (!page) return null;
  const notes = await countNotes(knex, page.items);
  return { ...page, items: page.items.map((lead) => ({ ...lead, notes: notes.get(lead.id) ?? 0 })) };
}

/** A sample postback holds a token. */
async function sampleFor(deps: LeadListDeps, user: User, reader: Reader): Promise<Sample> {
  return reader.may('secrets') ? makeSample(deps, user.accountId) : { postback: null, tag: null };
}

interface LeadListProps {
  readonly shown: LeadFilterShown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  /** Null where it takes too long. */
  readonly page: KeysetPage<ListedLead> | null;
  readonly columns: readonly LeadColumn[];
  readonly metaKeys: readonly string[];
  readonly sample: Sample | null;
}

function LeadList({ shown, filters, flows, page, columns, metaKeys, sample }: LeadListProps) {
  const { text, may } = useReader();
  const found = page && page.items.length > 0 ? page : null;
  return (
    <>
      <h1>{text('Leads')}</h1>
      <LeadFilters path={PATH} shown={shown} active={filters.size > 0} flows={flows} />
      {page === null ? (
        <TooSlow path={PATH} />
      ) : found ? (
        <>
          <div class="tools">
            {may('edit') && <BulkBar filters={filters} isMore={found.hasOlder || found.hasNewer} />}
            <ChooseColumns columns={columns} metaKeys={metaKeys} filters={filters} />
            {may('export') && <a href={`${PATH}/export?${filters}`}>{text('Export leads')}</a>}
            {may('edit') && <a href={`${PATH}/import`}>{text('Import leads')}</a>}
          </div>
          <Table
            caption={text('Leads, newest first')}
            columns={[...(may('edit') ? [tickColumn] : []), firstColumn, ...columns, lastColumn]}
            rows={found.items}
            keyOf={({ id }) => id}
          />
        </>
      ) : sample ? (
        <NoLeads sample={sample} />
      ) : (
        <NothingFits path={PATH} isBadClick={shown.click.isBad} />
      )}
      {page && <Pager path={PATH} filters={filters} page={page} />}
    </>
  );
}

function NoLeads({ sample }: { sample: Sample }) {
  const { text, may } = useReader();
  return (
    <section class="empty">
      <h2>{text('No leads yet')}</h2>
      <p>{text('A lead comes from a form on your page or from a network’s postback.')}</p>
      {may('edit') && (
        <p>
          {text('Leads from elsewhere come in as a file.')}{' '}
          <a href={`${PATH}/import`}>{text('Import leads')}</a>
        </p>
      )}
      <SamplePostback sample={sample} />
    </section>
  );
}
