import type { Knex } from 'knex';
import { readClickId } from '../../pipeline/click-id.ts';
import { STATUSES, type Status } from '../../pipeline/postback.ts';
import type { Replayed, Replayer } from '../../replay/replay.ts';
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
import {
  LOG_FILTERS,
  type LogChoices,
  type LogFilterShown,
  loadLogChoices,
  readLogFilter,
  toCriteria,
  toLogQuery,
} from '../read-log-filter.ts';
import { Say, useText } from '../reader.tsx';
import { readTally, type Tally, tallyOf, writeTally } from '../replay-tally.ts';
import type { Phrase } from '../text/phrases.ts';

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
  return async ({ user, reader, text, query }) => {
    const { accountId } = user;
    const shown = readLogFilter(query, reader);
    const choices = await loadLogChoices(knex, accountId);
    const asked = toCriteria(shown, choices, reader);
    const filters = toFormQuery(shown, query.get('after') ?? '');
    const criteria =
      filters.size > 0 && 'criteria' in asked ? { ...asked.criteria, ...cursorOf(filters) } : null;
    const count = criteria ? await countReplayable(knex, accountId, criteria, AT_ONCE + 1) : 0;
    const preview: Replayed[] = [];
    if (criteria) {
      for await (const one of replayer.all(accountId, criteria, true, PREVIEWED)) preview.push(one);
    }
    const body = (
      <ReplayPage
        shown={shown}
        filters={filters}
        choices={choices}
        count={count}
        preview={preview}
        problem={'problem' in asked ? asked.problem : null}
        tally={readTally(query)}
        mapped={readWord(query, 'mapped', STATUSES) ?? null}
      />
    );
    return { title: text('Replay'), section: 'logs', body };
  };
}

/** Replays the entries that fit, the oldest first, and leads back to what still fits. */
export function createReplayAllAction({ knex, replayer }: ReplayDeps): Action {
  return async ({ user, reader, field, audit }) => {
    const { accountId } = user;
    const shown = readLogFilter(new URLSearchParams(LOG_FILTERS.map((name) => [name, field(name)])), reader);
    const filters = toFormQuery(shown, field('after'));
    const asked = toCriteria(shown, await loadLogChoices(knex, accountId), reader);
    if (filters.size === 0 || 'problem' in asked) return { next: PATH };
    const done: Replayed[] = [];
    const criteria = { ...asked.criteria, ...cursorOf(filters) };
    for await (const one of replayer.all(accountId, criteria, false, AT_ONCE)) done.push(one);
    const { ip: _personal, ...named } = Object.fromEntries(filters);
    await audit('replay.all', '', { ...named, count: String(done.length) });
    // What was refused again still fits: the next ones come after it.
    const last = done.at(AT_ONCE - 1);
    if (last) filters.set('after', last.entry.id);
    filters.set('did', writeTally(tallyOf(done.map(({ outcome }) => outcome))));
    return { next: `${PATH}?${filters}` };
  };
}

/** The filters, and after which entry to go on, where some have been repeated already. */
function toFormQuery(shown: LogFilterShown, after: string): URLSearchParams {
  const filters = toLogQuery(shown);
  const id = readClickId(after);
  if (filters.size > 0 && id) filters.set('after', id);
  return filters;
}

function cursorOf(filters: URLSearchParams): { newerThan?: string } {
  const after = filters.get('after');
  return after ? { newerThan: after } : {};
}

interface ReplayPageProps {
  readonly shown: LogFilterShown;
  readonly filters: URLSearchParams;
  readonly choices: LogChoices;
  readonly count: number;
  readonly preview: readonly Replayed[];
  /** What is wrong with the filters. */
  readonly problem: Phrase | null;
  /** What the last replay did. */
  readonly tally: Tally | null;
  /** What the word was just told to mean. */
  readonly mapped: Status | null;
}

function ReplayPage(props: ReplayPageProps) {
  const { shown, filters, choices, count, preview, problem, tally, mapped } = props;
  const text = useText();
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">{text('Postbacks')}</a> /
      </p>
      <h1>{text('Replay')}</h1>
      {mapped !== null && (
        <Notice>
          <Say
            phrase="«{word}» now means {status} in the flow {flow}."
            with={{
              word: <Foreign text={shown.word} />,
              status: mapped,
              flow: <Foreign text={shown.flow} />,
            }}
          />{' '}
          {count > 0 && text('These postbacks came before you said so:')}
        </Notice>
      )}
      {tally && <Done tally={tally} />}
      <LogFilters path={PATH} shown={shown} active={filters.size > 0} choices={choices} />
      {filters.size === 0 ? (
        <section class="empty">
          <p>{text('Say which postbacks are to be repeated: set a filter first.')}</p>
        </section>
      ) : count === 0 ? (
        <NothingLeft isDone={tally !== null} problem={problem} />
      ) : (
        <Ready filters={filters} count={count} preview={preview} />
      )}
    </>
  );
}

function Done({ tally }: { tally: Tally }) {
  const text = useText();
  const count = [...tally.values()].reduce((sum, each) => sum + each, 0);
  const outcomes = [...tally].map(([name, times]) => `${times} ${name}`).join(', ');
  return (
    <Notice>
      {count === 0
        ? text('There was nothing to repeat.')
        : text('Repeated {count}: {outcomes}.', { count, outcomes })}
    </Notice>
  );
}

function NothingLeft({ isDone, problem }: { isDone: boolean; problem: Phrase | null }) {
  const text = useText();
  if (!isDone) return <NothingFits path={PATH} problem={problem} />;
  return (
    <section class="empty">
      <p>
        {text('Nothing is left that fits.')} <a href="/console/logs">{text('Incoming postbacks')}</a> ·{' '}
        <a href="/console/leads">{text('Leads')}</a>
      </p>
    </section>
  );
}

function Ready({ filters, count, preview }: Pick<ReplayPageProps, 'filters' | 'count' | 'preview'>) {
  const text = useText();
  const isMore = count > AT_ONCE;
  return (
    <>
      <section class="actions">
        <form method="post" action={PATH}>
          <Hidden values={filters} />
          <button type="submit">
            {isMore
              ? text('Replay the oldest {max}', { max: AT_ONCE })
              : text('Replay all {count}', { count })}
          </button>
        </form>
        <p class="soft">
          {isMore && text('More than {max} fit; they are repeated {max} at a time.', { max: AT_ONCE })}{' '}
          {count > preview.length
            ? text('The oldest {shown} are shown, with what a replay would do now. Nothing is stored yet.', {
                shown: preview.length,
              })
            : text('Shown with what a replay would do now. Nothing is stored yet.')}
        </p>
      </section>
      <Table
        caption={text('Postbacks that fit, oldest first, and what a replay would change')}
        columns={replayedColumns}
        rows={preview}
        keyOf={({ entry }) => entry.id}
      />
    </>
  );
}
