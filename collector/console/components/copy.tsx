import { useText } from '../reader.tsx';

interface CopyProps {
  /** In the reader's language. */
  readonly label: string;
  readonly text: string;
}

/** A text to be copied; the script adds a button, which says what is in `data-…`. */
export function Copy({ label, text }: CopyProps) {
  const say = useText();
  return (
    <div class="copy" data-copy={say('Copy')} data-copied={say('Copied')} data-press={say('Press Ctrl+C')}>
      <p class="label">{label}</p>
      <pre class="code">{text}</pre>
    </div>
  );
}
