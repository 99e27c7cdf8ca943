import { useText } from '../reader.tsx';

/** An empty list because of its filters. */
export function NothingFits({ path, isBadClick }: { path: string; isBadClick: boolean }) {
  const text = useText();
  return (
    <section class="empty">
      <p>
        {isBadClick
          ? text('That is no click ID: one has 32 hex digits, with or without dashes.')
          : text('Nothing fits these filters.')}{' '}
        <a href={path}>{text('Show everything')}</a>
      </p>
    </section>
  );
}
