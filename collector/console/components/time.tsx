/** An instant in UTC, to the second; the script adds the reader's own time as the title. */
export function Time({ at }: { at: Date }) {
  const iso = at.toISOString();
  return (
    <time datetime={iso} title={`${iso} (UTC)`}>
      {`${iso.slice(0, 10)} ${iso.slice(11, 19)}`}
    </time>
  );
}
