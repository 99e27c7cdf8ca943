import { RANGES, type Range, type RangeName } from '../range.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

const NAMES: Readonly<Record<RangeName, Phrase>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': '7 days',
  '30d': '30 days',
};

interface RangeChoiceProps {
  readonly path: string;
  readonly range: Range;
  /** The one that is shown; undefined: all. */
  readonly flow: string | undefined;
  readonly flows: readonly (readonly [id: string, name: string])[];
}

/** Which days a page is about, usual ones by a link, others by their dates; and which flow. */
export function RangeChoice({ path, range, flow, flows }: RangeChoiceProps) {
  const { text } = useReader();
  return (
    <div class="range">
      <nav aria-label={text('Days')}>
        {RANGES.map((name) => (
          <a
            key={name}
            href={`${path}?${new URLSearchParams({ range: name, ...(flow !== undefined && { flow }) })}`}
            aria-current={name === range.name ? 'page' : undefined}
          >
            {text(NAMES[name])}
          </a>
        ))}
      </nav>
      <form action={path}>
        {flows.length > 1 && (
          <select name="flow" aria-label={text('Flow')}>
            <option value="">{text('All flows')}</option>
            {flows.map(([id, name]) => (
              <option key={id} value={id} selected={id === flow}>
                {name}
              </option>
            ))}
          </select>
        )}
        <input type="date" name="from" value={range.from} required aria-label={text('First day')} />
        <span aria-hidden="true">–</span>
        <input type="date" name="to" value={range.to} required aria-label={text('Last day')} />
        <button type="submit" class="quiet">
          {text('Filter')}
        </button>
      </form>
    </div>
  );
}

/** The same days for one flow, or for all. */
export function rangePath(path: string, { name, from, to }: Range, flow?: string): string {
  const days = name ? { range: name } : { from, to };
  return `${path}?${new URLSearchParams({ ...days, ...(flow !== undefined && { flow }) })}`;
}
