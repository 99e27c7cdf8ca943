import type { Rates } from '../../pipeline/convert-money.ts';
import type { Status } from '../../pipeline/postback.ts';
import { allLeads, sumOf } from '../../reports/figures.ts';
import type { Slot } from '../../reports/read-figures.ts';
import { writeAmount, writeCount } from '../numbers.ts';
import type { Range } from '../range.ts';
import { useReader } from '../reader.tsx';
import { writePart } from '../write-part.ts';
import { Chart } from './chart.tsx';
import { STATUS_HEADS } from './figures-table.tsx';

interface ChartsProps {
  readonly range: Range;
  readonly slots: readonly Slot[];
  readonly rates: Rates;
}

/** How clicks, leads and revenue went, by day or by hour. */
export function Charts({ range, slots, rates }: ChartsProps) {
  const { text, locale, currency, timeZone } = useReader();
  const nameOf = ({ begin }: Slot) => writePart(begin, range, timeZone);
  const [first, last] = [slots[0], slots.at(-1)];
  const common = {
    ends: [first ? nameOf(first) : '', last ? nameOf(last) : ''] as const,
    description: text('The table below says the same.'),
  };
  const count = (size: number) => writeCount(Math.round(size), locale);
  return (
    <div class="charts">
      <Chart
        {...common}
        id="chart-clicks"
        title={text('Clicks')}
        write={count}
        bars={slots.map((slot) => ({
          title: `${nameOf(slot)}: ${count(slot.figures.clicks)}`,
          parts: [{ tone: 'bar-plain', size: slot.figures.clicks }],
        }))}
      />
      <Chart
        {...common}
        id="chart-leads"
        title={text('Leads')}
        write={count}
        legend={STACKED.map((status) => ({ tone: `bar-${status}`, name: text(STATUS_HEADS[status]) }))}
        bars={slots.map((slot) => ({
          title: `${nameOf(slot)}: ${count(allLeads(slot.figures))}`,
          parts: STACKED.map((status) => ({ tone: `bar-${status}`, size: slot.figures.leads[status] })),
        }))}
      />
      <Chart
        {...common}
        id="chart-revenue"
        title={`${text('Revenue')}, ${currency}`}
        write={count}
        legend={[
          { tone: 'bar-approve', name: text('Confirmed') },
          { tone: 'bar-hold', name: text('On hold') },
        ]}
        bars={slots.map((slot) => {
          const approve = sumOf(slot.figures, ['approve'], currency, rates).amount;
          const hold = sumOf(slot.figures, ['hold'], currency, rates).amount;
          return {
            title: `${nameOf(slot)}: ${writeAmount(approve.plus(hold), locale)} ${currency}`,
            // Heights of a drawing: here amounts may become floats.
            parts: [
              { tone: 'bar-approve', size: approve.toNumber() },
              { tone: 'bar-hold', size: hold.toNumber() },
            ],
          };
        })}
      />
    </div>
  );
}

/** From below: what pays first. */
const STACKED = ['approve', 'hold', 'new', 'cancel', 'trash'] as const satisfies readonly Status[];
