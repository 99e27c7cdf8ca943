import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { adoptOrphans, claimSpool, type Spool } from '../../collector/spool/index.ts';
import { takeLock } from '../../collector/spool/lock.ts';
import { drainAll, makeTestFolder, openTestSpool } from './support/folder.ts';
import { startChild } from './support/start-child.ts';

it('gives a folder to one at a time', async () => {
  const folder = await makeTestFolder();
  const spool = await openTestSpool({ folder });
  await expect(openTestSpool({ folder })).rejects.toMatchObject({ kind: 'held' });
  await spool.close();
  await openTestSpool({ folder });
});

it('gives a folder to one of many that ask at once, also beside what dead ones left', async () => {
  const folder = await makeTestFolder();
  for (let round = 0; round < 10; round += 1) {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(held.length, `round ${round}`).toBe(1);
    await held[0]?.release();
  }
  expect((await readdir(folder)).length).toBe(1);
});

it('works in a folder whose path is too long for a socket', async () => {
  const folder = join(await makeTestFolder(), 'x'.repeat(120));
  await openTestSpool({ folder });
  await expect(openTestSpool({ folder })).rejects.toMatchObject({ kind: 'held' });
});

it('leaves the folder of a living process alone and takes that of a killed one', async () => {
  const parent = await makeTestFolder();
  const child = await startChild(join(parent, '0'));
  await child.acknowledged(3);
  const own = await claim(parent);
  await own.append('mine');
  expect(await adopt(parent)).toEqual([]);
  await child.kill();

  const orphans = await adopt(parent);
  for (const orphan of orphans) onTestFinished(() => orphan.close());
  expect(orphans.length).toBe(1);
  expect((await drainAll(orphans[0] as Spool)).length).toBeGreaterThanOrEqual(3);
  expect(await drainAll(own)).toEqual(['mine']);
  await orphans[0]?.close();
  expect(await adopt(parent)).toEqual([]);
  expect((await readdir(parent)).sort()).toEqual(['0', '1']);
});

it('adopts the others where one folder does not open', async () => {
  const parent = await makeTestFolder();
  const left = await openTestSpool({ folder: join(parent, '1') });
  await left.append('left');
  await left.close();
  await writeFile(join(parent, '0'), 'no folder');
  const failures: string[] = [];
  const [orphan, ...more] = await adoptOrphans(parent, {}, (folder, error) => {
    expect(error).toMatchObject({ kind: 'io' });
    failures.push(folder);
  });
  onTestFinished(() => orphan?.close());
  expect(failures).toEqual([join(parent, '0')]);
  expect(more).toEqual([]);
  expect(await drainAll(orphan as Spool)).toEqual(['left']);
});

it('adopts nothing where there is nothing', async () => {
  const parent = await makeTestFolder();
  await mkdir(join(parent, 'something-else'));
  const own = await claim(parent);
  expect(await adopt(parent)).toEqual([]);
  await own.append('one');
});

async function claim(parent: string): Promise<Spool> {
  const spool = await claimSpool(parent);
  onTestFinished(() => spool.close());
  return spool;
}

function adopt(parent: string): Promise<Spool[]> {
  return adoptOrphans(parent, {}, (folder, error) => {
    throw new Error(`${folder} does not open`, { cause: error });
  });
}
