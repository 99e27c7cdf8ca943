/** An empty list because of its filters. */
export function NothingFits({ path, isBadClick }: { path: string; isBadClick: boolean }) {
  return (
    <section class="empty">
      <p>
        {isBadClick
          ? 'That is no click ID: one has 32 hex digits, with or without dashes. '
          : 'Nothing fits these filters. '}
        <a href={path}>Show everything</a>
      </p>
    </section>
  );
}
