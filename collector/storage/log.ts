import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Change } from '../pipeline/lead.ts';
import type {
  Channel,
  ErrorCode,
  Reason,
  RecordedRequest,
  Remark,
  Status,
  Warning,
} from '../pipeline/postback.ts';

/** A line of the log's list. IDs are 32 hex digits. */
export interface LogLine {
  readonly id: string;
  readonly receivedAt: Date;
  readonly channel: Channel;
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

export interface LogFilter {
  readonly flowId?: string;
  readonly outcome?: 'ok' | 'error';
  readonly error?: ErrorCode;
  readonly clickId?: string;
  /** Only entries older than this one: the last ID of the page before. */
  readonly before?: string;
}

/** The newest entries of an account, at most `limit`, by keyset: deep pages cost what the first one costs. */
export async function listLog(
  knex: Knex,
  accountId: string,
  filter: LogFilter,
  limit: number,
): Promise<LogLine[]> {
  const query = knex('postback_log').where({ account_id: accountId }).orderBy('id', 'desc').limit(limit);
  if (filter.flowId) query.where({ flow_id: filter.flowId });
  if (filter.outcome === 'ok') query.whereNull('error');
  if (filter.outcome === 'error') query.whereNotNull('error');
  if (filter.error) query.where({ error: filter.error });
  if (filter.clickId) query.where({ click_id: filter.clickId });
  if (filter.before) query.where('id', '<', filter.before);
  const rows: LogRow[] = await query.select();
  return rows.map(toLine);
}

/** One entry of an account; null where it is unknown or another account's. */
export async function findLogEntry(knex: Knex, accountId: string, id: string): Promise<LogDetail | null> {
  const row: LogRow | undefined = await knex('postback_log').where({ account_id: accountId, id }).first();
  if (!row) return null;
  const { remarks, changes, request, answer } = row;
  return { ...toLine(row), remarks, changes, request, answer, ip: row.ip, tookMs: row.took_ms };
}

interface LogRow extends Omit<LogDetail, 'id'> {
  readonly id: string;
  readonly received_at: Date;
  readonly flow_id: string | null;
  readonly click_id: string | null;
  readonly lead_id: string | null;
  readonly status_word: string;
  readonly lead_status: Status | null;
  readonly took_ms: number;
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
  };
}
