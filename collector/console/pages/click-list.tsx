import type { Knex } from 'knex';
import { clickWithoutContact } from '../../people/without-contact.ts';
import type { User } from '../../storage/accounts.ts';
import { type ClickCriteria, countLeadsOf, listClicks } from '../../storage/clicks.ts';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, isBlank, type Keyset, type KeysetPage } from '../../storage/keyset.ts';
import { searchInTime } from '../../storage/time-limit.ts';
import { clickColumns, type ListedClick } from '../components/click-columns.tsx';
import { CLICK_SOURCES } from '../components/click-facts.tsx';
import { DownloadCsv } from '../components/download-csv.tsx';
import { Choice, ClickField, Filters } from '../components/filters.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { PeriodFields } from '../components/period-fields.tsx';
import { Table } from '../components/table.tsx';
import { TooSlow } from '../components/too-slow.tsx';
import type { Page } from '../page.ts';
import {
  type ClickFilterShown,
  readClickFilter,
  SOURCES,
  toClickCriteria,
  toClickQuery,
} from '../read-click-filter.ts';
import { readKeyset } from '../read-filter.ts';
import { useReader } from '../reader.tsx';

const PATH = '/console/clicks';
const PAGE_SIZE = 50;

/** `/console/clicks`: visits, newest first. */
export function createClickList({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, reader, text, query }) => {
    const shown = readClickFilter(query);
    const criteria = toClickCriteria(shown, reader);
    const [flows, found] = await Promise.all([
      listFlows(knex, user.accountId),
      criteria ? load(knex, user, { ...criteria, ...readKeyset(query) }) : EMPTY_PAGE,
    ]);
    const page =
      found && !reader.may('contact')
        ? { ...found, items: found.items.map((click) => clickWithoutContact(click)) }
        : found;
    const body = (
      <ClickList
        shown={shown}
        filters={toClickQuery(shown)}
        flows={flows.map(({ id, name }) => [id, name])}
        page={page}
      />
    );
    return { title: text('Clicks'), section: 'clicks', body };
  };
}

/** Null where it takes too long. */
async function load(
  knex: Knex,
  user: User,
  filter: ClickCriteria & Keyset,
): Promise<KeysetPage<ListedClick> | null> {
  const page = await searchInTime(knex, (inTime) => listClicks(inTime, user.accountId, filter, PAGE_SIZE));
  if (!page) return null;
  const counts = await countLeadsOf(
    knex,
    page.items.map(({ id }) => id),
  );
  return { ...page, items: page.items.map((click) => ({ ...click, leads: counts.get(click.id) ?? 0 })) };
}

interface ClickListProps {
  readonly shown: ClickFilterShown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  /** Null where it takes too long. */
  readonly page: KeysetPage<ListedClick> | null;
}

function ClickList({ shown, filters, flows, page }: ClickListProps) {
  const { text, may } = useReader();
  const isNew = page !== null && isBlank(page) && filters.size === 0;
  return (
    <>
      <div class="title">
        <h1>{text('Clicks')}</h1>
        {page && page.items.length > 0 && may('export') && (
          <div class="beside">
            <DownloadCsv path={PATH} filters={filters} />
          </div>
        )}
      </div>
      <Filters path={PATH} active={filters.size > 0}>
        <Choice name="flow" label="Flow" value={shown.flow} options={flows} />
        <Choice
          name="source"
          label="Came by"
          value={shown.source ?? ''}
          options={SOURCES.map((source) => [source, text(CLICK_SOURCES[source])])}
        />
        <label class="country">
          {text('Country')}
          <input name="country" value={shown.country} maxlength={2} placeholder="DE" autocomplete="off" />
        </label>
        <PeriodFields shown={shown} />
        <ClickField value={shown.click.text} />
      </Filters>
      {page === null ? (
        <TooSlow path={PATH} />
      ) : page.items.length > 0 ? (
        <Table
          caption={text('Clicks, newest first')}
          columns={clickColumns}
          rows={page.items}
          keyOf={({ id }) => id}
        />
      ) : isNew ? (
        <NoClicks />
      ) : (
        <NothingFits path={PATH} isBadClick={shown.click.isBad} />
      )}
      {page && <Pager path={PATH} filters={filters} page={page} />}
    </>
  );
}

function NoClicks() {
  const { text } = useReader();
  return (
    <section class="empty">
      <h2>{text('No clicks yet')}</h2>
      <p>
        {text('A click comes from a flow’s tracking link, or from the script on its landing page.')}{' '}
        <a href="/console/flows">{text('Flows')}</a>
      </p>
    </section>
  );
}
