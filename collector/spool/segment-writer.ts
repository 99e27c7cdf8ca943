import { encodeFrame, frameBytes, type SpooledRecord } from './frame.ts';
import { newSegment, type Segment } from './segment.ts';
import { ioError, type SpoolError } from './spool-error.ts';
import type { SpoolFile, SpoolFs } from './spool-fs.ts';

export interface SegmentWriterOptions {
  readonly fs: SpoolFs;
  readonly folder: string;
  /** Number of the next segment; those that are there have lower ones. */
  readonly firstNumber: number;
  /** A segment of this size is followed by a new one. */
  readonly segmentBytes: number;
  /** Records that share one fdatasync, at most. */
  readonly maxBatch: number;
  /** Called for each segment as soon as its first records are on disk. */
  readonly added: (segment: Segment) => void;
}

export interface SegmentWriter {
  /** Resolves when the record is on disk, in the order of the calls. Rejects with SpoolError `io`. */
  write(record: SpooledRecord): Promise<void>;
  /** Whether records wait or are being written. */
  busy(): boolean;
  /** Resolves when no record waits any more. */
  settled(): Promise<void>;
  /** True when the segment gets no more records; false while it is being written. */
  seal(segment: Segment): boolean;
}

interface Waiting {
  readonly record: SpooledRecord;
  resolve(): void;
  reject(error: SpoolError): void;
}

/**
 * Writes records into segments. Those that come while a write is on its way to the disk share the next one, so a lone
 * record never waits, and a crowd shares its fdatasync.
 */
export function createSegmentWriter(options: SegmentWriterOptions): SegmentWriter {
  const { fs, folder, segmentBytes, maxBatch, added } = options;
  let nextNumber = options.firstNumber;
  let active: { readonly segment: Segment; readonly file: SpoolFile } | null = null;
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    // Records that are appended in one go share the first write as well.
    await null;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        await commit(batch.map(({ record }) => record));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        await abandon();
        for (const { reject } of batch) reject(ioError('write', error));
      }
    }
    running = null;
  }

  /** No more than a segment's worth: what is drained is read into memory a segment at a time. */
  function takeBatch(): Waiting[] {
    const [first, ...others] = waiting.slice(0, maxBatch);
    const batch = first === undefined ? [] : [first];
    let bytes = first === undefined ? 0 : frameBytes(first.record);
    for (const each of others) {
      bytes += frameBytes(each.record);
      if (bytes > segmentBytes) break;
      batch.push(each);
    }
    waiting = waiting.slice(batch.length);
    return batch;
  }

  async function commit(records: readonly SpooledRecord[]): Promise<void> {
    active ??= await startSegment();
    const { segment, file } = active;
    const bytes = Buffer.concat(records.map((record) => encodeFrame(record, segment.seed)));
    await file.write(bytes, segment.end);
    await file.sync();
    const isNew = segment.end === 0;
    segment.end += bytes.length;
    if (segment.left === 0) segment.oldest = records[0]?.time ?? 0;
    segment.left += records.length;
    if (isNew) added(segment);
    if (segment.end >= segmentBytes) leave();
  }

  async function startSegment(): Promise<{ segment: Segment; file: SpoolFile }> {
    const segment = newSegment(folder, nextNumber);
    nextNumber += 1;
    const file = await fs.create(segment.path);
    try {
      // Without this a power cut could take the whole file, however well its content was synced.
      await fs.syncFolder(folder);
    } catch (error) {
      await file.close().catch(() => undefined);
      await fs.remove(segment.path).catch(() => undefined);
      throw error;
    }
    return { segment, file };
  }

  /**
   * After a failed write or sync nothing more goes into the segment: Linux drops the pages that it could not write and
   * reports that once, so a later sync would succeed over the hole. What was synced before stays. Cutting off the rest
   * is an attempt: where it fails too, a record that was refused may be delivered after a restart.
   */
  async function abandon(): Promise<void> {
    if (active === null) return;
    const { segment, file } = active;
    active = null;
    if (segment.end > 0) {
      await file.truncate(segment.end).catch(() => undefined);
      await file.sync().catch(() => undefined);
    }
    await file.close().catch(() => undefined);
    if (segment.end === 0) await fs.remove(segment.path).catch(() => undefined);
  }

  function leave(): void {
    // Its content is synced: what closing still reports says nothing about the records.
    active?.file.close().catch(() => undefined);
    active = null;
  }

  return {
    write(record) {
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        running ??= run();
      });
    },
    busy: () => running !== null,
    settled: async () => running ?? undefined,
    seal(segment) {
      if (active?.segment !== segment) return true;
      if (running !== null) return false;
      leave();
      return true;
    },
  };
}
