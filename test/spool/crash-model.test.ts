import { expect, it } from 'vitest';
import type { SpoolFile, SpoolFs } from '../../collector/spool/spool-fs.ts';
import { createModelDisk, type ModelDisk } from './support/model-disk.ts';
import { findBroken, numberOf, openOn, payloadOf, runScenario } from './support/run-scenario.ts';

it('keeps every acknowledged record through a crash at any step', async () => {
  const { broken, states } = await findBroken(createModelDisk({ slow: true }));
  expect(broken).toEqual([]);
  expect(states).toBeGreaterThan(1000);
}, 60_000);

/** A disk whose files do something else than they are told. */
function withFiles(disk: ModelDisk, change: (file: SpoolFile) => Partial<SpoolFile>): SpoolFs {
  return {
    ...disk,
    async create(path) {
      const file = await disk.create(path);
      return { ...file, ...change(file) };
    },
  };
}

// Controls: a model that lets these pass proves nothing.
it.each<[string, (disk: ModelDisk) => SpoolFs]>([
  ['acknowledges before it syncs', (disk) => withFiles(disk, () => ({ sync: async () => undefined }))],
  [
    'acknowledges before it writes',
    (disk) =>
      withFiles(disk, (file) => ({
        write: async (bytes, position) => void file.write(bytes, position),
        sync: async () => void file.sync(),
      })),
  ],
  ['does not sync the name of a new file', (disk) => ({ ...disk, syncFolder: async () => undefined })],
])(
  'finds a spool that %s',
  async (_, break_) => {
    const disk = createModelDisk({ slow: true });
    const { broken } = await findBroken(disk, break_(disk));
    expect(broken.filter((fault) => fault.endsWith('was acknowledged and is lost'))).not.toEqual([]);
  },
  60_000,
);

it.each(['ENOSPC', 'EIO'])(
  'never acknowledges what a disk with %s did not take, at any call',
  async (code) => {
    const calls = createModelDisk();
    await runScenario(calls);
    const total = calls.steps.filter(({ kind }) => kind !== 'note').length;
    let refusals = 0;
    for (let at = 0; at < total; at += 1) {
      const disk = createModelDisk({ failure: { at, code } });
      await runScenario(disk);
      const notes = disk.steps.flatMap((step) => (step.kind === 'note' ? [step.text] : []));
      refusals += notes.filter((note) => note.startsWith('refused')).length;
      // The scenario ended with a full drain, unless that is what failed; the rest comes now.
      const spool = await openOn(disk);
      const rest: string[] = [];
      await spool.drain(async (records) =>
        records.map((record) => {
          expect(record.payload.toString()).toBe(payloadOf(numberOf(record)));
          rest.push(`done ${numberOf(record)}`);
          return { kind: 'done' };
        }),
      );
      await spool.close();
      const gone = new Set(
        [...notes, ...rest].filter((note) => /^(done|poison)/.test(note)).map((note) => note.split(' ')[1]),
      );
      for (const note of notes.filter((each) => each.startsWith('acknowledged')))
        expect(gone, `call ${at}: ${note}`).toContain(note.split(' ')[1]);
      // Without its restart, the spool must not deliver what it has refused.
      const refused = notes.filter((note) => note.startsWith('refused')).map((note) => note.split(' ')[1]);
      for (const number of refused) expect(notes, `call ${at}`).not.toContain(`done ${number}`);
    }
    expect(refusals).toBeGreaterThan(10);
  },
  60_000,
);

it('trusts no file whose sync has failed', async () => {
  const calls = createModelDisk();
  await runScenario(calls);
  const changes = calls.steps.filter(({ kind }) => kind !== 'note');
  const disk = createModelDisk({
    failure: { at: changes.findIndex(({ kind }) => kind === 'sync'), code: 'EIO' },
  });
  const spool = await openOn(disk);
  await expect(spool.append(payloadOf(1))).rejects.toMatchObject({ kind: 'io', cause: { code: 'EIO' } });
  expect(spool.isEmpty()).toBe(true);
  expect(spool.stats().lastError?.message).toContain('EIO');
  await spool.append(payloadOf(2));
  expect(spool.stats()).toMatchObject({ depth: 1, lastError: null });
  const written = disk.steps.flatMap((step) => (step.kind === 'write' ? [step.file] : []));
  expect(new Set(written).size).toBe(2);
  await spool.close();
});
