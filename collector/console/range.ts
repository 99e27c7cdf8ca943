import { cleanText } from '../pipeline/clean-text.ts';
import type { Span } from '../reports/read-figures.ts';
import { instantOf, readWallTime, wallTime } from './zone.ts';

export const RANGES = ['today', 'yesterday', '7d', '30d'] as const;
export type RangeName = (typeof RANGES)[number];

/** Days of the reader, whole ones up to now. */
export interface Range extends Span {
  /** Null: a range of its own. */
  readonly name: RangeName | null;
  /** First and last day, `2031-05-01`. */
  readonly from: string;
  readonly to: string;
  /** Where the days begin; of a single day, its hours. */
  readonly parts: readonly Date[];
  readonly isOneDay: boolean;
  /** As many days before, up to the same time of day where the range has not ended. */
  readonly before: Span;
}

/** Of a range of its own. */
const MAX_DAYS = 366;
const HOUR_MS = 3600_000;

/** Reads `range=7d`, or `from=2031-05-01&to=2031-05-31`; what cannot be read is the last seven days. */
export function readRange(query: URLSearchParams, timeZone: string, now: Date): Range {
  const date = (name: string) => cleanText(query.get(name) ?? '', 10).text;
  const today = dayOf(now, timeZone);
  const [from, to] = [readDay(date('from'), timeZone), readDay(date('to'), timeZone)];
  if (from !== null && to !== null) {
    const last = Math.min(Math.max(from, to), today);
    const first = Math.max(Math.min(from, to, today), last - MAX_DAYS + 1);
    // The form has the dates also where a usual range was shown and only the flow was chosen.
    const usual = RANGES.find((name) => {
      const days = daysOf(name, today);
      return days.first === first && days.last === last;
    });
    return rangeOf(usual ?? null, first, last, timeZone, now);
  }
  const name = RANGES.find((each) => each === query.get('range')) ?? '7d';
  const { first, last } = daysOf(name, today);
  return rangeOf(name, first, last, timeZone, now);
}

function daysOf(name: RangeName, today: number): { readonly first: number; readonly last: number } {
  const last = name === 'yesterday' ? today - 1 : today;
  return { first: last - DAYS[name] + 1, last };
}

const DAYS: Readonly<Record<RangeName, number>> = { today: 1, yesterday: 1, '7d': 7, '30d': 30 };

/** `first` and `last`: numbers of days, see `dayOf`. */
function rangeOf(name: RangeName | null, first: number, last: number, timeZone: string, now: Date): Range {
  const count = last - first + 1;
  const beginOf = (day: number) => beginOfDay(day, timeZone);
  const [begin, end] = [beginOf(first), beginOf(last + 1)];
  const hours = Math.round((end.getTime() - begin.getTime()) / HOUR_MS);
  return {
    ...{ name, begin, end, from: writeDay(first), to: writeDay(last), isOneDay: count === 1 },
    parts:
      count === 1
        ? Array.from({ length: hours }, (_, hour) => new Date(begin.getTime() + hour * HOUR_MS))
        : Array.from({ length: count }, (_, index) => beginOf(first + index)),
    before: {
      begin: beginOf(first - count),
      end: end > now ? instantOf(wallDaysBefore(now, count, timeZone), timeZone) : begin,
    },
  };
}

const DAY_MS = 24 * HOUR_MS;

/** The number of a day of the reader's calendar, from 1970-01-01. */
function dayOf(at: Date, timeZone: string): number {
  const { year, month, day } = wallTime(at, timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function readDay(text: string, timeZone: string): number | null {
  return /^\d{4}-\d\d-\d\d$/.test(text) && readWallTime(text, timeZone) ? Date.parse(text) / DAY_MS : null;
}

function writeDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function beginOfDay(day: number, timeZone: string): Date {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return instantOf({ year, month, day: date.getUTCDate(), hour: 0, minute: 0 }, timeZone);
}

function wallDaysBefore(at: Date, days: number, timeZone: string) {
  const date = new Date((dayOf(at, timeZone) - days) * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return { ...wallTime(at, timeZone), year, month, day: date.getUTCDate() };
}
