import type { Range } from './range.ts';
import { writeWallTime } from './zone.ts';

/** A part of a range in the reader's time zone: `2031-05-01`, or of a single day `13:00`. */
export function writePart(begin: Date, { isOneDay }: Range, timeZone: string): string {
  const wall = writeWallTime(begin, timeZone);
  return isOneDay ? wall.slice(11, 16) : wall.slice(0, 10);
}
