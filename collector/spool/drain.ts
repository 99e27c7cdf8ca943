import { writeCheckpoint } from './checkpoint.ts';
import type { FrameItem, SpooledRecord } from './frame.ts';
import type { Quarantine } from './quarantine.ts';
import { readSegment, type Segment } from './segment.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { ioError } from './spool-error.ts';
import type { SpoolFs } from './spool-fs.ts';

/**
 * What became of a record. `done`: it is where it belongs. `retry`: not now (the database is away); draining stops
 * before it. `poison`: never; it is set aside with the reason, which must not hold what the record says.
 */
export type Verdict =
  | { readonly kind: 'done' | 'retry' }
  | { readonly kind: 'poison'; readonly reason: string };

/**
 * Takes records in the order in which they were appended and returns a verdict for each of them, in the same order.
 * It has to know a record by its ID when it comes again: after a crash the last batches do. Behind the first `retry`
 * verdicts do not count: those records come again. A rejection is a `retry` of all of them.
 */
export type DrainHandler = (records: SpooledRecord[]) => Promise<Verdict[]>;

/** What a drain did, and why it ended: nothing is left, the consumer wants to go on later, or the spool was closed. */
export interface Drained {
  readonly done: number;
  readonly poisoned: number;
  readonly end: 'empty' | 'retry' | 'closed';
}

export interface DrainOptions {
  readonly fs: SpoolFs;
  readonly folder: string;
  /** Those that are not drained, oldest first. */
  readonly segments: Segment[];
  readonly writer: SegmentWriter;
  readonly quarantine: Quarantine;
  readonly now: () => number;
  /** Records in one call of the handler, at most. */
  readonly batch: number;
  /** Called for each record that is done or set aside. */
  readonly gone: (record: SpooledRecord) => void;
  /** Called with what went wrong without stopping the drain. */
  readonly failed: (error: unknown) => void;
}

export interface Drain {
  /** Rejects as the handler does, or with SpoolError `io`; what was done until then is kept. */
  run(handle: DrainHandler): Promise<Drained>;
  /** Ends the run after the batch that is being handled. */
  stop(): void;
}

export function createDrain(options: DrainOptions): Drain {
  const { fs, folder, segments, writer, quarantine, now, batch, gone, failed } = options;
  let stopped = false;

  async function run(handle: DrainHandler): Promise<Drained> {
    let done = 0;
    let poisoned = 0;
    while (!stopped) {
      const [segment] = segments;
      if (segment === undefined && !writer.busy()) return { done, poisoned, end: 'empty' };
      if (segment === undefined) {
        await writer.settled();
      } else if (segment.drained < segment.end) {
        const tally = await drainSegment(segment, handle);
        done += tally.done;
        poisoned += tally.poisoned;
        if (tally.retry) return { done, poisoned, end: 'retry' };
      } else if (writer.seal(segment)) {
        await remove(segment);
      } else {
        await writer.settled();
      }
    }
    return { done, poisoned, end: 'closed' };
  }

  /** Delivers what the segment holds by now. */
  async function drainSegment(segment: Segment, handle: DrainHandler) {
    const tally = { done: 0, poisoned: 0, retry: false };
    const { end } = segment;
    const items = await readSegment(fs, segment).catch((error) => {
      throw ioError('read what it holds', error);
    });
    for (let at = 0; at < items.length; at += batch) {
      if (stopped) return tally;
      await drainBatch(segment, items.slice(at, at + batch), handle, tally);
      if (tally.retry) return tally;
    }
    // Behind the last record there may be a torn write; it ends there, because such a segment is never appended to.
    segment.drained = end;
    return tally;
  }

  async function drainBatch(
    segment: Segment,
    items: readonly FrameItem[],
    handle: DrainHandler,
    tally: { done: number; poisoned: number; retry: boolean },
  ): Promise<void> {
    const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    segment.oldest = records[0]?.time ?? segment.oldest;
    const verdicts = records.length > 0 ? await handle(records) : [];
    let next = 0;
    try {
      for (const item of items) {
        if (item.kind === 'damage') {
          await setAsideDamage(segment, item.offset, item.bytes);
        } else {
          const verdict = verdicts[next] ?? { kind: 'retry' };
          next += 1;
          if (verdict.kind === 'retry') {
            tally.retry = true;
            segment.oldest = item.record.time;
            return;
          }
          if (verdict.kind === 'poison') await setAside(item.record, verdict.reason);
          tally[verdict.kind === 'done' ? 'done' : 'poisoned'] += 1;
          segment.left -= 1;
          gone(item.record);
        }
        segment.drained = item.end;
      }
    } finally {
      // A full disk must not keep the spool from being drained, which is what makes room.
      await writeCheckpoint(fs, folder, { segment: segment.name, offset: segment.drained }).catch(failed);
    }
  }

  async function setAside({ id, time, key, payload }: SpooledRecord, reason: string): Promise<void> {
    await put({ name: id, reason, since: now(), record: { id, time, key } }, payload);
  }

  async function setAsideDamage(segment: Segment, at: number, bytes: Buffer): Promise<void> {
    await put({ name: `${segment.name}-${at}`, reason: 'damaged', since: now(), record: null }, bytes);
  }

  async function put(entry: Parameters<Quarantine['put']>[0], payload: Buffer): Promise<void> {
    await quarantine.put(entry, payload).catch((error) => {
      throw ioError('set a record aside', error);
    });
  }

  /** Its checkpoint says that all of it is drained, should a power cut bring the file back. */
  async function remove(segment: Segment): Promise<void> {
    await fs.remove(segment.path).catch((error) => {
      throw ioError('remove what is drained', error);
    });
    segments.shift();
  }

  return {
    run,
    stop() {
      stopped = true;
    },
  };
}
