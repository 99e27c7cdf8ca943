import { STATUSES } from '../../pipeline/postback.ts';
import { Say, useText } from '../reader.tsx';
import { Foreign } from './foreign.tsx';

interface MapStatusProps {
  /** The log entry's page. */
  readonly entryPath: string;
  /** As the network wrote it. */
  readonly word: string;
  readonly flowId: string;
}

/** Tells what a status word means, where it was met. */
export function MapStatus({ entryPath, word, flowId }: MapStatusProps) {
  const text = useText();
  return (
    <section class="actions">
      <form method="post" action={`${entryPath}/map`}>
        <label class="inline">
          <span>
            <Say phrase="«{word}» means" with={{ word: <Foreign text={word} /> }} />
          </span>
          <select name="status" required>
            <option value="">{text('choose…')}</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {status}
              </option>
            ))}
          </select>
        </label>
        <span>
          <Say phrase="in the flow {flow}" with={{ flow: <Foreign text={flowId} /> }} />
        </span>
        <button type="submit">{text('Save')}</button>
      </form>
      <p class="soft">{text('From then on; those that have come are replayed on the next page.')}</p>
    </section>
  );
}
