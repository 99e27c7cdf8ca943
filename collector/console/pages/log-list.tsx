import type { Knex } from 'knex';
import { ERRORS, type ErrorCode } from '../../pipeline/postback.ts';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, type KeysetPage } from '../../storage/keyset.ts';
import { type LogLine, listLog } from '../../storage/log.ts';
import { Choice, ClickField, Filters } from '../components/filters.tsx';
import { logColumns } from '../components/log-columns.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { SamplePostback } from '../components/sample-postback.tsx';
import { Table } from '../components/table.tsx';
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

const PATH = '/console/logs';
const PAGE_SIZE = 50;

interface LogListDeps {
  readonly knex: Knex;
  readonly publicUrl: string;
  readonly secret: string;
}

/** What may be filtered by, as the address has it. */
interface Shown {
  readonly flow: string;
  readonly outcome: 'ok' | 'error' | undefined;
  readonly error: ErrorCode | undefined;
  readonly click: ClickFilter;
}

/** `/console/logs`: every postback that came in, newest first, whatever became of it. */
export function createLogList(deps: LogListDeps): Page {
  const { knex } = deps;
  return async ({ user, query }) => {
    const shown: Shown = {
      flow: readFlow(query),
      outcome: readWord(query, 'outcome', ['ok', 'error']),
      error: readWord(query, 'error', ERRORS),
      click: readClick(query),
    };
    const flows = await listFlows(knex, user.accountId);
    const page = shown.click.isBad ? EMPTY_PAGE : await load(knex, user.accountId, shown, query);
    const filters = toFilterQuery({ ...shown, click: shown.click.text });
    const isNew = page.items.length === 0 && filters.size === 0;
    const body = (
      <LogList
        shown={shown}
        filters={filters}
        flows={flows.map(({ id, name }) => [id, name])}
        page={page}
        sample={isNew ? await makeSample(deps, user.accountId) : null}
      />
    );
    return { title: 'Postbacks', section: 'logs', body };
  };
}

function load(knex: Knex, accountId: string, shown: Shown, query: URLSearchParams) {
  const filter = {
    ...(shown.flow ? { flowId: shown.flow } : {}),
    ...(shown.outcome ? { outcome: shown.outcome } : {}),
    ...(shown.error ? { error: shown.error } : {}),
    ...(shown.click.id ? { clickId: shown.click.id } : {}),
    ...readKeyset(query),
  };
  return listLog(knex, accountId, filter, PAGE_SIZE);
}

interface LogListProps {
  readonly shown: Shown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly page: KeysetPage<LogLine>;
  readonly sample: Sample | null;
}

function LogList({ shown, filters, flows, page, sample }: LogListProps) {
  return (
    <>
      <h1>Incoming postbacks</h1>
      <Filters path={PATH} active={filters.size > 0}>
        <Choice name="flow" label="Flow" value={shown.flow} options={flows} />
        <Choice
          name="outcome"
          label="Outcome"
          value={shown.outcome ?? ''}
          options={[
            ['ok', 'accepted'],
            ['error', 'refused'],
          ]}
        />
        <Choice
          name="error"
          label="Error"
          value={shown.error ?? ''}
          options={ERRORS.map((error) => [error, error])}
        />
        <ClickField value={shown.click.text} />
      </Filters>
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
