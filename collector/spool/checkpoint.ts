import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readWhole, replaceFile, type SpoolFs } from './spool-fs.ts';

/** How far a segment has been drained: the first byte that has not. */
export interface Checkpoint {
  readonly segment: string;
  readonly offset: number;
}

const FILE = 'checkpoint';

/**
 * Atomic, but not synced: a checkpoint that a power cut takes back costs nothing but records that are delivered again.
 */
export function writeCheckpoint(fs: SpoolFs, folder: string, { segment, offset }: Checkpoint): Promise<void> {
  const line = `${segment} ${offset}`;
  return replaceFile(fs, join(folder, FILE), Buffer.from(`${line} ${crc32(line)}\n`), false);
}

/** Null where there is none, or none that can be trusted: then draining starts at the first record there is. */
export async function readCheckpoint(fs: SpoolFs, folder: string): Promise<Checkpoint | null> {
  if (!(await fs.list(folder)).includes(FILE)) return null;
  const text = (await readWhole(fs, join(folder, FILE))).toString('latin1');
  const [, line = '', segment = '', offset, sum] = /^((\S+) (\d+)) (\d+)\n$/.exec(text) ?? [];
  return crc32(line) === Number(sum) ? { segment, offset: Number(offset) } : null;
}
