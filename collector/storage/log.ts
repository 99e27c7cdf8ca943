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
import { type Keyset, type KeysetPage, toKeysetPage, withinKeyset } from './keyset.ts';

/** A line of the log's list. IDs are 32 hex digits. */
export interface LogLine {
  readonly id: string;
  readonly receivedAt: Date;
  readonly channel: Source;
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

export interface LogFilter extends Keyset {
  readonly flowId?: string;
  readonly outcome?: 'ok' | 'error';
  readonly error?: ErrorCode;
  readonly clickId?: string;
}

/**
 * A page of an account's entries, newest first. Entries whose credentials were nobody's belong to the operator; an
 * account that is alone in the database is the operator's and sees them too, else a mistyped token leaves no trace.
 */
export async function listLog(
  knex: Knex,
  accountId: string,
  filter: LogFilter,
  limit: number,
): Promise<KeysetPage<LogLine>> {
  const select = () => withinKeyset(knex('postback_log').where(toConditions(filter)), filter, limit);
  const narrow = (query: Knex.QueryBuilder) => {
    if (filter.outcome === 'ok') query.whereNull('error');
    if (filter.outcome === 'error') query.whereNotNull('error');
    return query;
  };
  // Two ordered halves, each by its index: an `or` of both would sort the whole log.
  const own = narrow(select()).where({ account_id: accountId });
  const nobodys = narrow(select()).whereNull('account_id').whereNotExists(anotherAccount(knex, accountId));
  const both = knex.from(knex.unionAll([own, nobodys], true).as('visible'));
  const rows: LogRow[] = await withinKeyset(both, filter, limit).select();
  return toKeysetPage(rows.map(toLine), filter, limit);
}

/** One entry that an account may see; null where there is none. */
export async function findLogEntry(knex: Knex, accountId: string, id: string): Promise<LogDetail | null> {
  const row: LogRow | undefined = await knex('postback_log')
    .where({ id })
    .where((query) =>
      query
        .where({ account_id: accountId })
        .orWhere((nobodys) =>
          nobodys.whereNull('account_id').whereNotExists(anotherAccount(knex, accountId)),
        ),
    )
    .first();
  if (!row) return null;
  return toDetail(row);
}

function toConditions({ flowId, error, clickId }: LogFilter): Record<string, string> {
  return {
    ...(flowId ? { flow_id: flowId } : {}),
    ...(error ? { error } : {}),
    ...(clickId ? { click_id: clickId } : {}),
  };
}

function anotherAccount(knex: Knex, accountId: string): Knex.QueryBuilder {
  return knex('accounts').whereNot({ id: accountId }).select(knex.raw('1'));
}

export interface LogRow extends Omit<LogDetail, 'id'> {
  readonly id: string;
  readonly received_at: Date;
  readonly flow_id: string | null;
  readonly click_id: string | null;
  readonly lead_id: string | null;
  readonly status_word: string;
  readonly lead_status: Status | null;
  readonly took_ms: number;
  readonly replay_of: string | null;
  readonly settled_by: string | null;
}

/** A row of the log with all its columns. */
export function toDetail(row: LogRow): LogDetail {
  const { remarks, changes, request, answer } = row;
  return { ...toLine(row), remarks, changes, request, answer, ip: row.ip, tookMs: row.took_ms };
}

function toLine(row: LogRow): LogLine {
  return {
    id: fromUuid(row.id),
    receivedAt: row.received_at,
    channel: row.channel,
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
