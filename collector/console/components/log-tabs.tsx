import { useText } from '../reader.tsx';

/** From one log to the other. */
export function LogTabs({ shown }: { shown: 'incoming' | 'outgoing' }) {
  const text = useText();
  return (
    <nav class="tabs" aria-label={text('Logs')}>
      <a href="/console/logs" aria-current={shown === 'incoming' ? 'page' : undefined}>
        {text('Incoming')}
      </a>
      <a href="/console/outgoing" aria-current={shown === 'outgoing' ? 'page' : undefined}>
        {text('Outgoing')}
      </a>
    </nav>
  );
}
