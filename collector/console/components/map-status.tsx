import { STATUSES } from '../../pipeline/postback.ts';
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
  return (
    <section class="actions">
      <form method="post" action={`${entryPath}/map`}>
        <label class="inline">
          <span>
            «<Foreign text={word} />» means
          </span>
          <select name="status" required>
            <option value="">choose…</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {status}
              </option>
            ))}
          </select>
        </label>
        <span>
          in the flow <Foreign text={flowId} />
        </span>
        <button type="submit">Save</button>
      </form>
      <p class="soft">From then on; those that have come are replayed on the next page.</p>
    </section>
  );
}
