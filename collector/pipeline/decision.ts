import type { Rates } from './convert-money.ts';
import type { ClickState, HistoryLine, Lead } from './lead.ts';
import type { LogEntry } from './log-entry.ts';
import type { Verdict } from './postback.ts';
import type { Send } from './sending/plan-sends.ts';
import type { LiveFlow } from './sending/receiver.ts';
import type { TemplateReading } from './status.ts';

/** What a decision may depend on besides the postback and the click's state. */
export interface DecisionContext {
  /** The flow of the loaded click, or the one that the postback names; null where there is neither. */
  readonly flow: LiveFlow | null;
  /** What the template of the flow's network says; null where the flow names no network. */
  readonly template: TemplateReading | null;
  /** Exchange rates of the account; empty unless the postback asks for a conversion. */
  readonly rates: Rates;
  /** The country of an address, ISO 3166 alpha-2; null where it is not known. */
  readonly country: (ip: string) => string | null;
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
  /** What others are told of it. */
  readonly sends: readonly Send[];
}

/** What a postback means, and what its sender is told. */
export interface Decision extends Writes {
  readonly verdict: Verdict;
}
