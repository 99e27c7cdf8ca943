import type { ComponentChildren } from 'preact';
import { useText } from '../reader.tsx';

interface LiveSwitchProps {
  readonly path: string;
  readonly filters: URLSearchParams;
  readonly isOn: boolean;
}

/** Turns a list into one that grows by itself, and back. */
export function LiveSwitch({ path, filters, isOn }: LiveSwitchProps) {
  const text = useText();
  const query = new URLSearchParams(filters);
  if (!isOn) query.set('live', '1');
  return (
    <a class={isOn ? 'button live on' : 'button live'} href={query.size > 0 ? `${path}?${query}` : path}>
      {isOn ? text('Live: stop') : text('Live')}
    </a>
  );
}

interface LiveTailProps {
  readonly isOn: boolean;
  /** The ID of the first row; empty where there is none. */
  readonly newest: string;
  readonly children: ComponentChildren;
}

/** The list; where it is live, the script (`assets/live.js`) puts on top of it what is new. */
export function LiveTail({ isOn, newest, children }: LiveTailProps) {
  const text = useText();
  if (!isOn) return <>{children}</>;
  return (
    <>
      <p
        class="soft tail"
        role="status"
        data-new={text('New: {count}', {})}
        data-lost={text('No connection. Trying again…')}
        data-ended={text('The list has stopped: reload the page.')}
      >
        {text('What comes in appears here by itself.')}
      </p>
      <div data-live={newest}>{children}</div>
    </>
  );
}
