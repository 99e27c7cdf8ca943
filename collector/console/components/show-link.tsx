import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { writeWallTime } from '../zone.ts';

interface ShowLinkProps {
  readonly path: string;
  /** For who does not see the row; `{time}` in it. */
  readonly label: Phrase;
  readonly at: Date;
}

/** The button at the end of a row. */
export function ShowLink({ path, label, at }: ShowLinkProps) {
  const { text, timeZone } = useReader();
  return (
    <a class="button" href={path} aria-label={text(label, { time: writeWallTime(at, timeZone) })}>
      {text('Show')}
    </a>
  );
}
