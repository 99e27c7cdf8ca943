import { expect, test } from 'vitest';
import { isOurs, mintClickId, readClickId } from '../../sdk/lib/click-id.ts';

const ID = '0192f3a4b5c67d8e9f00112233445566';

test.each([
  [ID, ID],
  ['0192F3A4-B5C6-7D8E-9F00-112233445566', ID],
  [` ${ID}\n`, ID],
  [ID.slice(1), undefined],
  [`${ID}0`, undefined],
  ['{click}', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [{ toString: (): string => ID }, ID],
])('reads %j as %j', (text, expected) => {
  expect(readClickId(text)).toBe(expected);
});

test('mints a UUIDv7 of the given instant', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  expect(mintClickId(now, () => 'f')).toBe(`${now.toString(16).padStart(12, '0')}7fff8fffffffffffffff`);
  expect(mintClickId(now, () => '0')).toBe(`${now.toString(16).padStart(12, '0')}70008000000000000000`);
});

test('mints IDs that it takes for its own, each another, in the order of time', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => mintClickId(1_700_000_000_000 + index));
  expect(new Set(ids).size).toBe(1000);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect([readClickId(id), isOurs(id)]).toEqual([id, true]);
  expect(isOurs('d41d8cd98f00b204e9800998ecf8427e')).toBe(false);
});
