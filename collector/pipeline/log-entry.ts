import type { Change } from './lead.ts';
import type { LoggedAnswer, Outcome, RecordedRequest, Remark, Source, Status, Warning } from './postback.ts';

/** One line of the incoming-postback log: what came, what was understood, what was done, and why. */
export interface LogEntry {
  readonly id: string;
  readonly receivedAt: Date;
  readonly channel: Source;
  /** Null where the credentials were nobody's: only the operator sees such entries. */
  readonly accountId: string | null;
  /** The ID of the token, or the site key, that it came with; null where there was none, or nobody's. */
  readonly sentWith: string | null;
  readonly flowId: string | null;
  readonly clickId: string | null;
  readonly leadId: string | null;
  readonly uid: string;
  readonly goal: string;
  readonly outcome: Outcome;
  readonly statusWord: string;
  readonly leadStatus: Status | null;
  readonly warnings: readonly Warning[];
  readonly remarks: readonly Remark[];
  readonly changes: readonly Change[];
  readonly request: RecordedRequest;
  readonly answer: LoggedAnswer;
  readonly ip: string | null;
  readonly test: boolean;
  readonly dry: boolean;
  /** The entry whose request this one repeats. */
  readonly replayOf: string | null;
  /** Its click may still come: it is kept, and applied by itself when the click appears. */
  readonly parked: boolean;
  /** From the arrival of the request to the decision, in milliseconds; the commit comes after. */
  readonly tookMs: number;
}
