import type { Knex } from 'knex';
import type { ErrorCode, Reason, Warning } from '../pipeline/postback.ts';

/** Which log entries are meant: those that fit all that is given. */
export interface LogCriteria {
  readonly flowId?: string;
  readonly outcome?: 'ok' | 'error';
  readonly error?: ErrorCode;
  readonly reason?: Reason;
  readonly warning?: Warning;
  /** As the network wrote it. */
  readonly statusWord?: string;
  readonly clickId?: string;
  /** Received at or after this instant. */
  readonly since?: Date;
}

/** Narrows a query on the log. */
export function whereFits(query: Knex.QueryBuilder, criteria: LogCriteria): Knex.QueryBuilder {
  const { flowId, outcome, error, reason, warning, statusWord, clickId, since } = criteria;
  if (flowId) query.where({ flow_id: flowId });
  if (outcome === 'ok') query.whereNull('error');
  if (outcome === 'error') query.whereNotNull('error');
  if (error) query.where({ error });
  // The second half of these two is the condition of a small index.
  if (reason) query.where({ reason }).whereNotNull('error');
  if (warning) query.whereRaw(`warnings @> array[?]::text[] and warnings <> '{}'`, [warning]);
  if (statusWord) query.where({ status_word: statusWord });
  if (clickId) query.where({ click_id: clickId });
  if (since) query.where('received_at', '>=', since);
  return query;
}
