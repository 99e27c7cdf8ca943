import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { SpoolFullError, type Verdict } from '../../collector/spool/index.ts';
import { DONE, drainAll, makeTestFolder, openTestSpool, RETRY, textsOf } from './support/folder.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `record ${index}`);
const segmentsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith('.seg')).sort();

it('delivers in the order of the appends, with what was given, and is empty then', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder, segmentBytes: 500, now: () => 77 });
  const id = newId();
  await spool.append('first', { id, key: 'click', time: 5 });
  await Promise.all(names(100).map((name) => spool.append(Buffer.from(name))));
  expect(spool.stats()).toMatchObject({
    depth: 101,
    oldest: 5,
    quarantined: 0,
    full: false,
    lastError: null,
  });
  expect((await segmentsIn(folder)).length).toBeGreaterThan(1);

  const seen: string[] = [];
  const result = await spool.drain(async (records) => {
    if (seen.length === 0)
      expect(records[0]).toEqual({ id, key: 'click', time: 5, payload: Buffer.from('first') });
    seen.push(...textsOf(records));
    return records.map(() => DONE);
  });
  expect(seen).toEqual(['first', ...names(100)]);
  expect(result).toEqual({ done: 101, poisoned: 0, end: 'empty' });
  expect(spool.isEmpty()).toBe(true);
  expect(spool.stats()).toMatchObject({ depth: 0, bytes: 0, oldest: null });
  expect(await segmentsIn(folder)).toEqual([]);
});

it('stops at the first record that has to wait, and goes on there, also after a restart', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder, drainBatch: 4 });
  for (const name of names(10)) await spool.append(name);
  const seen: string[] = [];
  const result = await spool.drain(async (records) => {
    seen.push(...textsOf(records));
    return records.map((_, index) => (seen.length > 4 && index === 1 ? RETRY : DONE));
  });
  expect(result).toEqual({ done: 5, poisoned: 0, end: 'retry' });
  expect(seen).toEqual(names(8));
  expect(spool.stats().depth).toBe(5);
  await spool.close();
  const again = await openTestSpool({ folder });
  expect(again.stats().depth).toBe(5);
  expect(await drainAll(again)).toEqual(names(10).slice(5));
});

it.each<[string, () => Promise<Verdict[]>]>([
  ['rejects', () => Promise.reject(new Error('consumer'))],
  ['returns no verdicts', async () => []],
])('keeps everything when the consumer %s', async (_, handle) => {
  const spool = await openTestSpool();
  for (const name of names(3)) await spool.append(name);
  await spool.drain(handle).catch((error) => expect(error).toMatchObject({ message: 'consumer' }));
  expect(spool.stats().depth).toBe(3);
  expect(await drainAll(spool)).toEqual(names(3));
});

it('delivers what is appended while it drains behind the rest', async () => {
  const spool = await openTestSpool({ drainBatch: 2 });
  for (const name of names(4)) await spool.append(name);
  const seen: string[] = [];
  await spool.drain(async (records) => {
    if (seen.length === 0) await spool.append('late');
    else if (seen.length < 4) void spool.append('later');
    seen.push(...textsOf(records));
    return records.map(() => DONE);
  });
  expect(seen).toEqual([...names(4), 'late', 'later']);
  expect(spool.isEmpty()).toBe(true);
});

it('lets a second drain join the first', async () => {
  const spool = await openTestSpool();
  await spool.append('one');
  const [first, second] = await Promise.all([drainAll(spool), drainAll(spool)]);
  expect([first, second]).toEqual([['one'], []]);
});

it('sets poison and damage aside, exactly those, and shows them after a restart', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder, now: () => 9 });
  const id = newId();
  await spool.append('good');
  await spool.append('phone=+7900', { id, key: 'click' });
  await spool.append('to be damaged');
  await spool.append('last');
  await spool.close();
  const [segment = ''] = await segmentsIn(folder);
  const bytes = await readFile(join(folder, segment));
  bytes.write('B', bytes.indexOf('be damaged'));
  await writeFile(join(folder, segment), bytes);

  let clock = 10;
  const opened = await openTestSpool({ folder, now: () => clock++ });
  const seen: string[] = [];
  const result = await opened.drain(async (records) => {
    seen.push(...textsOf(records));
    return records.map((record) => (record.id === id ? { kind: 'poison', reason: 'SQLSTATE 22021' } : DONE));
  });
  expect(seen).toEqual(['good', 'phone=+7900', 'last']);
  expect(result).toEqual({ done: 2, poisoned: 1, end: 'empty' });
  await opened.close();

  const later = await openTestSpool({ folder });
  const [poison, damage, ...more] = later.quarantined();
  expect(poison).toEqual({
    name: id,
    reason: 'SQLSTATE 22021',
    since: expect.any(Number),
    record: { id, key: 'click', time: 9 },
    bytes: 11,
  });
  expect(damage).toMatchObject({ reason: 'damaged', record: null });
  expect(more).toEqual([]);
  expect(String(await later.readQuarantined(id))).toBe('phone=+7900');
  expect(String(await later.readQuarantined(damage?.name ?? ''))).toContain('to Be damaged');
  await later.dropQuarantined(id);
  expect(await later.readQuarantined(id)).toBeNull();
  expect(later.stats().quarantined).toBe(1);
});

it('knows which keys it holds from the call on until they are drained', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder });
  const first = spool.append('1', { key: 'a' });
  expect([spool.holds('a'), spool.holds('b'), spool.isEmpty()]).toEqual([true, false, false]);
  await first;
  await spool.append('2', { key: 'a' });
  await spool.append('3', { key: 'broken \ud800' });
  await spool.drain(async (records) => records.map((_, index) => (index === 0 ? DONE : RETRY)));
  expect(spool.holds('a')).toBe(true);
  await spool.close();
  const again = await openTestSpool({ folder });
  expect([again.holds('a'), again.holds('broken \ud800')]).toEqual([true, true]);
  await drainAll(again);
  expect([again.holds('a'), again.holds('broken \ud800')]).toEqual([false, false]);
});

it('refuses what is over its bounds, and takes records again when it was drained', async () => {
  const spool = await openTestSpool({ maxBytes: 1000, maxRecordBytes: 300 });
  await expect(spool.append('x'.repeat(301))).rejects.toMatchObject({ kind: 'too-large' });
  const results = await Promise.allSettled(Array.from({ length: 9 }, () => spool.append('x'.repeat(200))));
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(4);
  expect(results.at(-1)).toMatchObject({ reason: expect.any(SpoolFullError) });
  expect(spool.stats()).toMatchObject({ full: true, depth: 4, bytes: 960 });
  await drainAll(spool);
  await spool.append('again');
  expect(spool.stats().full).toBe(false);
});

it.each([
  { id: 'x' },
  { time: -1 },
  { time: 1.5 },
  { time: Number.NaN },
  { key: '' },
  { key: 'k'.repeat(70_000) },
])('refuses %j without harm to its neighbours', async (options) => {
  const spool = await openTestSpool();
  const good = spool.append('good');
  await expect(spool.append('bad', options)).rejects.toThrow(TypeError);
  await good;
  expect(await drainAll(spool)).toEqual(['good']);
});

it('keeps a copy: the caller may use its buffer again', async () => {
  const spool = await openTestSpool();
  const buffer = Buffer.from('before');
  const appended = spool.append(buffer);
  buffer.write('after!');
  await appended;
  expect(await drainAll(spool)).toEqual(['before']);
});

it('reads a checkpoint only where it can be trusted', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder });
  for (const name of names(3)) await spool.append(name);
  await spool.drain(async (records) => records.map((_, index) => (index < 2 ? DONE : RETRY)));
  await spool.close();
  await appendFile(join(folder, 'checkpoint'), '1');
  expect(await drainAll(await openTestSpool({ folder }))).toEqual(names(3));
});

it('takes nothing after it is closed, and closes with appends on their way', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder });
  const appended = spool.append('one');
  await spool.close();
  await appended;
  await expect(spool.append('two')).rejects.toMatchObject({ kind: 'closed' });
  await expect(drainAll(spool)).rejects.toMatchObject({ kind: 'closed' });
  expect(await drainAll(await openTestSpool({ folder }))).toEqual(['one']);
});

it('is readable for its own user alone', async () => {
  const folder = join(await makeTestFolder(), 'new', 'spool');
  const spool = await openTestSpool({ folder });
  await spool.append('contact');
  await spool.append('poison');
  await spool.drain(async (records) => [
    { kind: 'poison', reason: 'test' },
    ...records.slice(1).map(() => RETRY),
  ]);
  const modes = new Map<string, number>();
  for (const name of ['.', ...(await readdir(folder, { recursive: true }))]) {
    const { mode } = await stat(join(folder, name));
    if (!name.startsWith('lock-') && !name.endsWith('.sock')) modes.set(name, mode & 0o777);
  }
  expect(modes.size).toBe(5);
  for (const [name, mode] of modes)
    expect(mode, name).toBe(['.', 'quarantine'].includes(name) ? 0o700 : 0o600);
});
