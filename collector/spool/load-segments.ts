import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import type { SpooledRecord } from './frame.ts';
import { readSegment, type Segment, segmentOf } from './segment.ts';
import type { SpoolFs } from './spool-fs.ts';

export interface LoadedSegments {
  /** Those with something to drain, oldest first. */
  readonly segments: Segment[];
  readonly nextNumber: number;
}

/** Finds the segments that an earlier process left and tells `found` of each record that is not drained. */
export async function loadSegments(
  fs: SpoolFs,
  folder: string,
  found: (record: SpooledRecord) => void,
): Promise<LoadedSegments> {
  const checkpoint = await readCheckpoint(fs, folder);
  const all = (await fs.list(folder))
    .map((name) => segmentOf(folder, name))
    .filter((segment) => segment !== null)
    .sort((a, b) => a.number - b.number);
  const segments: Segment[] = [];
  for (const segment of all) {
    segment.end = await fs.sizeOf(segment.path);
    if (segment.name === checkpoint?.segment) segment.drained = checkpoint.offset;
    const items = await readSegment(fs, segment);
    if (items.length === 0) {
      await fs.remove(segment.path);
      continue;
    }
    for (const item of items) {
      if (item.kind === 'damage') continue;
      if (segment.left === 0) segment.oldest = item.record.time;
      segment.left += 1;
      found(item.record);
    }
    segments.push(segment);
  }
  return { segments, nextNumber: Math.max(0, numberOf(checkpoint), ...all.map(({ number }) => number)) + 1 };
}

function numberOf(checkpoint: Checkpoint | null): number {
  return checkpoint === null ? 0 : (segmentOf('', checkpoint.segment)?.number ?? 0);
}
