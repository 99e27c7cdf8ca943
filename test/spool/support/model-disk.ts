import { setImmediate as later } from 'node:timers/promises';
import type { SpoolFile, SpoolFs } from '../../../collector/spool/spool-fs.ts';

/** Something that changed the disk, or a note of the test between such changes. */
export type Step =
  | { readonly kind: 'link'; readonly folder: string; readonly path: string; readonly file: number }
  | { readonly kind: 'rename'; readonly folder: string; readonly path: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly folder: string; readonly path: string }
  | { readonly kind: 'sync-folder'; readonly folder: string }
  | { readonly kind: 'write'; readonly file: number; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly size: number }
  | { readonly kind: 'sync'; readonly file: number }
  | { readonly kind: 'note'; readonly text: string };

/** Paths and what is in them. */
export type Content = ReadonlyMap<string, Buffer>;

export interface ModelDisk extends SpoolFs {
  /** Everything that happened, in order. */
  readonly steps: Step[];
  note(text: string): void;
}

export interface ModelDiskOptions {
  readonly content?: Content;
  /** Each change takes a turn of the event loop, so that notes stand where they belong. For recording. */
  readonly slow?: boolean;
  /** The change with this number fails; a write that fails has written half. */
  readonly failure?: { readonly at: number; readonly code: string };
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** A disk in memory that remembers each change to it. */
export function createModelDisk({
  content = new Map(),
  slow = false,
  failure,
}: ModelDiskOptions = {}): ModelDisk {
  const steps: Step[] = [];
  const names = new Map<string, number>();
  const files: Buffer[] = [];
  let changes = 0;
  for (const [path, bytes] of content) {
    names.set(path, files.length);
    files.push(Buffer.from(bytes));
  }

  async function change(step: Step, half?: Step): Promise<void> {
    if (slow) await later();
    const fails = changes === failure?.at;
    changes += 1;
    const real = fails ? half : step;
    if (real !== undefined) {
      steps.push(real);
      applyToFiles(files, real);
      applyToNames(names, real);
    }
    if (fails) throw Object.assign(new Error('The test wants it.'), { code: failure.code });
  }

  function numberOf(path: string): number {
    const file = names.get(path);
    if (file === undefined) throw Object.assign(new Error('Not there.'), { code: 'ENOENT' });
    return file;
  }

  function fileAt(file: number): SpoolFile {
    return {
      write(bytes, position) {
        const step = { kind: 'write', file, position } as const;
        return change({ ...step, bytes }, { ...step, bytes: bytes.subarray(0, bytes.length >> 1) });
      },
      read: async (position, length) =>
        Buffer.from(contentOf(files, file).subarray(position, position + length)),
      truncate: (size) => change({ kind: 'truncate', file, size }),
      sync: () => change({ kind: 'sync', file }),
      close: async () => undefined,
    };
  }

  return {
    steps,
    note: (text) => steps.push({ kind: 'note', text }),
    makeFolder: async () => undefined,
    list: async (folder) =>
      [...names.keys()]
        .filter((path) => folderOf(path) === folder)
        .map((path) => path.slice(folder.length + 1)),
    async create(path) {
      const file = files.push(Buffer.alloc(0)) - 1;
      await change({ kind: 'link', folder: folderOf(path), path, file });
      return fileAt(file);
    },
    openForReading: async (path) => fileAt(numberOf(path)),
    sizeOf: async (path) => contentOf(files, numberOf(path)).length,
    rename: (path, to) => change({ kind: 'rename', folder: folderOf(path), path, to }),
    remove: (path) => change({ kind: 'unlink', folder: folderOf(path), path }),
    syncFolder: (folder) => change({ kind: 'sync-folder', folder }),
  };
}

export function contentOf(files: readonly Buffer[], file: number): Buffer {
  return files[file] ?? Buffer.alloc(0);
}

export function applyToFiles(files: Buffer[], step: Step): void {
  if (step.kind === 'write')
    files[step.file] = overwrite(contentOf(files, step.file), step.position, step.bytes);
  if (step.kind === 'truncate') files[step.file] = contentOf(files, step.file).subarray(0, step.size);
}

export function applyToNames(names: Map<string, number>, step: Step): void {
  if (step.kind === 'link') names.set(step.path, step.file);
  if (step.kind === 'unlink') names.delete(step.path);
  if (step.kind === 'rename') {
    const file = names.get(step.path);
    // In a crash that lost the making of the file there is nothing to rename.
    if (file === undefined) return;
    names.delete(step.path);
    names.set(step.to, file);
  }
}

function overwrite(old: Buffer, position: number, bytes: Buffer): Buffer {
  const result = Buffer.alloc(Math.max(old.length, position + bytes.length));
  old.copy(result);
  bytes.copy(result, position);
  return result;
}
