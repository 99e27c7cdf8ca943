import type { Knex } from 'knex';
import type { ErrorCode, Reason, Warning } from '../pipeline/postback.ts';
import { type LogDetail, type LogRow, toDetail } from './log.ts';

/** Which entries are to be replayed: those that fit all that is given. */
export interface ReplayFilter {
  readonly flowId?: string;
  readonly error?: ErrorCode;
  readonly reason?: Reason;
  readonly warning?: Warning;
  readonly statusWord?: string;
  readonly clickId?: string;
  /** Received at or after this instant. */
  readonly since?: Date;
}

/**
 * Entries of an account that a replay may repeat, oldest first, at most `limit`: not replays themselves, not dry
 * runs, not settled already. `after`: only entries newer than this one.
 */
export async function listReplayable(
  knex: Knex,
  accountId: string,
  filter: ReplayFilter,
  after: string | null,
  limit: number,
): Promise<LogDetail[]> {
  const query = knex('postback_log')
    .where({ account_id: accountId, dry: false })
    .whereNull('replay_of')
    .whereNull('settled_by')
    .whereIn('channel', ['s2s', 'pixel'])
    .orderBy('id')
    .limit(limit);
  if (after) query.where('id', '>', after);
  if (filter.flowId) query.where({ flow_id: filter.flowId });
  if (filter.error) query.where({ error: filter.error });
  if (filter.reason) query.where({ reason: filter.reason });
  if (filter.statusWord) query.where({ status_word: filter.statusWord });
  if (filter.clickId) query.where({ click_id: filter.clickId });
  if (filter.warning) query.whereRaw('warnings @> array[?]::text[]', [filter.warning]);
  if (filter.since) query.where('received_at', '>=', filter.since);
  const rows: LogRow[] = await query.select();
  return rows.map(toDetail);
}
