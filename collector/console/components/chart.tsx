import { Fragment } from 'preact';

/** A column of a chart: what it is of, and its parts from below. */
export interface Bar {
  /** `2031-05-01: 12`. */
  readonly title: string;
  readonly parts: readonly { readonly tone: string; readonly size: number }[];
}

interface ChartProps {
  readonly id: string;
  /** In the reader's language, as all that follows. */
  readonly title: string;
  readonly description: string;
  readonly bars: readonly Bar[];
  readonly legend?: readonly { readonly tone: string; readonly name: string }[];
  readonly write: (size: number) => string;
  /** Of the first and the last bar. */
  readonly ends: readonly [first: string, last: string];
}

const HEIGHT = 100;
const STEP = 10;

/**
 * Stacked columns, drawn by the server. The drawing is stretched to its place, so that all text stands around it.
 * For who does not see it: the table below it says the same.
 */
export function Chart({ id, title, description, bars, legend = [], write, ends }: ChartProps) {
  const highest = Math.max(...bars.map(sizeOf));
  const top = niceTop(highest);
  return (
    <figure class="chart">
      <figcaption>
        <span class="name">{title}</span>
        <span class="legend">
          {legend.map(({ tone, name }) => (
            <span key={tone} class={`key ${tone}`}>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <p class="scale fine" aria-hidden="true">
        {highest > 0 && write(top)}
      </p>
      <svg
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        <path class="grid" d={`M0 0.5H${bars.length * STEP}M0 ${HEIGHT / 2}H${bars.length * STEP}`} />
        {bars.map((bar, index) => (
          <g key={bar.title}>
            <title>{bar.title}</title>
            <rect class="whole" x={index * STEP} y={0} width={STEP} height={HEIGHT} />
            <Parts bar={bar} x={index * STEP + 1} scale={HEIGHT / top} />
          </g>
        ))}
      </svg>
      <p class="ends fine" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </figure>
  );
}

function Parts({ bar, x, scale }: { bar: Bar; x: number; scale: number }) {
  let y = HEIGHT;
  return (
    <Fragment>
      {bar.parts.map(({ tone, size }) => {
        const height = size * scale;
        y -= height;
        if (height === 0) return null;
        return <rect key={tone} class={tone} x={x} y={round(y)} width={STEP - 2} height={round(height)} />;
      })}
    </Fragment>
  );
}

function sizeOf({ parts }: Bar): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

/** The next of 1, 2, 5, 10, 20, 50 and so on. */
function niceTop(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * power >= highest) ?? 10) * power;
}

function round(size: number): number {
  return Math.round(size * 100) / 100;
}
