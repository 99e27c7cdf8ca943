import { cleanText } from '../pipeline/clean-text.ts';
import { instantOf, readWallTime } from './zone.ts';

/** A stretch of days as the form above a list has it: `2031-05-01`, or with a time `2031-05-01T12:30`. */
export interface PeriodShown {
  readonly since: string;
  readonly until: string;
}

export interface Period {
  readonly since?: Date;
  /** Not part of it any more. */
  readonly until?: Date;
}

export function readPeriod(query: URLSearchParams): PeriodShown {
  const read = (name: string) => cleanText(query.get(name) ?? '', 32).text.trim();
  return { since: read('since'), until: read('until') };
}

/** In the reader's time zone; the day `until` is part of it. Null where something is no date. */
export function toPeriod(shown: PeriodShown, timeZone: string): Period | null {
  const since = shown.since === '' ? undefined : readWallTime(shown.since, timeZone);
  const until = shown.until === '' ? undefined : readEnd(shown.until, timeZone);
  if (since === null || until === null) return null;
  return {
    ...(since ? { since: notBefore1970(since) } : {}),
    ...(until ? { until: notBefore1970(until) } : {}),
  };
}

function readEnd(text: string, timeZone: string): Date | null {
  const at = readWallTime(text, timeZone);
  if (at === null || text.length > 'yyyy-mm-dd'.length) return at;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return instantOf({ year, month, day: day + 1, hour: 0, minute: 0 }, timeZone);
}

/** IDs begin with milliseconds since then. */
function notBefore1970(at: Date): Date {
  return new Date(Math.max(0, at.getTime()));
}
