/** A day and a time of day as a clock on the wall shows them. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks of a time zone show at an instant. */
export function wallTime(at: Date, timeZone: string): WallTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/**
 * The instant at which clocks of a time zone show this. Of an hour that clocks show twice it is the first, of one that
 * they skip the instant at which they do so by the offset from before.
 */
export function instantOf(
  wall: Omit<WallTime, 'second'> & { readonly second?: number },
  timeZone: string,
): Date {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second ?? 0);
  // The offset a day before is the one that holds until the clocks change.
  const before = wanted - offsetMs(new Date(wanted - DAY_MS), timeZone);
  if (before + offsetMs(new Date(before), timeZone) === wanted) return new Date(before);
  const after = wanted - offsetMs(new Date(wanted + DAY_MS), timeZone);
  return new Date(after + offsetMs(new Date(after), timeZone) === wanted ? after : before);
}

/** `2031-05-01 12:30:00`, as the reader's clocks show it. */
export function writeWallTime(at: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(at, timeZone);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** The same for very many instants: asks for the zone's offset once in a quarter of an hour, for it never changes within one. */
export function createWallClock(timeZone: string): (at: Date) => string {
  let quarter = Number.NaN;
  let offset = 0;
  return (at) => {
    const current = Math.floor(at.getTime() / QUARTER_MS);
    if (current !== quarter) {
      quarter = current;
      offset = offsetMs(at, timeZone);
    }
    return new Date(at.getTime() + offset).toISOString().slice(0, 19).replace('T', ' ');
  };
}

const QUARTER_MS = 15 * 60_000;

/** Reads `2031-05-01` or `2031-05-01T12:30`, with seconds or without, of a time zone. Null where it is no date. */
export function readWallTime(text: string, timeZone: string): Date | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?)?$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const isDate = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month <= 12;
  if (!isDate || hour > 23 || minute > 59 || second > 59) return null;
  return instantOf({ year, month, day, hour, minute, second }, timeZone);
}

/** Names to choose from; others that are time zones may be typed. */
export const TIME_ZONES: readonly string[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

const DAY_MS = 24 * 3600 * 1000;

function offsetMs(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallTime(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
