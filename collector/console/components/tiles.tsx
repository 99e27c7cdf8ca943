import type { ComponentChildren } from 'preact';
import type { Rates } from '../../pipeline/convert-money.ts';
import { STATUSES } from '../../pipeline/postback.ts';
import {
  allLeads,
  approvalRate,
  conversionRate,
  type Figures,
  perClick,
  type Sum,
  sumOf,
} from '../../reports/figures.ts';
import { writeShare } from '../numbers.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Count, Share, SumText } from './figures.tsx';
import { STATUS_HEADS } from './figures-table.tsx';
import { Foreign, Nothing } from './foreign.tsx';

/** What came of a time, and how many different people. */
export interface Totals {
  readonly figures: Figures;
  /** Null where they are not known: of one flow. */
  readonly visitors: number | null;
}

interface TilesProps {
  readonly now: Totals;
  /** As many days before. */
  readonly before: Totals;
  readonly rates: Rates;
  /** The list of these leads; it has a query, to which a status can be added. */
  readonly leads: string;
}

/** The main figures, each with its change against the time before. */
export function Tiles({ now, before, rates, leads }: TilesProps) {
  const { currency, text } = useReader();
  const sum = ({ figures }: Totals, ...which: ('approve' | 'hold')[]) =>
    sumOf(figures, which, currency, rates);
  const perClickOf = (totals: Totals) => perClick(sum(totals, 'approve', 'hold'), totals.figures.clicks);
  const clean = approvalRate(now.figures, true);
  return (
    <dl class="tiles">
      <Tile name="Clicks" delta={ratio(now.figures.clicks, before.figures.clicks)}>
        <Count count={now.figures.clicks} />
      </Tile>
      <Tile
        name="Unique visitors"
        delta={ratio(now.visitors ?? 0, before.visitors ?? 0)}
        title={text('By address and browser; off by some percent where there are thousands.')}
        note={now.visitors === null && text('kept for all flows together')}
      >
        {now.visitors === null ? (
          <Nothing />
        ) : (
          <>
            {now.visitors > 0 && '≈ '}
            <Count count={now.visitors} />
          </>
        )}
      </Tile>
      <Tile
        name="Leads"
        delta={ratio(allLeads(now.figures), allLeads(before.figures))}
        note={<Statuses figures={now.figures} leads={leads} />}
      >
        <Count count={allLeads(now.figures)} />
      </Tile>
      <Tile
        name="CR"
        title={text('Leads for each click')}
        delta={points(conversionRate(now.figures), conversionRate(before.figures))}
      >
        <Share share={conversionRate(now.figures)} />
      </Tile>
      <Tile
        name="Approval"
        title={text('Approved and on hold, of all leads')}
        delta={points(approvalRate(now.figures), approvalRate(before.figures))}
        note={
          now.figures.leads.trash > 0 && (
            <>
              {text('without trash')} <Share share={clean} />
            </>
          )
        }
      >
        <Share share={approvalRate(now.figures)} />
      </Tile>
      <Tile
        name="EPC"
        title={text('Revenue, confirmed and on hold, for each click')}
        delta={ofSums(perClickOf(now), perClickOf(before))}
      >
        <SumText sum={perClickOf(now)} />
      </Tile>
      <Tile
        name="Confirmed"
        delta={ofSums(sum(now, 'approve'), sum(before, 'approve'))}
        note={<Currencies figures={now.figures} which="approve" sum={sum(now, 'approve')} />}
      >
        <SumText sum={sum(now, 'approve')} />
      </Tile>
      <Tile
        name="On hold"
        delta={ofSums(sum(now, 'hold'), sum(before, 'hold'))}
        note={<Currencies figures={now.figures} which="hold" sum={sum(now, 'hold')} />}
      >
        <SumText sum={sum(now, 'hold')} />
      </Tile>
    </dl>
  );
}

interface TileProps {
  readonly name: Phrase;
  readonly title?: string;
  readonly delta: Delta | null;
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Tile({ name, title, delta, note, children }: TileProps) {
  const { text } = useReader();
  return (
    <div title={title}>
      <dt>{text(name)}</dt>
      <dd class="main">{children}</dd>
      {delta && <Change {...delta} />}
      {note && <dd class="fine">{note}</dd>}
    </div>
  );
}

function Statuses({ figures, leads }: { figures: Figures; leads: string }) {
  const { text } = useReader();
  return (
    <span class="statuses">
      {STATUSES.filter((status) => figures.leads[status] > 0).map((status) => (
        <a key={status} class={`key bar-${status}`} href={`${leads}&status=${status}`}>
          {text(STATUS_HEADS[status])} <Count count={figures.leads[status]} />
        </a>
      ))}
    </span>
  );
}

/** What a converted sum is made of; what could not be converted stands in the sum itself. */
function Currencies({ figures, which, sum }: { figures: Figures; which: 'approve' | 'hold'; sum: Sum }) {
  const parts = [...figures.revenue]
    .filter(([, revenue]) => !revenue[which].eq(0))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (sum.others.length > 0 || parts.every(([each]) => each === sum.currency)) return null;
  return (
    <>
      {parts.map(([each, revenue], index) => (
        <span key={each}>
          {index > 0 && ' · '}
          <SumText sum={{ amount: revenue[which], currency: each, others: [] }} />
        </span>
      ))}
    </>
  );
}

/** How much more than before: as a share of it, or for what is a share itself, in points. */
interface Delta {
  readonly by: number;
  readonly unit: 'share' | 'points';
}

function ratio(now: number, before: number): Delta | null {
  return before > 0 ? { by: now / before - 1, unit: 'share' } : null;
}

function points(now: number | null, before: number | null): Delta | null {
  return now === null || before === null ? null : { by: now - before, unit: 'points' };
}

/** Sums with a part that was not converted cannot be compared. */
function ofSums(now: Sum | null, before: Sum | null): Delta | null {
  if (now === null || before === null || now.others.length + before.others.length > 0) return null;
  return before.amount.gt(0) ? { by: now.amount.div(before.amount).toNumber() - 1, unit: 'share' } : null;
}

function Change({ by, unit }: Delta) {
  const { text, locale } = useReader();
  const size = writeShare(Math.abs(by), locale);
  const tone = by > 0.0005 ? 'up' : by < -0.0005 ? 'down' : 'same';
  const sign = { up: '+', down: '−', same: '±' }[tone];
  return (
    <dd class={`change ${tone}`}>
      <Foreign text={sign + (unit === 'points' ? size.replace('%', text('points')) : size)} />
    </dd>
  );
}
