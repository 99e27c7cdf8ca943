import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Status } from '../pipeline/postback.ts';
import type { ReceiverKind } from '../pipeline/sending/receiver.ts';
import type { OutgoingRequest } from '../pipeline/sending/render-request.ts';
import { type Keyset, type KeysetPage, toKeysetPage, withinKeyset } from './keyset.ts';
import { type OutgoingCriteria, type OutgoingState, partsOf, whereSent } from './outgoing-criteria.ts';
import { withinPatience } from './within-patience.ts';

/** A line of the log of what was sent. IDs are 32 hex digits. */
export interface OutgoingLine {
  readonly id: string;
  readonly at: Date;
  readonly flowId: string;
  readonly receiverId: string;
  /** Its name; null where it was deleted since. */
  readonly receiver: string | null;
  readonly kind: ReceiverKind;
  readonly clickId: string;
  readonly leadId: string;
  /** The entry of the incoming log that caused it. */
  readonly logId: string;
  readonly status: Status;
  readonly goal: string;
  readonly test: boolean;
  /** `host:port`; empty where the address was none. */
  readonly host: string;
  readonly state: OutgoingState;
  readonly tries: number;
  /** Of the last try, with how long it took, its HTTP code and what went wrong, in a word. */
  readonly triedAt: Date | null;
  readonly tookMs: number | null;
  readonly http: number | null;
  readonly error: string | null;
  /** The message that a person has sent once more as this one. */
  readonly resendOf: string | null;
}

/** A request as it was rendered; `erased` where it told who the buyer was. */
export type StoredRequest = OutgoingRequest & { readonly erased?: true };

/** Everything that is known of a message. */
export interface OutgoingDetail extends OutgoingLine {
  readonly request: StoredRequest;
  /** Orders: what the network calls the lead, and why it did not want it. */
  readonly orderUid: string | null;
  readonly orderReason: string | null;
  /** When the next try is due; null where there is none. */
  readonly dueAt: Date | null;
  /** A try is under way. */
  readonly isUnderWay: boolean;
  /** Whether its receiver would still get it: it is there and switched on. */
  readonly isReceiverOn: boolean;
  /** The first first. */
  readonly attempts: readonly OutgoingAttempt[];
}

export interface OutgoingAttempt {
  readonly id: string;
  readonly at: Date;
  readonly tookMs: number;
  readonly http: number | null;
  readonly error: string | null;
  /** The beginning of the answer, or what happened instead. */
  readonly answer: string;
}

/** What a line is made of: not its request, which is far larger. */
const LINE_COLUMNS = [
  ...['id', 'at', 'account_id', 'flow_id', 'receiver_id', 'kind', 'click_id', 'lead_id', 'log_id', 'status'],
  ...['goal', 'test', 'host', 'state', 'tries', 'tried_at', 'took_ms', 'http', 'error', 'resend_of'],
];

/** A page of an account's messages, newest first. Throws TooSlowError. */
export async function listOutgoing(
  knex: Knex,
  accountId: string,
  filter: OutgoingCriteria & Keyset,
  limit: number,
): Promise<KeysetPage<OutgoingLine>> {
  const rows = await withinPatience(knex, (patient) => readLines(patient, accountId, filter, limit));
  return toKeysetPage(rows.map(toLine), filter, limit);
}

/** All messages of an account that fit, newest first, some at a time. */
export async function* readOutgoingBatches(
  knex: Knex,
  accountId: string,
  criteria: OutgoingCriteria,
  size = 1000,
): AsyncGenerator<readonly OutgoingLine[]> {
  for (let before: string | undefined; ; ) {
    const rows = await readLines(knex, accountId, { ...criteria, ...(before && { before }) }, size - 1);
    if (rows.length > 0) yield rows.map(toLine);
    if (rows.length < size) return;
    before = rows.at(-1)?.id;
  }
}

/** One more than `limit`, see `withinKeyset`. */
async function readLines(
  knex: Knex,
  accountId: string,
  filter: OutgoingCriteria & Keyset,
  limit: number,
): Promise<LineRow[]> {
  const parts = (await partsOf(knex, accountId, filter)).map((part) =>
    withinKeyset(whereSent(knex, accountId, part), filter, limit).select(LINE_COLUMNS),
  );
  if (parts.length === 0) return [];
  // Ordered parts, each by its index: an `or` of them would sort the whole log.
  const fitting = withinKeyset(knex.from(knex.unionAll(parts, true).as('fitting')), filter, limit).select();
  return knex
    .from(fitting.as('o'))
    .leftJoin('receivers as r', 'r.id', 'o.receiver_id')
    .select('o.*', 'r.name as receiver')
    .orderBy('o.id', filter.after && !filter.before ? 'asc' : 'desc');
}

/** One message of the account with its tries; null where there is none. */
export async function findOutgoing(
  knex: Knex,
  accountId: string,
  id: string,
): Promise<OutgoingDetail | null> {
  const row: DetailRow | undefined = await knex('outgoing as o')
    .leftJoin('receivers as r', 'r.id', 'o.receiver_id')
    .leftJoin('outgoing_queue as q', 'q.id', 'o.id')
    .where({ 'o.id': id, 'o.account_id': accountId })
    .first('o.*', 'r.name as receiver', 'r.is_on', 'q.due_at', 'q.began_at');
  if (!row) return null;
  const attempts: AttemptRow[] = await knex('outgoing_attempts').where({ outgoing_id: id }).orderBy('id');
  return {
    ...toLine(row),
    request: row.request,
    orderUid: row.order_uid,
    orderReason: row.order_reason,
    dueAt: row.due_at,
    isUnderWay: row.began_at !== null,
    isReceiverOn: row.is_on === true,
    attempts: attempts.map((each) => ({
      id: fromUuid(each.id),
      at: each.at,
      tookMs: each.took_ms,
      http: each.http,
      error: each.error,
      answer: each.answer,
    })),
  };
}

/** What an entry of the incoming log has caused, the first first. Its click has an index. */
export async function listCausedBy(
  knex: Knex,
  accountId: string,
  { id, clickId }: { readonly id: string; readonly clickId: string | null },
  limit: number,
): Promise<OutgoingLine[]> {
  if (clickId === null) return [];
  const rows: LineRow[] = await lines(knex, accountId)
    .where({ 'o.click_id': clickId, 'o.log_id': id })
    .orderBy('o.id')
    .limit(limit);
  return rows.map(toLine);
}

/** Some messages of an account by their IDs, newest first. */
export async function listMessages(
  knex: Knex,
  accountId: string,
  ids: readonly string[],
): Promise<OutgoingLine[]> {
  const rows: LineRow[] = await lines(knex, accountId)
    .whereRaw('o.id = any(?)', [[...ids]])
    .orderBy('o.id', 'desc');
  return rows.map(toLine);
}

function lines(knex: Knex, accountId: string): Knex.QueryBuilder {
  return knex('outgoing as o')
    .leftJoin('receivers as r', 'r.id', 'o.receiver_id')
    .where({ 'o.account_id': accountId })
    .select(LINE_COLUMNS.map((column) => `o.${column}`))
    .select('r.name as receiver');
}

interface LineRow {
  readonly id: string;
  readonly at: Date;
  readonly flow_id: string;
  readonly receiver_id: string;
  readonly receiver: string | null;
  readonly kind: ReceiverKind;
  readonly click_id: string;
  readonly lead_id: string;
  readonly log_id: string;
  readonly status: Status;
  readonly goal: string;
  readonly test: boolean;
  readonly host: string;
  readonly state: OutgoingState;
  readonly tries: number;
  readonly tried_at: Date | null;
  readonly took_ms: number | null;
  readonly http: number | null;
  readonly error: string | null;
  readonly resend_of: string | null;
}

interface DetailRow extends LineRow {
  readonly request: StoredRequest;
  readonly order_uid: string | null;
  readonly order_reason: string | null;
  readonly due_at: Date | null;
  readonly began_at: Date | null;
  readonly is_on: boolean | null;
}

interface AttemptRow {
  readonly id: string;
  readonly at: Date;
  readonly took_ms: number;
  readonly http: number | null;
  readonly error: string | null;
  readonly answer: string;
}

function toLine(row: LineRow): OutgoingLine {
  const { at, receiver, kind, status, goal, test, host, state, tries, http, error } = row;
  return {
    ...{ at, receiver, kind, status, goal, test, host, state, tries, http, error },
    id: fromUuid(row.id),
    flowId: row.flow_id,
    receiverId: row.receiver_id,
    clickId: fromUuid(row.click_id),
    leadId: fromUuid(row.lead_id),
    logId: fromUuid(row.log_id),
    triedAt: row.tried_at,
    tookMs: row.took_ms,
    resendOf: row.resend_of && fromUuid(row.resend_of),
  };
}
