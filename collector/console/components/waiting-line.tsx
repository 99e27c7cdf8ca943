import { Say, useText } from '../reader.tsx';
import { Time } from './time.tsx';

/** What waits on disk for the database. */
export interface Waiting {
  readonly depth: number;
  /** Instant of the oldest; milliseconds since 1970. */
  readonly oldest: number | null;
  /** Postbacks that could not be applied and were set aside. */
  readonly quarantined: number;
}

/** One line, only where something waits or was set aside. */
export function WaitingLine({ depth, oldest, quarantined }: Waiting) {
  const text = useText();
  if (depth === 0 && quarantined === 0) return null;
  return (
    <p class="above" role="status">
      {depth > 0 && oldest === null && text('{n} postbacks wait for the database.', { n: depth })}
      {depth > 0 && oldest !== null && (
        <Say
          phrase="{n} postbacks wait for the database since {time}."
          n={depth}
          with={{ time: <Time at={new Date(oldest)} /> }}
        />
      )}{' '}
      {quarantined > 0 &&
        text('{n} could not be applied: kept in the spool’s folder «quarantine», each with its reason.', {
          n: quarantined,
        })}
    </p>
  );
}
