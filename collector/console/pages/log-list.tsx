import type { Knex } from 'knex';
import { lineWithoutContact } from '../../people/without-contact.ts';
import { EMPTY_PAGE, isBlank, type KeysetPage } from '../../storage/keyset.ts';
import { type LogLine, listLog } from '../../storage/log.ts';
import { DownloadCsv } from '../components/download-csv.tsx';
import { LiveSwitch, LiveTail } from '../components/live-tail.tsx';
import { logColumns } from '../components/log-columns.tsx';
import { LogFilters } from '../components/log-filters.tsx';
import { LogTabs } from '../components/log-tabs.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { SamplePostback } from '../components/sample-postback.tsx';
import { Table } from '../components/table.tsx';
import { type Waiting, WaitingLine } from '../components/waiting-line.tsx';
import { isLive, liveKeyset } from '../live.ts';
import type { Page } from '../page.ts';
import { readKeyset } from '../read-filter.ts';
import {
  type LogChoices,
  type LogFilterShown,
  loadLogChoices,
  readLogFilter,
  toCriteria,
  toLogQuery,
} from '../read-log-filter.ts';
import { useReader } from '../reader.tsx';
import { makeSample, type Sample } from '../sample.ts';
import type { TagOptions } from '../snippets.ts';
import type { Phrase } from '../text/phrases.ts';

const PATH = '/console/logs';
const PAGE_SIZE = 50;
/** Without JavaScript a live list loads itself anew so often. */
const REFRESH_S = 5;

interface LogListDeps extends TagOptions {
  readonly knex: Knex;
  readonly secret: string;
  readonly waiting: () => Waiting | null;
}

/** `/console/logs`: every postback that came in, newest first, whatever became of it. */
export function createLogList(deps: LogListDeps): Page {
  const { knex } = deps;
  return async ({ user, reader, text, query }) => {
    const shown = readLogFilter(query, reader);
    const choices = await loadLogChoices(knex, user.accountId);
    const asked = toCriteria(shown, choices, reader);
    const live = isLive(query);
    const keyset = live ? liveKeyset(query) : readKeyset(query);
    const found: KeysetPage<LogLine> =
      'criteria' in asked
        ? await listLog(knex, user, { ...asked.criteria, ...keyset }, PAGE_SIZE)
        : EMPTY_PAGE;
    const page = reader.may('contact') ? found : { ...found, items: found.items.map(lineWithoutContact) };
    const filters = toLogQuery(shown);
    const isNew = isBlank(page) && filters.size === 0 && !live && reader.may('secrets');
    const body = (
      <LogList
        shown={shown}
        filters={filters}
        choices={choices}
        page={page}
        problem={'problem' in asked ? asked.problem : null}
        live={live}
        waiting={deps.waiting()}
        sample={isNew ? await makeSample(deps, user.accountId) : null}
      />
    );
    return {
      title: text('Postbacks'),
      section: 'logs',
      ...(live ? { refreshS: REFRESH_S, isLive: true } : {}),
      body,
    };
  };
}

interface LogListProps {
  readonly shown: LogFilterShown;
  readonly filters: URLSearchParams;
  readonly choices: LogChoices;
  readonly page: KeysetPage<LogLine>;
  readonly problem: Phrase | null;
  readonly live: boolean;
  readonly waiting: Waiting | null;
  readonly sample: Sample | null;
}

function LogList({ shown, filters, choices, page, problem, live, waiting, sample }: LogListProps) {
  const { text, may } = useReader();
  const isEmpty = page.items.length === 0;
  return (
    <>
      <LogTabs shown="incoming" />
      <div class="title">
        <h1>{text('Incoming postbacks')}</h1>
        <div class="beside">
          {filters.size > 0 && !isEmpty && may('edit') && (
            <a href={`/console/replay?${filters}`}>{text('Replay what fits')}</a>
          )}
          {!isEmpty && may('export') && <DownloadCsv path={PATH} filters={filters} />}
          {!sample && <LiveSwitch path={PATH} filters={filters} isOn={live} />}
        </div>
      </div>
      {waiting && <WaitingLine {...waiting} />}
      <LogFilters path={PATH} shown={shown} active={filters.size > 0} choices={choices}>
        {live && <input type="hidden" name="live" value="1" />}
      </LogFilters>
      <LiveTail isOn={live} newest={page.items[0]?.id ?? ''}>
        {!isEmpty ? (
          <Table
            caption={text('Incoming postbacks, newest first')}
            columns={logColumns}
            rows={page.items}
            keyOf={({ id }) => id}
          />
        ) : sample ? (
          <NoPostbacks sample={sample} />
        ) : live && !problem ? (
          <p class="soft">{text('Nothing has come yet.')}</p>
        ) : (
          <NothingFits path={PATH} problem={problem} />
        )}
      </LiveTail>
      {!live && <Pager path={PATH} filters={filters} page={page} />}
    </>
  );
}

function NoPostbacks({ sample }: { sample: Sample }) {
  const { text } = useReader();
  return (
    <section class="empty">
      <h2>{text('No postbacks yet')}</h2>
      <p>
        {text('Every request of a network or a page appears here, also the refused ones, with the reason.')}
      </p>
      <SamplePostback sample={sample} />
    </section>
  );
}
