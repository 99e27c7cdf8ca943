import type { Knex } from 'knex';
import type { Flow } from '../../pipeline/lead.ts';
import { listFlows } from '../../storage/flows.ts';
import { EMPTY_PAGE, isBlank, type KeysetPage } from '../../storage/keyset.ts';
import { listOutgoing, type OutgoingLine } from '../../storage/outgoing.ts';
import { listSentTo, type SentTo } from '../../storage/outgoing-criteria.ts';
import { DownloadCsv } from '../components/download-csv.tsx';
import { LiveSwitch, LiveTail } from '../components/live-tail.tsx';
import { LogTabs } from '../components/log-tabs.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { outgoingColumns } from '../components/outgoing-columns.tsx';
import { OutgoingFilters } from '../components/outgoing-filters.tsx';
import { Pager } from '../components/pager.tsx';
import { Table } from '../components/table.tsx';
import { isLive, liveKeyset } from '../live.ts';
import type { Page } from '../page.ts';
import { readKeyset } from '../read-filter.ts';
import {
  type OutgoingFilterShown,
  readOutgoingFilter,
  toOutgoingCriteria,
  toOutgoingQuery,
} from '../read-outgoing-filter.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

const PATH = '/console/outgoing';
const PAGE_SIZE = 50;
/** Without JavaScript a live list loads itself anew so often. */
const REFRESH_S = 5;

/** `/console/outgoing`: every message to a receiver, newest first, whatever became of it. */
export function createOutgoingList({ knex }: { readonly knex: Knex }): Page {
  return async ({ user: { accountId }, reader, text, query }) => {
    const shown = readOutgoingFilter(query);
    const asked = toOutgoingCriteria(shown, reader);
    const live = isLive(query);
    const keyset = live ? liveKeyset(query) : readKeyset(query);
    const [flows, receivers, page] = await Promise.all([
      listFlows(knex, accountId),
      listSentTo(knex, accountId),
      'criteria' in asked
        ? listOutgoing(knex, accountId, { ...asked.criteria, ...keyset }, PAGE_SIZE)
        : EMPTY_PAGE,
    ]);
    const problem = 'problem' in asked ? asked.problem : null;
    return {
      title: text('Outgoing messages'),
      section: 'logs',
      ...(live ? { refreshS: REFRESH_S, isLive: true } : {}),
      body: <OutgoingList {...{ shown, flows, receivers, page, problem, live }} />,
    };
  };
}

interface OutgoingListProps {
  readonly shown: OutgoingFilterShown;
  readonly flows: readonly Flow[];
  readonly receivers: readonly SentTo[];
  readonly page: KeysetPage<OutgoingLine>;
  readonly problem: Phrase | null;
  readonly live: boolean;
}

function OutgoingList({ shown, flows, receivers, page, problem, live }: OutgoingListProps) {
  const { text, may } = useReader();
  const filters = toOutgoingQuery(shown);
  const isEmpty = page.items.length === 0;
  return (
    <>
      <LogTabs shown="outgoing" />
      <div class="title">
        <h1>{text('Outgoing messages')}</h1>
        <div class="beside">
          {filters.size > 0 && !isEmpty && may('edit') && (
            <a href={`${PATH}/resend?${filters}`}>{text('Send what fits once more')}</a>
          )}
          {!isEmpty && may('export') && <DownloadCsv path={PATH} filters={filters} />}
          <LiveSwitch path={PATH} filters={filters} isOn={live} />
        </div>
      </div>
      <OutgoingFilters
        path={PATH}
        shown={shown}
        active={filters.size > 0}
        flows={flows}
        receivers={receivers}
      >
        {live && <input type="hidden" name="live" value="1" />}
      </OutgoingFilters>
      <LiveTail isOn={live} newest={page.items[0]?.id ?? ''}>
        {!isEmpty ? (
          <Table
            caption={text('Outgoing messages, newest first')}
            columns={outgoingColumns}
            rows={page.items}
            keyOf={({ id }) => id}
          />
        ) : live && !problem ? (
          <p class="soft">{text('Nothing has gone out yet.')}</p>
        ) : isBlank(page) && filters.size === 0 ? (
          <NothingSent />
        ) : (
          <NothingFits path={PATH} problem={problem} />
        )}
      </LiveTail>
      {!live && <Pager path={PATH} filters={filters} page={page} />}
    </>
  );
}

function NothingSent() {
  const { text } = useReader();
  return (
    <section class="empty">
      <h2>{text('Nothing has gone out yet')}</h2>
      <p>
        {text(
          'What your receivers are told of leads appears here: postbacks to traffic sources, messages to chats, orders to networks.',
        )}
      </p>
    </section>
  );
}
