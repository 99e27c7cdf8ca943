import type { ComponentChildren } from 'preact';
import type { Rates } from '../../pipeline/convert-money.ts';
import type { Dimension } from '../../reports/count-bucket.ts';
import { allLeads, type Figures } from '../../reports/figures.ts';
import type { Slot } from '../../reports/read-figures.ts';
import type { Range } from '../range.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { writePart } from '../write-part.ts';
import { type FiguresRow, FiguresTable } from './figures-table.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { leadsPath } from './links.tsx';
import { rangePath } from './range-choice.tsx';

/** The figures of a range by what is named. */
export interface Breakdown {
  readonly dimension: Exclude<Dimension, ''>;
  /** The greatest first. */
  readonly top: ReadonlyMap<string, Figures>;
  /** Of all others together. */
  readonly rest: Figures;
}

interface BreakdownsProps {
  readonly range: Range;
  /** The one that the figures are of; undefined: of all. */
  readonly flow: string | undefined;
  readonly slots: readonly Slot[];
  readonly rates: Rates;
  readonly flowNames: ReadonlyMap<string, string>;
  readonly breakdowns: readonly Breakdown[];
}

/** Tables by day (of one day: by hour), flow, source and so on. */
export function Breakdowns({ range, flow, slots, rates, flowNames, breakdowns }: BreakdownsProps) {
  const { text, timeZone } = useReader();
  const time: Phrase = range.isOneDay ? 'By hour' : 'By day';
  const days = slots
    .filter(({ figures }) => figures.clicks + allLeads(figures) > 0)
    .map(({ begin, figures }) => dayRow(range, flow, writePart(begin, range, timeZone), figures))
    .reverse();
  return (
    <>
      {days.length > 0 && (
        <Part title={time}>
          <FiguresTable
            head={range.isOneDay ? 'Hour' : 'Day'}
            caption={text(time)}
            rates={rates}
            rows={days}
          />
        </Part>
      )}
      {breakdowns
        .filter(({ top }) => [...top.keys()].some((value) => value !== ''))
        .map(({ dimension, top, rest }) => (
          <Part key={dimension} title={NAMES[dimension].title}>
            <FiguresTable
              head={NAMES[dimension].head}
              caption={text(NAMES[dimension].title)}
              rates={rates}
              withClicks={dimension !== 'goal'}
              rows={[
                ...[...top].map(([value, figures]) => valueRow(range, dimension, value, flowNames, figures)),
                ...(rest.clicks + allLeads(rest) > 0
                  ? [{ key: '\0rest', name: <span class="soft">{text('Others')}</span>, figures: rest }]
                  : []),
              ]}
            />
          </Part>
        ))}
    </>
  );
}

const NAMES: Readonly<Record<Breakdown['dimension'], { readonly title: Phrase; readonly head: Phrase }>> = {
  flow: { title: 'By flow', head: 'Flow' },
  source: { title: 'By source (utm_source)', head: 'Source' },
  campaign: { title: 'By campaign (utm_campaign)', head: 'Campaign' },
  country: { title: 'By country', head: 'Country' },
  goal: { title: 'By goal', head: 'Goal' },
};

function Part({ title, children }: { title: Phrase; children: ComponentChildren }) {
  const { text } = useReader();
  return (
    <div class="part">
      <h2>{text(title)}</h2>
      {children}
    </div>
  );
}

function dayRow(range: Range, flow: string | undefined, name: string, figures: Figures): FiguresRow {
  const only = flow === undefined ? {} : { flow };
  const leads = range.isOneDay ? {} : { leads: leadsPath({ since: name, until: name, ...only }) };
  return { key: name, name, figures, ...leads };
}

function valueRow(
  range: Range,
  dimension: Breakdown['dimension'],
  value: string,
  flowNames: ReadonlyMap<string, string>,
  figures: Figures,
): FiguresRow {
  const flowName = dimension === 'flow' ? flowNames.get(value) : undefined;
  return {
    key: value,
    name:
      flowName === undefined ? (
        <Name dimension={dimension} value={value} />
      ) : (
        <a href={rangePath('/console/overview', range, value)}>
          <Foreign text={flowName} />
        </a>
      ),
    figures,
    ...(value !== '' && { leads: leadsPath({ since: range.from, until: range.to, [dimension]: value }) }),
  };
}

function Name({ dimension, value }: { dimension: Breakdown['dimension']; value: string }) {
  const { locale } = useReader();
  if (value === '') return <Nothing />;
  if (dimension !== 'country' || !/^[A-Z]{2}$/.test(value)) return <Foreign text={value} />;
  const name = new Intl.DisplayNames(locale, { type: 'region' }).of(value);
  return (
    <>
      {name} {name !== value && <span class="soft">{value}</span>}
    </>
  );
}
