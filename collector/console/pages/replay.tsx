import type { Knex } from 'knex';
import { STATUSES, type Status } from '../../pipeline/postback.ts';
import type { Replayed, Replayer } from '../../replay/replay.ts';
import { listFlows } from '../../storage/flows.ts';
import { countReplayable } from '../../storage/replayable.ts';
import type { Action } from '../action.ts';
import { Foreign } from '../components/foreign.tsx';
import { Hidden, Notice } from '../components/form.tsx';
import { LogFilters } from '../components/log-filters.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { replayedColumns } from '../components/replayed.tsx';
import { Table } from '../components/table.tsx';
import type { Page } from '../page.ts';
import { readWord } from '../read-filter.ts';
import { type LogFilterShown, readLogFilter, toCriteria, toLogQuery } from '../read-log-filter.ts';
import { readTally, type Tally, tallyOf, writeTally } from '../replay-tally.ts';

const PATH = '/console/replay';
/** Entries whose preview is shown. */
const PREVIEWED = 50;
/** Entries that are counted, and repeated at one time: about five seconds of a small server. */
const AT_ONCE = 1000;

interface ReplayDeps {
  readonly knex: Knex;
  readonly replayer: Replayer;
}

/** `/console/replay`: what a replay of all entries that fit would change. Nothing is stored. */
export function createReplayPage({ knex, replayer }: ReplayDeps): Page {
  return async ({ user, query }) => {
    const shown = readLogFilter(query);
    const filters = toLogQuery(shown);
    const criteria = filters.size > 0 ? toCriteria(shown) : null;
    const flows = await listFlows(knex, user.accountId);
    const count = criteria ? await countReplayable(knex, user.accountId, criteria, AT_ONCE + 1) : 0;
    const preview: Replayed[] = [];
    if (criteria) {
      for await (const one of replayer.all(user.accountId, criteria, true, PREVIEWED)) preview.push(one);
    }
    const body = (
      <ReplayPage
        shown={shown}
        filters={filters}
        flows={flows.map(({ id, name }) => [id, name])}
        count={count}
        preview={preview}
        tally={readTally(query)}
        mapped={readWord(query, 'mapped', STATUSES) ?? null}
      />
    );
    return { title: 'Replay', section: 'logs', body };
  };
}

/** Replays the entries that fit, the oldest first, and leads back to what still fits. */
export function createReplayAllAction({ replayer }: ReplayDeps): Action {
  return async ({ user, field }) => {
    const shown = readLogFilter(new URLSearchParams(FILTER_FIELDS.map((name) => [name, field(name)])));
    const filters = toLogQuery(shown);
    const criteria = filters.size > 0 ? toCriteria(shown) : null;
    if (!criteria) return { next: PATH };
    const done: Replayed[] = [];
    for await (const one of replayer.all(user.accountId, criteria, false, AT_ONCE)) done.push(one);
    // What was refused again still fits: the next ones come after it.
    const last = done.at(AT_ONCE - 1);
    if (last) filters.set('since', last.entry.receivedAt.toISOString().slice(0, -1));
    filters.set('did', writeTally(tallyOf(done.map(({ outcome }) => outcome))));
    return { next: `${PATH}?${filters}` };
  };
}

const FILTER_FIELDS = ['flow', 'outcome', 'error', 'reason', 'warning', 'word', 'click', 'since'];

interface ReplayPageProps {
  readonly shown: LogFilterShown;
  readonly filters: URLSearchParams;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly count: number;
  readonly preview: readonly Replayed[];
  /** What the last replay did. */
  readonly tally: Tally | null;
  /** What the word was just told to mean. */
  readonly mapped: Status | null;
}

function ReplayPage({ shown, filters, flows, count, preview, tally, mapped }: ReplayPageProps) {
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">Postbacks</a> /
      </p>
      <h1>Replay</h1>
      {mapped !== null && (
        <Notice>
          «<Foreign text={shown.word} />» now means {mapped} in the flow <Foreign text={shown.flow} />.
          {count > 0 && ' These postbacks came before you said so:'}
        </Notice>
      )}
      {tally && <Done tally={tally} />}
      <LogFilters path={PATH} shown={shown} active={filters.size > 0} flows={flows}>
        <label>
          Since, UTC
          <input type="datetime-local" name="since" step="any" value={shown.since} />
        </label>
      </LogFilters>
      {filters.size === 0 ? (
        <section class="empty">
          <p>Say which postbacks are to be repeated: set a filter first.</p>
        </section>
      ) : count === 0 ? (
        <NothingLeft isDone={tally !== null} isBadClick={shown.click.isBad} />
      ) : (
        <Ready filters={filters} count={count} preview={preview} />
      )}
    </>
  );
}

function Done({ tally }: { tally: Tally }) {
  const count = [...tally.values()].reduce((sum, each) => sum + each, 0);
  const outcomes = [...tally].map(([name, times]) => `${times} ${name}`).join(', ');
  return <Notice>{count === 0 ? 'There was nothing to repeat.' : `Repeated ${count}: ${outcomes}.`}</Notice>;
}

function NothingLeft({ isDone, isBadClick }: { isDone: boolean; isBadClick: boolean }) {
  if (!isDone) return <NothingFits path={PATH} isBadClick={isBadClick} />;
  return (
    <section class="empty">
      <p>
        Nothing is left that fits. <a href="/console/logs">Incoming postbacks</a> ·{' '}
        <a href="/console/leads">Leads</a>
      </p>
    </section>
  );
}

function Ready({ filters, count, preview }: Pick<ReplayPageProps, 'filters' | 'count' | 'preview'>) {
  const isMore = count > AT_ONCE;
  return (
    <>
      <section class="actions">
        <form method="post" action={PATH}>
          <Hidden values={filters} />
          <button type="submit">{isMore ? `Replay the oldest ${AT_ONCE}` : `Replay all ${count}`}</button>
        </form>
        <p class="soft">
          {isMore ? `More than ${AT_ONCE} fit; they are repeated ${AT_ONCE} at a time. ` : ''}
          {count > preview.length ? `The oldest ${preview.length} are shown, ` : 'Shown '}
          with what a replay would do now. Nothing is stored yet.
        </p>
      </section>
      <Table
        caption="Postbacks that fit, oldest first, and what a replay would change; times in UTC"
        columns={replayedColumns}
        rows={preview}
        keyOf={({ entry }) => entry.id}
      />
    </>
  );
}
