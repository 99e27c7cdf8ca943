import type { ClickState, Flow, HistoryLine, Lead } from './lead.ts';
import type { LogEntry } from './log-entry.ts';
import type { Verdict } from './postback.ts';

/** What a decision may depend on besides the postback and the click's state. */
export interface DecisionContext {
  /** The flow of the loaded click, or the one that the postback names; null where there is neither. */
  readonly flow: Flow | null;
  readonly now: Date;
  /** Makes a UUIDv7 in 32 hex digits, always greater than the one before. */
  readonly newId: () => string;
}

/** What is to be stored because of one postback or visit. */
export interface Writes {
  readonly entry: LogEntry | null;
  /** The click's state afterwards: what the next postback of the same batch sees. */
  readonly state: ClickState | null;
  /** The click itself is new or got other tags. */
  readonly clickChanged: boolean;
  readonly leads: readonly Lead[];
  readonly history: readonly HistoryLine[];
}

/** What a postback means, and what its sender is told. */
export interface Decision extends Writes {
  readonly verdict: Verdict;
}
