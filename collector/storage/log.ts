import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Change } from '../pipeline/lead.ts';
import type {
  ErrorCode,
  Reason,
  RecordedRequest,
  Remark,
  Source,
  Status,
  Warning,
} from '../pipeline/postback.ts';
import type { Viewer } from './accounts.ts';
import { type Keyset, type KeysetPage, toKeysetPage, withinKeyset } from './keyset.ts';
import { type LogCriteria, whereFits } from './log-criteria.ts';
import { firstId } from './partitions.ts';
import { withinPatience } from './within-patience.ts';

/** A line of the log's list. IDs are 32 hex digits. */
export interface LogLine {
  readonly id: string;
  readonly receivedAt: Date;
  readonly channel: Source;
  /** Null where the credentials were nobody's. */
  readonly accountId: string | null;
  /** The ID of the token, or the site key, that it came with; null where there was none, and for entries of old. */
  readonly sentWith: string | null;
  readonly flowId: string | null;
  readonly clickId: string | null;
  readonly leadId: string | null;
  readonly uid: string;
  readonly goal: string;
  readonly result: string | null;
  readonly error: ErrorCode | null;
  readonly reason: Reason | null;
  readonly hint: string | null;
  readonly statusWord: string;
  readonly leadStatus: Status | null;
  readonly warnings: readonly Warning[];
  readonly test: boolean;
  readonly dry: boolean;
  /** The entry whose request this one repeats. */
  readonly replayOf: string | null;
  /** The later entry that did what this one could not. */
  readonly settledBy: string | null;
}

/** Everything that the log knows of one request. */
export interface LogDetail extends LogLine {
  readonly remarks: readonly Remark[];
  readonly changes: readonly Change[];
  readonly request: RecordedRequest;
  readonly answer: { readonly http: number; readonly body: string };
  readonly ip: string | null;
  readonly tookMs: number;
}

export type LogFilter = LogCriteria & Keyset;

/** A line with the address that it came from. */
export type LoggedRow = LogLine & Pick<LogDetail, 'ip'>;

/** What a line is made of: not its request, which is far larger. */
const LINE_COLUMNS = [
  ...[
    'id',
    'received_at',
    'channel',
    'account_id',
    'flow_id',
    'click_id',
    'lead_id',
    'uid',
    'goal',
    'result',
  ],
  ...['error', 'reason', 'hint', 'status_word', 'lead_status', 'warnings', 'test', 'dry', 'replay_of'],
  ...['settled_by', 'ip', 'sent_with'],
];

/** A network has few flows, and each is found by its index; of more than these the whole log is gone through. */
const MAX_FLOWS_APART = 40;

/**
 * A page of the entries that a user may see, newest first: those of the account, for an operator also those whose
 * credentials were nobody's, else a mistyped token would leave no trace. Throws TooSlowError.
 */
export async function listLog(
  knex: Knex,
  viewer: Viewer,
  filter: LogFilter,
  limit: number,
): Promise<KeysetPage<LogLine>> {
  const rows = await withinPatience(knex, (patient) => readLines(patient, viewer, filter, limit));
  return toKeysetPage(rows.map(toLine), filter, limit);
}

/** All entries that a user may see and that fit, newest first, some at a time: by keyset, as leads are (`lead-batches.ts`). */
export async function* readLogBatches(
  knex: Knex,
  viewer: Viewer,
  criteria: LogCriteria,
  size = 1000,
): AsyncGenerator<readonly LoggedRow[]> {
  for (let before: string | undefined; ; ) {
    const rows = await readLines(knex, viewer, { ...criteria, ...(before && { before }) }, size - 1);
    if (rows.length > 0) yield rows.map((row) => ({ ...toLine(row), ip: row.ip }));
    if (rows.length < size) return;
    before = rows.at(-1)?.id;
  }
}

/** One more than `limit`, see `withinKeyset`. */
async function readLines(knex: Knex, viewer: Viewer, filter: LogFilter, limit: number): Promise<LineRow[]> {
  const accounts = viewer.operator ? [viewer.accountId, null] : [viewer.accountId];
  const parts = accounts.flatMap((accountId) =>
    oneFlowEach(filter).map((part) =>
      withinKeyset(whereFits(knex('postback_log'), accountId, part), filter, limit).select(LINE_COLUMNS),
    ),
  );
  // Ordered parts, each by its index: an `or` of them would sort the whole log.
  const visible = knex.from(knex.unionAll(parts, true).as('visible'));
  return withinKeyset(visible, filter, limit).select();
}

function oneFlowEach(filter: LogFilter): LogFilter[] {
  const { flowIds, ...rest } = filter;
  if (flowIds === undefined || flowIds.length === 0 || flowIds.length > MAX_FLOWS_APART) return [filter];
  return flowIds.map((flowId) => ({ ...rest, flowId }));
}

/** One entry that a user may see; null where there is none. */
export async function findLogEntry(knex: Knex, viewer: Viewer, id: string): Promise<LogDetail | null> {
  const row: LogRow | undefined = await knex('postback_log')
    .where({ id })
    .where((query) => {
      query.where({ account_id: viewer.accountId });
      if (viewer.operator) query.orWhereNull('account_id');
    })
    .first();
  return row ? toDetail(row) : null;
}

/** The newest entries of a flow since an instant, with all that was understood; newest first. */
export async function listHeard(
  knex: Knex,
  accountId: string,
  flowId: string,
  since: Date,
  limit: number,
): Promise<LogDetail[]> {
  const rows: LogRow[] = await knex('postback_log')
    .where({ account_id: accountId, flow_id: flowId })
    // The ID begins with the instant, so that the index ends the search.
    .where('id', '>=', firstId(since))
    .orderBy('id', 'desc')
    .limit(limit)
    .select();
  return rows.map(toDetail);
}

/** The columns of `LINE_COLUMNS`. */
type LineRow = Omit<LogRow, 'remarks' | 'changes' | 'request' | 'answer' | 'took_ms'>;

export interface LogRow extends Omit<LogDetail, 'id'> {
  readonly id: string;
  readonly account_id: string | null;
  readonly received_at: Date;
  readonly flow_id: string | null;
  readonly click_id: string | null;
  readonly lead_id: string | null;
  readonly status_word: string;
  readonly lead_status: Status | null;
  readonly took_ms: number;
  readonly replay_of: string | null;
  readonly settled_by: string | null;
  readonly sent_with: string | null;
}

/** A row of the log with all its columns. */
export function toDetail(row: LogRow): LogDetail {
  const { remarks, changes, request, answer } = row;
  return { ...toLine(row), remarks, changes, request, answer, ip: row.ip, tookMs: row.took_ms };
}

function toLine(row: LineRow): LogLine {
  return {
    id: fromUuid(row.id),
    receivedAt: row.received_at,
    channel: row.channel,
    accountId: row.account_id,
    sentWith: row.sent_with,
    flowId: row.flow_id,
    clickId: row.click_id && fromUuid(row.click_id),
    leadId: row.lead_id && fromUuid(row.lead_id),
    uid: row.uid,
    goal: row.goal,
    result: row.result,
    error: row.error,
    reason: row.reason,
    hint: row.hint,
    statusWord: row.status_word,
    leadStatus: row.lead_status,
    warnings: row.warnings,
    test: row.test,
    dry: row.dry,
    replayOf: row.replay_of && fromUuid(row.replay_of),
    settledBy: row.settled_by && fromUuid(row.settled_by),
  };
}
