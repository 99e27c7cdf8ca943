import type { LogDetail } from '../../storage/log.ts';
import { adviceFor } from '../advice.ts';
import { useText } from '../reader.tsx';
import { HelpLink } from './help-link.tsx';
import { Sentence } from './sentence.tsx';

/** The reason of a refusal and what to do; nothing where all went well. */
export function EntryVerdict({ entry }: { entry: LogDetail }) {
  const text = useText();
  const advice = adviceFor(entry);
  if (entry.error === null && advice.length === 0) return null;
  return (
    <section class={isTrouble(entry) ? 'alert' : 'note'}>
      {entry.error !== null && (
        <p>
          <HelpLink topic={`error-${entry.error}`}>{entry.error}</HelpLink>
          {entry.reason && (
            <>
              {' · '}
              <HelpLink topic={`reason-${entry.reason}`}>
                <strong>{entry.reason}</strong>
              </HelpLink>
            </>
          )}
          {entry.hint && (
            <>
              {': '}
              <Sentence text={entry.hint} />
            </>
          )}
        </p>
      )}
      {advice.map((line) => (
        <p key={line}>{text(line)}</p>
      ))}
    </section>
  );
}

function isTrouble({ error, settledBy }: LogDetail): boolean {
  return error !== null && error !== 'no-changes' && settledBy === null;
}
