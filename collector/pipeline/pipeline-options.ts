import type { BatchStore } from './batch-store.ts';
import type { SpoolForPostbacks } from './detour.ts';
import type { Directory } from './directory.ts';
import type { GroupCommitOptions } from './group-commit.ts';

/** What the pipeline needs of the world, and how patient it is. */
export interface PipelineOptions {
  readonly store: BatchStore;
  readonly directory: Directory;
  /** The server's secret, which makes and checks postback tokens. */
  readonly secret: string;
  readonly now: () => Date;
  /** Makes a UUIDv7 in 32 hex digits, always greater than the one before. */
  readonly newId: () => string;
  /** The country of an address, ISO 3166 alpha-2; null where it is not known. */
  readonly country: (ip: string) => string | null;
  /**
   * Whether one more postback of a sender that nobody knows is worth a log entry: floods of them must not fill the
   * database. Refused ones are answered all the same.
   */
  readonly mayLogStranger: (ip: string) => Promise<boolean>;
  /** Told of what a person must look at: a row that the database refuses, a bug. */
  readonly onError: (error: Error) => void;
  /** Whether the database has been brought to this program; until then nothing is asked of it. Without it: yes. */
  readonly isSetUp?: () => boolean;
  /** Takes postbacks while the database is away. Without it they are answered 503. */
  readonly spool?: SpoolForPostbacks | null;
  /** Told when the database turns out to be away; whoever drains the spool calls `resume` when it is back. */
  readonly onAway?: (why: Error) => void;
  /** Told when a change was stored that others are to be told of. */
  readonly onSends?: () => void;
  /** Postbacks that wait for their batch, at most; more go to the spool. */
  readonly maxWaiting?: number;
  /** A database that takes longer is away. Networks hang up after some seconds. In milliseconds: 1800. */
  readonly patienceMs?: number;
  /** The size of batches and how many are under way; only benchmarks ask for others than the default. */
  readonly batches?: Pick<GroupCommitOptions, 'maxBatch' | 'inFlight'>;
}
