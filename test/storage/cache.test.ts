import { beforeEach, expect, it } from 'vitest';
import { type Cache, createCache } from '../../collector/storage/cache.ts';

let clock: number;
let asked: string[];
let answer: (id: string) => Promise<string | null>;
let cache: Cache<string>;
let ttl: number;
const find = (id: string) => cache.find(id);

beforeEach(() => {
  clock = 1_000_000;
  asked = [];
  answer = async (id) => `${id}!`;
  ttl = 1000;
  cache = createCache<string>(
    (id) => {
      asked.push(id);
      return answer(id);
    },
    { ttlMs: () => ttl, staleMs: 60_000, now: () => clock, max: 3 },
  );
});

const away = () => Promise.reject(new Error('away'));

it('asks once for askers of the same second, also where there is nothing', async () => {
  answer = async () => null;
  expect(await Promise.all([find('a'), find('a')])).toEqual([null, null]);
  clock += 999;
  await find('a');
  expect(asked).toEqual(['a']);
  clock += 1;
  answer = async () => 'new';
  expect(await find('a')).toBe('new');
});

it('serves the last answer while asking fails, asks each time, and gives up in the end', async () => {
  await find('a');
  answer = away;
  clock += 5000;
  expect(await find('a')).toBe('a!');
  expect(await find('a')).toBe('a!');
  expect(asked).toEqual(['a', 'a', 'a']);
  answer = async () => 'back';
  expect(await find('a')).toBe('back');
  answer = away;
  clock += 60_001;
  await expect(find('a')).rejects.toThrow('away');
});

it('remembers no failure', async () => {
  answer = away;
  await expect(find('a')).rejects.toThrow('away');
  answer = async () => 'back';
  expect(await find('a')).toBe('back');
});

it('keeps no more than it may', async () => {
  for (const id of ['a', 'b', 'c', 'd']) await find(id);
  await find('d');
  await find('a');
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'a']);
});

it('asks anew for what is out of date, and serves the old answer only while that fails', async () => {
  await find('a');
  await find('b');
  cache.outdate('a');
  answer = away;
  expect(await find('a')).toBe('a!');
  answer = async () => 'new';
  expect(await find('a')).toBe('new');
  expect(await find('b')).toBe('b!');
  cache.outdateAll();
  expect(await find('b')).toBe('new');
});

it('does not believe an answer that was on its way when it became out of date', async () => {
  let reply: (value: string) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      reply = resolve;
    });
  const early = find('a');
  cache.outdate('a');
  answer = async () => 'new';
  expect(await find('a')).toBe('new');
  reply('old');
  expect(await early).toBe('old');
  expect(await find('a')).toBe('new');
});

it('does not let an older question that fails take the newer answer away', async () => {
  let fail: (error: Error) => void = () => undefined;
  answer = () =>
    new Promise((_, reject) => {
      fail = reject;
    });
  const early = find('a');
  cache.outdate('a');
  answer = async () => 'new';
  await find('a');
  fail(new Error('away'));
  await expect(early).rejects.toThrow('away');
  expect(await find('a')).toBe('new');
  expect(asked).toEqual(['a', 'a']);
});

it('does not believe for longer what it fell back to', async () => {
  await find('a');
  clock += 2000;
  answer = away;
  await find('a');
  // Changes are heard of again: what was read before may not profit from it.
  ttl = 30_000;
  answer = async () => 'new';
  expect(await find('a')).toBe('new');
});
