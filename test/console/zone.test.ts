import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  instantOf,
  isTimeZone,
  readWallTime,
  wallTime,
  writeWallTime,
} from '../../collector/console/zone.ts';

test.each([
  ['2031-05-01', 'UTC', '2031-05-01T00:00:00Z'],
  ['2031-05-01T12:30', 'Europe/Moscow', '2031-05-01T09:30:00Z'],
  ['2031-05-01 12:30:15', 'Asia/Kolkata', '2031-05-01T07:00:15Z'],
  ['2031-01-15T12:00', 'America/New_York', '2031-01-15T17:00:00Z'],
  ['2031-07-15T12:00', 'America/New_York', '2031-07-15T16:00:00Z'],
  // Clocks go from 2 to 3 on 30 March 2025 in Berlin: 2:30 is never shown.
  ['2025-03-30T02:30', 'Europe/Berlin', '2025-03-30T01:30:00Z'],
  ['2025-03-30T03:00', 'Europe/Berlin', '2025-03-30T01:00:00Z'],
  // And from 3 to 2 on 26 October: 2:30 is shown twice.
  ['2025-10-26T02:30', 'Europe/Berlin', '2025-10-26T00:30:00Z'],
  // A day that begins at one o'clock.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
])('%s in %s is %s', (text, zone, iso) => {
  expect(readWallTime(text, zone)).toEqual(new Date(iso));
});

test.each([
  '',
  'soon',
  '2031-13-01',
  '2031-02-30',
  '2031-05-01T24:00',
  '2031-05-01T12:60',
  '31-05-01',
  '2031-05-01T',
])('«%s» is no date', (text) => expect(readWallTime(text, 'UTC')).toBeNull());

test('what clocks show leads back to its instant, but for the hour that they show twice', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  );
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const second = new Date(Math.floor(at.getTime() / 1000) * 1000);
      const back = instantOf(wallTime(second, zone), zone);
      expect(writeWallTime(back, zone)).toBe(writeWallTime(second, zone));
      expect(second.getTime() - back.getTime()).toBeGreaterThanOrEqual(0);
      expect(second.getTime() - back.getTime()).toBeLessThanOrEqual(3600 * 1000);
    }),
  );
});

test('names that are no time zones are known', () => {
  expect(['UTC', 'Asia/Tokyo', '', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, true, false, false]);
});
