import { beforeEach, expect, it } from 'vitest';
import { createBuckets } from '../../collector/http/token-buckets.ts';

let clock: number;
const now = () => clock;

beforeEach(() => {
  clock = 5000;
});

it('lets a fifth of a minute through at once, then one after the other', () => {
  const take = createBuckets({ perMinute: 60, now });
  const burst = Array.from({ length: 12 }, () => take('a'));
  expect(burst.every((each) => each === null)).toBe(true);
  expect(take('a')).toEqual({ retryAfterS: 1, isFirst: true });
  clock += 999;
  expect(take('a')).toMatchObject({ retryAfterS: 1 });
  clock += 1;
  expect(take('a')).toBe(null);
  expect(take('a')).toMatchObject({ retryAfterS: 1 });
  expect(take('b')).toBe(null);
});

it('asks to come again when there is room', () => {
  const take = createBuckets({ perMinute: 2, now });
  expect(take('a')).toBe(null);
  expect(take('a')).toMatchObject({ retryAfterS: 30 });
  clock += 30_000;
  expect(take('a')).toBe(null);
});

it('tells of a bucket once a minute', () => {
  const take = createBuckets({ perMinute: 1, now });
  take('a');
  take('b');
  expect([take('a'), take('a'), take('b')].map((each) => each?.isFirst)).toEqual([true, false, true]);
  clock += 30_000;
  expect(take('a')?.isFirst).toBe(false);
  clock += 30_000;
  expect(take('a')).toBe(null);
  expect(take('a')?.isFirst).toBe(true);
});

it('keeps no more buckets than it may, and those in use', () => {
  const take = createBuckets({ perMinute: 1, now, max: 3 });
  for (const name of ['a', 'b', 'c', 'a', 'd']) take(name);
  expect(take('a')).not.toBe(null);
  expect(take('b')).toBe(null);
});

it('has no limit where there is none', () => {
  const take = createBuckets({ perMinute: 0, now });
  expect(Array.from({ length: 1000 }, () => take('a')).every((each) => each === null)).toBe(true);
});
