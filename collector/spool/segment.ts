import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type FrameItem, readFrames } from './frame.ts';
import { readWhole, type SpoolFs } from './spool-fs.ts';

/** One file of records. It is only ever appended to by the process that made it, and removed when it is drained. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  /** They are drained in the order of their numbers. */
  readonly number: number;
  /** Secret start of its headers' checksums. In the name, because damage does not reach it there. */
  readonly seed: number;
  /** Bytes to read: those on disk for certain while it is written, the whole file when it was found. */
  end: number;
  /** The first byte that is not drained. */
  drained: number;
  /** Records in it that are not drained. */
  left: number;
  /** Instant of the oldest of them, to within a batch of the drain. */
  oldest: number;
}

export function newSegment(folder: string, number: number): Segment {
  const seed = randomBytes(4);
  return segmentAt(folder, `${String(number).padStart(10, '0')}-${seed.toString('hex')}.seg`, number, seed);
}

/** The segment of a file name; null where it is no segment's name. */
export function segmentOf(folder: string, name: string): Segment | null {
  const [, number, seed] = /^(\d{10,15})-([0-9a-f]{8})\.seg$/.exec(name) ?? [];
  if (number === undefined || seed === undefined) return null;
  return segmentAt(folder, name, Number(number), Buffer.from(seed, 'hex'));
}

function segmentAt(folder: string, name: string, number: number, seed: Buffer): Segment {
  return {
    name,
    path: join(folder, name),
    number,
    seed: seed.readUInt32BE(0),
    end: 0,
    drained: 0,
    left: 0,
    oldest: 0,
  };
}

/** What a segment holds that is not drained; the offsets of the items are those in the file. */
export async function readSegment(fs: SpoolFs, { path, seed, drained, end }: Segment): Promise<FrameItem[]> {
  if (drained >= end) return [];
  const items = readFrames(await readWhole(fs, path, end, drained), seed);
  return items.map((item) => ({ ...item, offset: item.offset + drained, end: item.end + drained }));
}
