import { applyToFiles, applyToNames, type Content, contentOf, type Step } from './model-disk.ts';

/** What a power cut makes of writes that were not synced; each is something that real disks do. */
const FATES = ['lost', 'kept', 'torn early', 'torn late', 'zeros', 'garbage'] as const;
type Fate = (typeof FATES)[number];

export interface Crash {
  /** Steps that had happened. */
  readonly at: number;
  readonly how: string;
  readonly content: Content;
}

/**
 * Every state in which the disk may be found after a crash at any step: after the end of the process (all steps are
 * there, the last write perhaps in part), and after a power cut (what was synced is there; of the rest, each fate of the
 * content with each set of surviving names: the first few, or all but one).
 */
export function* crashes(steps: readonly Step[]): Generator<Crash> {
  for (let at = 0; at <= steps.length; at += 1) {
    const done = steps.slice(0, at);
    yield { at, how: 'killed', content: stateOf(done, 'kept', () => true) };
    const next = steps[at];
    if (next?.kind === 'write') {
      const bytes = next.bytes.subarray(0, next.bytes.length >> 1);
      yield {
        at,
        how: 'killed in a write',
        content: stateOf([...done, { ...next, bytes }], 'kept', () => true),
      };
    }
    yield* powerCuts(done);
  }
}

function* powerCuts(done: readonly Step[]): Generator<Crash> {
  const pending = done.filter((step, index) => isName(step) && !isSynced(done, index));
  const survivors: [string, (step: Step) => boolean][] = [];
  for (let count = 0; count <= pending.length; count += 1) {
    survivors.push([`first ${count} names`, (step) => pending.indexOf(step) < count]);
    if (count < pending.length - 1)
      survivors.push([`all names but ${count}`, (step) => pending.indexOf(step) !== count]);
  }
  const seen = new Set<string>();
  for (const [names, survives] of survivors) {
    for (const fate of FATES) {
      const content = stateOf(done, fate, survives);
      const print = [...content].map(([path, bytes]) => `${path} ${bytes.toString('base64')}`).join('\n');
      if (seen.has(print)) continue;
      seen.add(print);
      yield { at: done.length, how: `power cut, ${names}, content ${fate}`, content };
    }
  }
}

const isName = ({ kind }: Step) => kind === 'link' || kind === 'rename' || kind === 'unlink';

function isSynced(done: readonly Step[], index: number): boolean {
  const step = done[index];
  return done.some((later, at) => {
    if (at < index || step === undefined) return false;
    if ('file' in step && step.kind !== 'link') return later.kind === 'sync' && later.file === step.file;
    return later.kind === 'sync-folder' && 'folder' in step && later.folder === step.folder;
  });
}

function stateOf(done: readonly Step[], fate: Fate, survives: (step: Step) => boolean): Content {
  const names = new Map<string, number>();
  const files: Buffer[] = [];
  for (const [index, step] of done.entries()) {
    if (isName(step)) {
      if (isSynced(done, index) || survives(step)) applyToNames(names, step);
    } else if (isSynced(done, index)) {
      applyToFiles(files, step);
    } else {
      const changed = meetFate(step, fate);
      if (changed !== null) applyToFiles(files, changed);
    }
  }
  return new Map([...names].map(([path, file]) => [path, contentOf(files, file)]));
}

function meetFate(step: Step, fate: Fate): Step | null {
  if (fate === 'kept') return step;
  if (step.kind !== 'write' || fate === 'lost') return null;
  const { bytes } = step;
  if (fate === 'torn early') return { ...step, bytes: bytes.subarray(0, Math.min(7, bytes.length)) };
  if (fate === 'torn late') return { ...step, bytes: bytes.subarray(0, bytes.length - 1) };
  return { ...step, bytes: Buffer.alloc(bytes.length, fate === 'zeros' ? 0 : 0xa5) };
}
