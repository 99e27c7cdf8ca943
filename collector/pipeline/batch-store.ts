import type { Click, ClickState, HistoryLine, Lead } from './lead.ts';
import type { LogEntry } from './log-entry.ts';
import type { Send } from './sending/plan-sends.ts';

/** Everything that one batch of postbacks changes. It is written as a whole, in one transaction. */
export interface Batch {
  /** Each with the version that was read, 0 for a new one; the write raises it by one. */
  readonly clicks: readonly Click[];
  /** Those among them that are new or have other tags than before, with all their leads: statistics go by the tags. */
  readonly changedClicks: readonly ClickState[];
  readonly leads: readonly Lead[];
  readonly history: readonly HistoryLine[];
  readonly sends: readonly Send[];
  /** `guard`: the entry is written only if this click's changes are. */
  readonly entries: readonly { readonly entry: LogEntry; readonly guard: string | null }[];
}

/** Where clicks, leads and the log live. Its methods throw nothing but StoreError. */
export interface BatchStore {
  /** The clicks that exist, with their leads, as of one moment and without locks. */
  load(clickIds: readonly string[]): Promise<Map<string, ClickState>>;
  /** Which of these postbacks are in the log already: what comes out of the spool may have been applied before. */
  logged(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Writes a batch and returns the IDs of the clicks that were written. A click that somebody else has changed since
   * it was read is left out with all that hangs on it: its postbacks have to be decided again.
   */
  write(batch: Batch): Promise<ReadonlySet<string>>;
}

/**
 * Why the store did not do it. `conflict`: try again (a deadlock, another writer). `data`: the database refuses a
 * value, trying again is of no use. `unavailable`: it does not answer; whether it has written is not known.
 */
export class StoreError extends Error {
  constructor(
    readonly kind: 'conflict' | 'data' | 'unavailable',
    override readonly cause: unknown,
    /** The SQLSTATE; empty where there is none. */
    readonly sqlState = '',
  ) {
    super(`${kind}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'StoreError';
  }
}
