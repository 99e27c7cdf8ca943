import { openSpool, type Spool, type SpooledRecord } from '../../../collector/spool/index.ts';
import type { SpoolFs } from '../../../collector/spool/spool-fs.ts';
import { type Crash, crashes } from './crashes.ts';
import { createModelDisk, type ModelDisk, type Step } from './model-disk.ts';

const FOLDER = '/spool';
const RECORDS = 14;
const POISON = 5;
const noLock = async () => ({ release: async () => undefined });

/** Opens a spool on a model disk: small files, so that they are changed often. */
export function openOn(fs: SpoolFs): Promise<Spool> {
  return openSpool({
    folder: FOLDER,
    fs,
    lock: noLock,
    segmentBytes: 250,
    drainBatch: 2,
    maxBatch: 3,
    now: () => 1,
  });
}

/** The payload of the record with a number: of different lengths, and with what looks like a frame in it. */
export function payloadOf(number: number): string {
  return `${number}:SPL1${'x'.repeat((number * 13) % 40)}`;
}

export function numberOf({ payload }: SpooledRecord): number {
  return Number.parseInt(payload.toString(), 10);
}

/**
 * Appends alone and in groups, drains with a consumer that goes away and finds poison, and appends meanwhile. The notes
 * on the disk tell which records were acknowledged, refused, done and set aside.
 */
export async function runScenario(disk: ModelDisk, fs: SpoolFs = disk): Promise<void> {
  const spool = await openOn(fs);
  let next = 0;
  const append = async (count: number) => {
    await Promise.all(
      Array.from({ length: count }, async () => {
        const number = next;
        next += 1;
        await spool.append(payloadOf(number)).then(
          () => disk.note(`acknowledged ${number}`),
          () => disk.note(`refused ${number}`),
        );
      }),
    );
  };
  const drain = async (limit: number) => {
    let taken = 0;
    const draining = spool.drain(async (records) =>
      records.map((record) => {
        taken += 1;
        if (taken > limit) return { kind: 'retry' };
        const number = numberOf(record);
        disk.note(`${number === POISON ? 'poison' : 'done'} ${number}`);
        return number === POISON ? { kind: 'poison', reason: '22021' } : { kind: 'done' };
      }),
    );
    await draining.catch(() => undefined);
  };
  await append(1);
  await append(4);
  await drain(3);
  await append(3);
  await Promise.all([drain(5), append(4)]);
  await append(RECORDS - next);
  await drain(RECORDS);
  await spool.close();
}

/** Records the scenario, crashes it at every step in every way, and returns what came of it against the promise. */
export async function findBroken(
  disk: ModelDisk,
  fs?: SpoolFs,
): Promise<{ broken: string[]; states: number }> {
  await runScenario(disk, fs);
  const broken: string[] = [];
  let states = 0;
  for (const crash of crashes(disk.steps)) {
    states += 1;
    for (const fault of await checkCrash(crash, notesOf(disk.steps.slice(0, crash.at)))) {
      broken.push(`step ${crash.at}, ${crash.how}: ${fault}`);
    }
  }
  return { broken, states };
}

function notesOf(steps: readonly Step[]): Map<string, number[]> {
  const notes = new Map<string, number[]>();
  for (const step of steps) {
    if (step.kind !== 'note') continue;
    const [what = '', number] = step.text.split(' ');
    notes.set(what, [...(notes.get(what) ?? []), Number(number)]);
  }
  return notes;
}

/** Opens what the crash left, drains it, and compares. */
async function checkCrash({ content, how }: Crash, notes: Map<string, number[]>): Promise<string[]> {
  const faults: string[] = [];
  const spool = await openOn(createModelDisk({ content }));
  const { depth } = spool.stats();
  const delivered: number[] = [];
  await spool.drain(async (records) =>
    records.map((record) => {
      const number = numberOf(record);
      if (record.payload.toString() !== payloadOf(number)) faults.push(`${number} is not what was appended`);
      delivered.push(number);
      return { kind: 'done' };
    }),
  );
  const finished = new Set([...(notes.get('done') ?? []), ...(notes.get('poison') ?? [])]);
  for (const number of notes.get('acknowledged') ?? []) {
    if (!finished.has(number) && !delivered.includes(number))
      faults.push(`${number} was acknowledged and is lost`);
  }
  const aside = spool.quarantined().map(({ record }) => record?.id);
  if (notes.has('poison') && !aside.some((id) => id !== undefined) && !delivered.includes(POISON))
    faults.push('the poisonous record is neither set aside nor delivered again');
  if (delivered.some((number, index) => index > 0 && number <= (delivered[index - 1] ?? 0)))
    faults.push(`the order is ${delivered.join(' ')}`);
  if (depth !== delivered.length) faults.push(`depth ${depth} for ${delivered.length} records`);
  const again = delivered.filter((number) => finished.has(number));
  // Two records are one batch of the drain. Only a power cut takes checkpoints back.
  if (how.startsWith('killed') && again.length > 2)
    faults.push(`delivered again after a kill: ${again.join(' ')}`);
  if (!how.includes('garbage') && aside.includes(undefined)) faults.push('a torn write was taken for damage');
  if (!spool.isEmpty()) faults.push('not empty after draining');
  // What is left must take records again.
  await spool.append(payloadOf(99));
  await spool.close();
  return faults;
}
