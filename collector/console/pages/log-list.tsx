import type { Knex } from 'knex';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, type KeysetPage } from '../../storage/keyset.ts';
import { type LogLine, listLog } from '../../storage/log.ts';
import { logColumns } from '../components/log-columns.tsx';
import { LogFilters } from '../components/log-filters.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { SamplePostback } from '../components/sample-postback.tsx';
import { Table } from '../components/table.tsx';
import { type Waiting, WaitingLine } from '../components/waiting-line.tsx';
import type { Page } from '../page.ts';
import { readKeyset } from '../read-filter.ts';
import { type LogFilterShown, readLogFilter, toCriteria, toLogQuery } from '../read-log-filter.ts';
import { makeSample, type Sample } from '../sample.ts';
import type { TagOptions } from '../snippets.ts';

const PATH = '/console/logs';
const PAGE_SIZE = 50;

interface LogListDeps extends TagOptions {
  readonly knex: Knex;
  readonly secret: string;
  readonly waiting: () => Waiting | null;
}

/** `/console/logs`: every postback that came in, newest first, whatever became of it. */
export function createLogList(deps: LogListDeps): Page {
  const { knex } = deps;
  return async ({ user, query }) => {
    const shown = readLogFilter(query);
    const criteria = toCriteria(shown);
    const flows = await listFlows(knex, user.accountId);
    const page = criteria
      ? await listLog(knex, user, { ...criteria, ...readKeyset(query) }, PAGE_SIZE)
      : EMPTY_PAGE;
    const filters = toLogQuery(shown);
    const isNew = page.items.length === 0 && filters.size === 0;
    const body = (
      <LogList
        shown={shown}
        filters={filters}
        flows={flows.map(({ id, name }) => [id, name])}
        page={page}
        waiting={deps.waiting()}
        sample={isNew ? await makeSample(deps, user.accountId) : null}
      />
    );
    return { title: 'Postbacks', section: 'logs', body };
  };
}

interface LogListProps {
  readonly shown: LogFilterShown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly page: KeysetPage<LogLine>;
  readonly waiting: Waiting | null;
  readonly sample: Sample | null;
}

function LogList({ shown, filters, flows, page, waiting, sample }: LogListProps) {
  return (
    <>
      <h1>Incoming postbacks</h1>
      {waiting && <WaitingLine {...waiting} />}
      <LogFilters path={PATH} shown={shown} active={filters.size > 0} flows={flows} />
      {filters.size > 0 && page.items.length > 0 && (
        <p class="above">
          <a href={`/console/replay?${filters}`}>Replay what fits</a>
        </p>
      )}
      {page.items.length > 0 ? (
        <Table
          caption="Incoming postbacks, newest first; times in UTC"
          columns={logColumns}
          rows={page.items}
          keyOf={({ id }) => id}
        />
      ) : sample ? (
        <NoPostbacks sample={sample} />
      ) : (
        <NothingFits path={PATH} isBadClick={shown.click.isBad} />
      )}
      <Pager path={PATH} filters={filters} page={page} />
    </>
  );
}

function NoPostbacks({ sample }: { sample: Sample }) {
  return (
    <section class="empty">
      <h2>No postbacks yet</h2>
      <p>Every request of a network or a page appears here, also the refused ones, with the reason.</p>
      <SamplePostback sample={sample} />
    </section>
  );
}
