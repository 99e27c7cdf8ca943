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
  if (depth === 0 && quarantined === 0) return null;
  return (
    <p class="above" role="status">
      {depth > 0 && `${depth} ${depth === 1 ? 'postback waits' : 'postbacks wait'} for the database`}
      {depth > 0 && oldest !== null && (
        <>
          {' since '}
          <Time at={new Date(oldest)} /> UTC
        </>
      )}
      {depth > 0 && '. '}
      {quarantined > 0 &&
        `${quarantined} could not be applied: kept in the spool’s folder «quarantine», each with its reason.`}
    </p>
  );
}
