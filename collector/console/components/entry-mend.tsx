import { isRepeatable } from '../../replay/repeat-request.ts';
import type { LogDetail } from '../../storage/log.ts';
import { useText } from '../reader.tsx';
import { MapStatus } from './map-status.tsx';

/** What can be done about a postback here and now. */
export function EntryMend({ entry }: { entry: LogDetail }) {
  const text = useText();
  const isUnmapped = entry.warnings.includes('unmapped-status') && entry.flowId !== null;
  const isMine = entry.accountId !== null && ['s2s', 'pixel'].includes(entry.channel);
  const path = `/console/logs/${entry.id}`;
  return (
    <>
      {isUnmapped && entry.settledBy === null && (
        <MapStatus entryPath={path} word={entry.statusWord} flowId={entry.flowId ?? ''} />
      )}
      {isMine && isRepeatable(entry) && (
        <section class="actions">
          <a class="button" href={`${path}/preview`}>
            {text('Preview a replay')}
          </a>
          <form method="post" action={`${path}/replay`}>
            <button type="submit" class="quiet">
              {text('Replay')}
            </button>
          </form>
          <p class="soft">{text('Repeats this request with today’s set-up.')}</p>
        </section>
      )}
    </>
  );
}
