import type { Knex } from 'knex';
import type { Rates } from '../../pipeline/convert-money.ts';
import { type Attention, findAttention } from '../../reports/attention.ts';
import { add, allLeads, type Figures, NO_FIGURES, subtract, sumOf } from '../../reports/figures.ts';
import { isBehind, readSlots, readTop, type Slot, visitorsOf } from '../../reports/read-figures.ts';
import { listFlows } from '../../storage/flows.ts';
import { listRates } from '../../storage/rates.ts';
import { AttentionList } from '../components/attention.tsx';
import { type Breakdown, Breakdowns } from '../components/breakdowns.tsx';
import { Charts } from '../components/charts.tsx';
import { leadsPath } from '../components/links.tsx';
import { NewAccount } from '../components/new-account.tsx';
import { RangeChoice, rangePath } from '../components/range-choice.tsx';
import { Tiles, type Totals } from '../components/tiles.tsx';
import type { Waiting } from '../components/waiting-line.tsx';
import type { Page } from '../page.ts';
import { type Range, readRange } from '../range.ts';
import { readFlow } from '../read-filter.ts';
import { useReader, useText } from '../reader.tsx';

const PATH = '/console/overview';

interface OverviewDeps {
  readonly knex: Knex;
  readonly now: () => Date;
  readonly waiting: () => Waiting | null;
}

/**
 * `/console/overview`: what came of some days, of all flows or of one, and what needs a person. Statistics are read, never
 * leads.
 */
export function createOverview(deps: OverviewDeps): Page {
  const { knex } = deps;
  return async ({ user, reader, text, query }) => {
    const { accountId } = user;
    const now = deps.now();
    const range = readRange(query, reader.timeZone, now);
    const flows = await listFlows(knex, accountId);
    const flow = readFlow(query) || undefined;
    if (flow !== undefined && !flows.some(({ id }) => id === flow)) return null;
    // What these tables are by is not told apart by flow.
    const tables = flow === undefined ? TABLES : [];
    const [slots, [before], rates, attention, behind, ...tops] = await Promise.all([
      readSlots(knex, accountId, range.parts, range.end, flow),
      readSlots(knex, accountId, [range.before.begin], range.before.end, flow),
      listRates(knex, accountId),
      findAttention(knex, user, now),
      isBehind(knex, accountId),
      ...tables.map(({ dimension, limit }) => readTop(knex, accountId, dimension, range, limit)),
    ]);
    const totals = sumUp(slots);
    const isEmpty = totals.figures.clicks === 0 && allLeads(totals.figures) === 0;
    const breakdowns = tables.map(({ dimension }, index): Breakdown => {
      const top = tops[index] ?? new Map<string, Figures>();
      return { dimension, top, rest: restOf(totals.figures, top, dimension === 'goal') };
    });
    const body = (
      <Overview
        range={range}
        flow={flow}
        slots={slots}
        totals={totals}
        before={sumUp(before ? [before] : [])}
        rates={new Map(rates.map(({ currency, usd }) => [currency, usd]))}
        flowNames={new Map(flows.map(({ id, name }) => [id, name]))}
        breakdowns={breakdowns}
        attention={attention}
        waiting={deps.waiting()}
        isBehind={behind}
        isNew={isEmpty && (await hasNothing(knex, accountId))}
      />
    );
    return { title: text('Overview'), section: 'overview', body };
  };
}

/** What the tables are by, with the rows that each shows. */
const TABLES = [
  { dimension: 'flow', limit: 15 },
  { dimension: 'source', limit: 10 },
  { dimension: 'campaign', limit: 10 },
  { dimension: 'country', limit: 10 },
  { dimension: 'goal', limit: 10 },
] as const;

function sumUp(slots: readonly Slot[]): Totals {
  return {
    figures: slots.reduce((sum, { figures }) => add(sum, figures), NO_FIGURES),
    visitors: visitorsOf(slots),
  };
}

function restOf(all: Figures, top: ReadonlyMap<string, Figures>, withoutClicks: boolean): Figures {
  return [...top.values()].reduce(subtract, withoutClicks ? { ...all, clicks: 0 } : all);
}

/** Whether nothing has ever come. */
async function hasNothing(knex: Knex, accountId: string): Promise<boolean> {
  const found = await Promise.all(
    ['click_stats', 'lead_stats'].map((table) =>
      knex(table).where({ account_id: accountId, dimension: '' }).first('account_id'),
    ),
  );
  return found.every((row) => row === undefined);
}

interface OverviewProps {
  readonly range: Range;
  /** The one that is asked for. */
  readonly flow: string | undefined;
  readonly slots: readonly Slot[];
  readonly totals: Totals;
  readonly before: Totals;
  readonly rates: Rates;
  readonly flowNames: ReadonlyMap<string, string>;
  readonly breakdowns: readonly Breakdown[];
  readonly attention: Attention;
  readonly waiting: Waiting | null;
  readonly isBehind: boolean;
  readonly isNew: boolean;
}

function Overview(props: OverviewProps) {
  const { range, flow, slots, totals, before, rates, flowNames, breakdowns } = props;
  const text = useText();
  return (
    <>
      <div class="bar">
        <h1>{text('Overview')}</h1>
        <RangeChoice path={PATH} range={range} flow={flow} flows={[...flowNames]} />
      </div>
      <AttentionList attention={props.attention} waiting={props.waiting} />
      {props.isBehind && (
        <p class="above soft" role="status">
          {text('Older days are being counted: their figures are not complete yet.')}
        </p>
      )}
      {props.isNew ? (
        <NewAccount flows={flowNames} />
      ) : (
        <>
          <Tiles
            {...{ now: totals, before, rates }}
            leads={leadsPath({ since: range.from, until: range.to, ...(flow !== undefined && { flow }) })}
          />
          <MissingRates figures={totals.figures} rates={rates} />
          <Charts range={range} slots={slots} rates={rates} />
          <Breakdowns {...{ range, flow, slots, rates, flowNames, breakdowns }} />
          {flow !== undefined && (
            <p class="part soft">
              {text('Visitors, sources, campaigns, countries and goals are kept for all flows together.')}{' '}
              <a href={rangePath(PATH, range)}>{text('Show all flows')}</a>
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Says which currencies could not be summed up, and where a rate is set. */
function MissingRates({ figures, rates }: { figures: Figures; rates: Rates }) {
  const { text, currency } = useReader();
  const { others } = sumOf(figures, ['approve', 'hold'], currency, rates);
  if (others.length === 0) return null;
  return (
    <p class="above soft">
      {text('No rate leads from {currencies} to {currency}: these sums stand beside the others.', {
        currencies: others.map(([each]) => each).join(', '),
        currency,
      })}{' '}
      <a href="/console/settings/rates">{text('Set rates')}</a>
    </p>
  );
}
