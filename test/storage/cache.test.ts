import { beforeEach, expect, it } from 'vitest';
import { cached, type Lookup } from '../../collector/storage/cache.ts';

let clock: number;
let asked: string[];
let answer: (id: string) => Promise<string | null>;
let find: Lookup<string>;

beforeEach(() => {
  clock = 1_000_000;
  asked = [];
  answer = async (id) => `${id}!`;
  find = cached<string>(
    (id) => {
      asked.push(id);
      return answer(id);
    },
    { ttlMs: 1000, staleMs: 60_000, now: () => clock, max: 3 },
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
