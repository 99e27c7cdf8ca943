import type { Drained, DrainHandler } from './drain.ts';
import type { FolderLock } from './lock.ts';
import type { QuarantinedRecord } from './quarantine.ts';
import type { SpoolFs } from './spool-fs.ts';

export interface SpoolOptions {
  /** This process's own; made where it is missing. It and its files are for the collector's user alone. */
  readonly folder: string;
  /** Bound of everything in it, what is set aside included; 256 MiB, which is about 400,000 postbacks of 600 bytes. */
  readonly maxBytes?: number;
  /** Bound of one payload; 256 KiB. */
  readonly maxRecordBytes?: number;
  /** A file of this size is followed by a new one; 4 MiB. Draining reads one into memory, and frees whole files. */
  readonly segmentBytes?: number;
  /** Records that share one fdatasync, at most; 256. */
  readonly maxBatch?: number;
  /** Records in one call of the drain's handler, at most; 128. So many come again after a crash while draining. */
  readonly drainBatch?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly fs?: SpoolFs;
  readonly lock?: (folder: string) => Promise<FolderLock>;
}

export interface AppendOptions {
  /** 32 hex digits, a new UUIDv7 where it is missing. The drain's handler knows a repeated record by it. */
  readonly id?: string;
  /** Records of one key must not overtake each other: the click ID. */
  readonly key?: string | null;
  /** The instant that the record stands for; now where it is missing. Milliseconds since 1970. */
  readonly time?: number;
}

export interface SpoolStats {
  /** Records on disk that are not drained. */
  readonly depth: number;
  /** On disk, what is set aside included. */
  readonly bytes: number;
  /** Instant of the oldest record that is not drained; null where there is none. Milliseconds since 1970. */
  readonly oldest: number | null;
  readonly quarantined: number;
  /** The last append was refused because the bound is reached. */
  readonly full: boolean;
  /** What the disk said last; null once it takes records again. */
  readonly lastError: { readonly at: number; readonly message: string } | null;
}

export interface Spool {
  /**
   * Resolves with the record's ID when it is on disk. Rejects with SpoolFullError, or with SpoolError `too-large`, `io`
   * or `closed`: then the sender must not be told that it is safe. (After `io` and a crash it may still be delivered.)
   */
  append(payload: Buffer | string, options?: AppendOptions): Promise<string>;
  /**
   * Delivers the records, oldest first, also those that are appended meanwhile, until nothing is left or the consumer
   * says `retry`. While a drain runs, a further call joins it. Rejects as the handler does, or with SpoolError `io`.
   */
  drain(handle: DrainHandler): Promise<Drained>;
  /** Nothing is on disk or on its way there: the caller may use the normal way again. */
  isEmpty(): boolean;
  /** A record of this key is in the spool or on its way into it: another one of that key has to go behind it. */
  holds(key: string): boolean;
  stats(): SpoolStats;
  /** What was set aside, oldest first. */
  quarantined(): QuarantinedRecord[];
  /** The payload of a record that was set aside, or the damaged bytes; null where there is none of that name. */
  readQuarantined(name: string): Promise<Buffer | null>;
  dropQuarantined(name: string): Promise<void>;
  /** Waits for what is on its way to the disk and for the batch that is being drained; then the folder is free. */
  close(): Promise<void>;
}
