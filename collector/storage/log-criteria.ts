import type { Knex } from 'knex';
import type { ErrorCode, Reason, Source, Warning } from '../pipeline/postback.ts';
import { firstId } from './partitions.ts';
import type { LoggedToken } from './sent-with.ts';

/** Which log entries are meant: those that fit all that is given. */
export interface LogCriteria {
  readonly flowId?: string;
  /** One of these, such as all flows of a network; none of them: no entry fits. */
  readonly flowIds?: readonly string[];
  readonly outcome?: 'ok' | 'error';
  readonly error?: ErrorCode;
  readonly reason?: Reason;
  readonly warning?: Warning;
  readonly channel?: Source;
  /** As the network wrote it. */
  readonly statusWord?: string;
  readonly clickId?: string;
  readonly leadId?: string;
  /** That it came with. */
  readonly token?: Pick<LoggedToken, 'id' | 'createdAt' | 'revokedAt'>;
  /** An address or a range in CIDR notation. */
  readonly ip?: string;
  /** Received at or after this instant. */
  readonly since?: Date;
  /** Received before this instant. */
  readonly until?: Date;
  /** Only entries that are newer than this one. */
  readonly newerThan?: string;
}

/** An entry's ID begins with the instant at which it came, give or take the time between two lines of our code. */
const SLACK_MS = 1000;

/** The clocks of the database, by which tokens are made, and of a collector may be apart by so much. */
const CLOCKS_MS = 60_000;

/** Narrows a query on the log of an account; null: on the entries that are nobody's. */
export function whereFits(
  query: Knex.QueryBuilder,
  accountId: string | null,
  criteria: LogCriteria,
): Knex.QueryBuilder {
  const { flowId, flowIds, outcome, error, reason, warning, channel, statusWord } = criteria;
  const { clickId, leadId, token, ip, since, until, newerThan } = criteria;
  query.where({ account_id: accountId });
  if (flowId) query.where({ flow_id: flowId });
  if (flowIds) query.whereIn('flow_id', [...flowIds]);
  if (outcome === 'ok') query.whereNull('error');
  if (outcome === 'error') query.whereNotNull('error');
  if (error) query.where({ error });
  // The second half of these is the condition of a small index.
  if (reason) query.where({ reason }).whereNotNull('error');
  if (warning) query.whereRaw(`warnings @> array[?]::text[] and warnings <> '{}'`, [warning]);
  if (channel) query.where({ channel });
  if (channel && channel !== 's2s') query.whereNot({ channel: 's2s' });
  if (statusWord) query.where({ status_word: statusWord }).where('status_word', '<>', '');
  if (clickId) query.where({ click_id: clickId });
  // Its click has an index.
  if (leadId) query.where({ lead_id: leadId }).whereRaw(CLICK_OF_LEAD, [accountId, leadId]);
  if (token) {
    // No index: nothing came with it before it was made, or after it was revoked.
    query.where({ sent_with: token.id }).where('id', '>=', firstId(shift(token.createdAt, -CLOCKS_MS)));
    if (token.revokedAt) query.where('id', '<', firstId(shift(token.revokedAt, CLOCKS_MS)));
  }
  if (ip) query.whereRaw(`ip ${ip.includes('/') ? '<<=' : '='} ?::inet and ip is not null`, [ip]);
  // The months' tables are by ID: what lies outside of the range is not even opened.
  if (since) query.where('id', '>=', firstId(shift(since, -SLACK_MS))).where('received_at', '>=', since);
  if (until) query.where('id', '<', firstId(shift(until, SLACK_MS))).where('received_at', '<', until);
  if (newerThan) query.where('id', '>', newerThan);
  return query;
}

const CLICK_OF_LEAD = `click_id = (select click_id from leads where account_id = ?::uuid and id = ?::uuid limit 1)`;

function shift(at: Date, ms: number): Date {
  return new Date(Math.max(0, at.getTime() + ms));
}
