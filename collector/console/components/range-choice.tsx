import type { Range, RangeName } from '../range.ts';
import { RANGES } from '../range.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

const NAMES: Readonly<Record<RangeName, Phrase>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': '7 days',
  '30d': '30 days',
};

/** Which days a page is about: usual ones by a link, others by their dates. */
export function RangeChoice({ path, range }: { path: string; range: Range }) {
  const { text } = useReader();
  return (
    <div class="range">
      <nav aria-label={text('Days')}>
        {RANGES.map((name) => (
          <a
            key={name}
            href={`${path}?range=${name}`}
            aria-current={name === range.name ? 'page' : undefined}
          >
            {text(NAMES[name])}
          </a>
        ))}
      </nav>
      <form action={path}>
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
