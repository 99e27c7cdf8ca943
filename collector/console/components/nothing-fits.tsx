import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

interface NothingFitsProps {
  readonly path: string;
  readonly isBadClick?: boolean;
  /** What is wrong with a filter. */
  readonly problem?: Phrase | null;
}

/** An empty list because of its filters. */
export function NothingFits({ path, isBadClick, problem }: NothingFitsProps) {
  const text = useText();
  return (
    <section class="empty">
      <p>
        {problem
          ? text(problem)
          : isBadClick
            ? text('That is no click ID: one has 32 hex digits, with or without dashes.')
            : text('Nothing fits these filters.')}{' '}
        <a href={path}>{text('Show everything')}</a>
      </p>
    </section>
  );
}
