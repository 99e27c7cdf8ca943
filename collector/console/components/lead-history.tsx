import type { HistoryShown } from '../../storage/leads.ts';
import { useText } from '../reader.tsx';
import { Changes } from './changes.tsx';
import { Foreign } from './foreign.tsx';
import { Channel } from './log-columns.tsx';
import { Time } from './time.tsx';

/** Who changed what and when, each with the postback that did it. */
export function LeadHistory({ history }: { history: readonly HistoryShown[] }) {
  const text = useText();
  return (
    <section>
      <h2>{text('History')}</h2>
      <ol class="history">
        {history.map(({ at, who, by, changes, logId }) => (
          <li key={logId}>
            <p class="soft">
              <Time at={at} /> · <Channel channel={who} />
              {by !== null && (
                <>
                  {', '}
                  <Foreign text={by} />
                </>
              )}
              {' · '}
              <a href={`/console/logs/${logId}`}>{text('postback')}</a>
            </p>
            <Changes changes={changes} />
          </li>
        ))}
      </ol>
    </section>
  );
}
