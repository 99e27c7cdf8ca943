import { useReader } from '../reader.tsx';
import { writeWallTime } from '../zone.ts';

/** An instant to the second, in the reader's time zone; the script adds the browser's own time as the title. */
export function Time({ at }: { at: Date }) {
  const { timeZone } = useReader();
  return (
    <time datetime={at.toISOString()} title={`${at.toISOString()} (UTC)`}>
      {writeWallTime(at, timeZone)}
    </time>
  );
}
