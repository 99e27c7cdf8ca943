import type { Knex } from 'knex';
import type { Receiver } from '../pipeline/sending/receiver.ts';
import { sqlState, UNIQUE_VIOLATION } from './sqlstate.ts';
import { cancelWaiting } from './switch-off.ts';

/** A receiver with what its settings and the sending of its messages need besides. */
export interface StoredReceiver extends Receiver {
  readonly preset: string | null;
  readonly isOn: boolean;
  /** Why and when we switched it off ourselves; both null where a person did, or where it is on. */
  readonly offReason: string | null;
  readonly offAt: Date | null;
  /** What `{secret}` stands for, encrypted (outgoing/seal.ts); null: none. */
  readonly sealedSecret: string | null;
  /** Whether the secret signs each request after Standard Webhooks. */
  readonly signs: boolean;
  /** Orders: how the network's answer is read (outgoing/read-answer.ts). */
  readonly answer: AnswerRules | null;
  /** Orders: whether the network knows an order that comes twice by `{lead}`, so that it may be sent again. */
  readonly isKeyed: boolean;
  /** Orders: hours after which a network that has not said a word of a lead is suspicious; null: never. */
  readonly ackHours: number | null;
}

/**
 * How the answer to an order is read. Each rule is a JSON path with what it has to be (`$.status = ok`, `$.data[0].id`) or a
 * pattern in which `*` is anything (`OK *`); null: nothing is said. `accepted` null: every 2xx is.
 */
export interface AnswerRules {
  readonly accepted: string | null;
  readonly refused: string | null;
  /** Where the network's ID of the lead stands: a path, or a pattern with `{uid}` in it. */
  readonly uid: string | null;
  /** Where the reason of a refusal stands: a path, or a pattern with `{reason}` in it. */
  readonly reason: string | null;
}

/** What a person sets of a receiver. */
export type ReceiverSettings = Omit<StoredReceiver, 'id' | 'accountId' | 'offReason' | 'offAt'>;

/** What deciding and rendering need. */
export const RECEIVER_COLUMNS =
  'id, account_id, flow_id, kind, name, method, url, headers, body_type, body, statuses, goals, status_words, test_leads';

export interface ReceiverRow {
  readonly id: string;
  readonly account_id: string;
  readonly flow_id: string | null;
  readonly kind: Receiver['kind'];
  readonly name: string;
  readonly method: Receiver['method'];
  readonly url: string;
  readonly headers: Receiver['headers'];
  readonly body_type: Receiver['bodyType'];
  readonly body: string;
  readonly statuses: Receiver['statuses'];
  readonly goals: string[];
  readonly status_words: Receiver['statusWords'];
  readonly test_leads: boolean;
}

interface StoredRow extends ReceiverRow {
  readonly preset: string | null;
  readonly is_on: boolean;
  readonly off_reason: string | null;
  readonly off_at: Date | null;
  readonly secret: string | null;
  readonly signs: boolean;
  readonly answer: AnswerRules | null;
  readonly is_keyed: boolean;
  readonly ack_hours: number | null;
}

export function toReceiver(row: ReceiverRow): Receiver {
  return {
    id: row.id,
    accountId: row.account_id,
    flowId: row.flow_id,
    kind: row.kind,
    name: row.name,
    method: row.method,
    url: row.url,
    headers: row.headers,
    bodyType: row.body_type,
    body: row.body,
    statuses: row.statuses,
    goals: row.goals,
    statusWords: row.status_words,
    testLeads: row.test_leads,
  };
}

function toStored(row: StoredRow): StoredReceiver {
  return {
    ...toReceiver(row),
    preset: row.preset,
    isOn: row.is_on,
    offReason: row.off_reason,
    offAt: row.off_at,
    sealedSecret: row.secret,
    signs: row.signs,
    answer: row.answer,
    isKeyed: row.is_keyed,
    ackHours: row.ack_hours,
  };
}

/** The receivers of an account: of one flow, of all flows (null), or every one; the oldest first. */
export async function listReceivers(
  knex: Knex,
  accountId: string,
  flowId?: string | null,
): Promise<StoredReceiver[]> {
  const query = knex('receivers').where({ account_id: accountId });
  if (flowId !== undefined) query.where({ flow_id: flowId });
  const rows: StoredRow[] = await query.orderBy(['created_at', 'id']).select();
  return rows.map(toStored);
}

/** Null where the account has no such receiver. */
export async function findReceiver(
  knex: Knex,
  accountId: string,
  id: string,
): Promise<StoredReceiver | null> {
  // It may stand in a URL: not all text is one that Postgres takes.
  if (!/^[\w-]{1,64}$/.test(id)) return null;
  const row: StoredRow | undefined = await knex('receivers').where({ account_id: accountId, id }).first();
  return row ? toStored(row) : null;
}

/** Gives what was made by a preset another URL, unless a person has made it something else. */
export async function setPresetUrl(
  knex: Knex,
  { id, preset }: { readonly id: string; readonly preset: string },
  url: string,
): Promise<void> {
  await knex('receivers').where({ id, preset }).update({ url });
}

/** Account or flow have a main receiver already, and can have only one. */
export class SecondMainError extends Error {
  override readonly name = 'SecondMainError';
}

/**
 * Checks and saves a receiver; once more where another one became the main one between the two, so that the check sees it
 * and says what is wrong.
 */
export async function againIfSecondMain<Done>(checkAndSave: () => Promise<Done>): Promise<Done> {
  try {
    return await checkAndSave();
  } catch (error) {
    if (!(error instanceof SecondMainError)) throw error;
    return checkAndSave();
  }
}

/** Whoever calls it has looked whether the flow is the account's. Throws SecondMainError. */
export async function addReceiver(
  knex: Knex,
  receiver: Pick<StoredReceiver, 'id' | 'accountId' | 'kind' | 'name' | 'url'> & Partial<ReceiverSettings>,
): Promise<void> {
  const { id, accountId } = receiver;
  await knex('receivers')
    .insert({ id, account_id: accountId, ...toColumns(receiver) })
    .catch(tellSecondMain);
}

/**
 * Sets what is given; false where the account has no such receiver. Switching it on forgets why we switched it off, switching
 * it off drops what waits for it. Throws SecondMainError.
 */
export async function setReceiver(
  knex: Knex,
  accountId: string,
  id: string,
  settings: Partial<ReceiverSettings>,
): Promise<boolean> {
  const forgets = settings.isOn === undefined ? {} : { off_reason: null, off_at: null };
  const changed = await knex('receivers')
    .where({ account_id: accountId, id })
    .update({ ...toColumns(settings), ...forgets })
    .catch(tellSecondMain);
  if (changed > 0 && settings.isOn === false) await cancelWaiting(knex, id);
  return changed > 0;
}

/** What waits for it is dropped, its log stays. False where the account has no such receiver. */
export async function dropReceiver(knex: Knex, accountId: string, id: string): Promise<boolean> {
  const dropped = await knex('receivers').where({ account_id: accountId, id }).delete();
  if (dropped > 0) await cancelWaiting(knex, id);
  return dropped > 0;
}

function tellSecondMain(error: unknown): never {
  const isOfMain = error instanceof Error && 'constraint' in error && error.constraint === 'receivers_main';
  if (isOfMain && sqlState(error) === UNIQUE_VIOLATION)
    throw new SecondMainError('there is another main receiver', { cause: error });
  throw error;
}

function toColumns(settings: Partial<ReceiverSettings>): Record<string, unknown> {
  const { kind, name, preset, method, url, body, statuses, goals, signs } = settings;
  const { flowId, isOn, headers, bodyType, statusWords, testLeads } = settings;
  const { sealedSecret, answer, isKeyed, ackHours } = settings;
  // What is undefined knex leaves to the column's default, or as it is.
  return {
    ...{ kind, name, preset, method, url, body, statuses, goals, signs },
    flow_id: flowId,
    is_on: isOn,
    headers: headers && JSON.stringify(headers),
    body_type: bodyType,
    status_words: statusWords && JSON.stringify(statusWords),
    test_leads: testLeads,
    secret: sealedSecret,
    answer: answer && JSON.stringify(answer),
    is_keyed: isKeyed,
    ack_hours: ackHours,
  };
}
