import { join } from 'node:path';
import { newId } from '../ids.ts';
import { createDrain, type Drained } from './drain.ts';
import { frameBytes, MAX_KEY_BYTES, MAX_TIME, type SpooledRecord } from './frame.ts';
import { loadSegments } from './load-segments.ts';
import { type FolderLock, takeLock } from './lock.ts';
import { createOrderKeys } from './order-keys.ts';
import { openQuarantine } from './quarantine.ts';
import { createSegmentWriter } from './segment-writer.ts';
import type { Spool, SpoolOptions, SpoolStats } from './spool.ts';
import { codeOf, ioError, SpoolError, SpoolFullError } from './spool-error.ts';
import { nodeFs, type SpoolFs } from './spool-fs.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Opens the store on disk that takes postbacks while the database is away.
 *
 * @throws SpoolError `held` where another process has the folder, `io` where the disk refuses
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { fs = nodeFs, lock = takeLock, folder } = options;
  let held: FolderLock | null = null;
  try {
    await fs.makeFolder(folder);
    held = await lock(folder);
    return await openLocked(options, fs, held);
  } catch (error) {
    await held?.release();
    throw ioError(`open «${folder}»`, error);
  }
}

async function openLocked(options: SpoolOptions, fs: SpoolFs, lock: FolderLock): Promise<Spool> {
  const { folder, maxBytes = 256 * MIB, maxRecordBytes = 256 * KIB, segmentBytes = 4 * MIB } = options;
  const { maxBatch = 256, drainBatch = 128, now = Date.now } = options;
  const keys = createOrderKeys();
  const quarantine = await openQuarantine(fs, join(folder, 'quarantine'));
  const { segments, nextNumber } = await loadSegments(fs, folder, ({ key }) => keys.add(key));
  /** Bytes of the records that are on their way to the disk. */
  let coming = 0;
  let full = false;
  let closed = false;
  let lastError: SpoolStats['lastError'] = null;
  let draining: Promise<Drained> | null = null;

  const writer = createSegmentWriter({
    fs,
    folder,
    firstNumber: nextNumber,
    segmentBytes,
    maxBatch,
    added: (segment) => segments.push(segment),
  });
  const drain = createDrain({
    fs,
    folder,
    segments,
    writer,
    quarantine,
    now,
    batch: drainBatch,
    gone: ({ key }) => keys.remove(key),
    failed: noteError,
  });

  function noteError(error: unknown): void {
    lastError = {
      at: now(),
      message: error instanceof SpoolError ? error.message : (codeOf(error) ?? 'unknown'),
    };
  }

  function bytesOnDisk(): number {
    return segments.reduce((sum, segment) => sum + segment.end, quarantine.bytes());
  }

  const isEmpty = () => segments.length === 0 && !writer.busy();

  return {
    async append(payload, { id = newId(), key: wanted = null, time = now() } = {}) {
      if (closed) throw closedError();
      const key = wanted === null ? null : wanted.toWellFormed();
      // A copy: the caller may reuse its buffer before the bytes are written.
      const record: SpooledRecord = { id, time, key, payload: Buffer.from(payload) };
      check(record, maxRecordBytes);
      const size = frameBytes(record);
      full = bytesOnDisk() + coming + size > maxBytes;
      if (full) throw new SpoolFullError(maxBytes);
      coming += size;
      // Before it is on disk: whoever asks from now on has to go behind it.
      keys.add(key);
      try {
        await writer.write(record);
        lastError = null;
        return id;
      } catch (error) {
        keys.remove(key);
        noteError(error);
        throw error;
      } finally {
        coming -= size;
      }
    },
    async drain(handle) {
      if (closed) throw closedError();
      draining ??= drain
        .run(handle)
        .then((result) => {
          // Records that were damaged since they were counted have left their keys behind.
          if (isEmpty()) keys.clear();
          return result;
        })
        .catch((error) => {
          if (error instanceof SpoolError) noteError(error);
          throw error;
        })
        .finally(() => {
          draining = null;
        });
      return draining;
    },
    isEmpty,
    holds: (key) => keys.has(key.toWellFormed()),
    stats: () => ({
      depth: segments.reduce((sum, { left }) => sum + left, 0),
      bytes: bytesOnDisk(),
      oldest: segments.find(({ left }) => left > 0)?.oldest ?? null,
      quarantined: quarantine.count(),
      full,
      lastError,
    }),
    quarantined: quarantine.list,
    readQuarantined: quarantine.read,
    dropQuarantined: quarantine.drop,
    async close() {
      if (closed) return;
      closed = true;
      drain.stop();
      await draining?.catch(() => undefined);
      await writer.settled();
      for (const segment of segments) writer.seal(segment);
      await lock.release();
    },
  };
}

function closedError(): SpoolError {
  return new SpoolError('closed', 'The spool is closed.');
}

/** What the frame has no room for must be refused before it reaches a batch, where it would fail its neighbours. */
function check({ id, key, time, payload }: SpooledRecord, maxRecordBytes: number): void {
  if (!/^[0-9a-f]{32}$/.test(id)) throw new TypeError('A record ID has 32 hex digits.');
  if (!Number.isInteger(time) || time < 0 || time > MAX_TIME)
    throw new TypeError('The instant of a record is in whole milliseconds since 1970.');
  if (key !== null && (key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES))
    throw new TypeError(`An order key has 1 to ${MAX_KEY_BYTES} bytes.`);
  if (payload.length > maxRecordBytes)
    throw new SpoolError(
      'too-large',
      `A record has at most ${maxRecordBytes} bytes, this one ${payload.length}.`,
    );
}
