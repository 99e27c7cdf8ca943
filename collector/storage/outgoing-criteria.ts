import type { Knex } from 'knex';
import type { ReceiverKind } from '../pipeline/sending/receiver.ts';
import { firstId } from './partitions.ts';

/** What may become of a message. */
export const OUTGOING_STATES = [
  'waiting',
  'sent',
  'refused',
  'failed',
  'blocked',
  'unsure',
  'cancelled',
] as const;
export type OutgoingState = (typeof OUTGOING_STATES)[number];

/** What came to nothing, or may have. */
export const TROUBLE = ['failed', 'blocked', 'refused', 'unsure'] as const satisfies OutgoingState[];

/** Which messages are meant: those that fit all that is given. */
export interface OutgoingCriteria {
  readonly flowId?: string;
  readonly receiverId?: string;
  readonly kind?: ReceiverKind;
  /** One of these; none of them: no message fits. */
  readonly states?: readonly OutgoingState[];
  readonly clickId?: string;
  readonly leadId?: string;
  /** Of a change at or after this instant. */
  readonly since?: Date;
  /** Of a change before this instant. */
  readonly until?: Date;
  /** Only what is newer than this message. */
  readonly newerThan?: string;
}

/** One of several queries that together find all that fit: each has an index of its own. */
export type OutgoingPart = Omit<OutgoingCriteria, 'states'> & { readonly state?: OutgoingState };

/** A message's ID begins with the instant of the change, give or take the time between two lines of our code. */
const SLACK_MS = 1000;

/**
 * Splits what is asked for where only its parts have an index: by state, and a kind by the receivers of that kind that
 * have ever been sent something, also those that are deleted.
 */
export async function partsOf(
  knex: Knex,
  accountId: string,
  { states, ...rest }: OutgoingCriteria,
): Promise<OutgoingPart[]> {
  const isNarrow = rest.receiverId !== undefined || rest.clickId !== undefined || rest.leadId !== undefined;
  const byState: OutgoingPart[] = states ? states.map((state) => ({ ...rest, state })) : [rest];
  if (rest.kind === undefined || isNarrow || states !== undefined) return byState;
  const receivers = await listSentTo(knex, accountId);
  return receivers
    .filter(({ kind }) => kind === rest.kind)
    .map(({ id }): OutgoingPart => ({ ...rest, receiverId: id }));
}

/** Narrows the messages of an account. */
export function whereSent(knex: Knex, accountId: string, part: OutgoingPart): Knex.QueryBuilder {
  const { flowId, receiverId, kind, state, clickId, leadId, since, until, newerThan } = part;
  const query = knex('outgoing').where({ account_id: accountId });
  // What waits is a small table of its own.
  if (state === 'waiting') query.whereRaw('id in (select id from outgoing_queue)');
  if (state) query.where({ state });
  if (flowId) query.where({ flow_id: flowId });
  if (receiverId) query.where({ receiver_id: receiverId });
  if (kind) query.where({ kind });
  if (clickId) query.where({ click_id: clickId });
  // Its click has an index.
  if (leadId) query.where({ lead_id: leadId }).whereRaw(CLICK_OF_LEAD, [accountId, leadId]);
  // The months' tables are by ID: what lies outside of the range is not even opened.
  if (since) query.where('id', '>=', firstId(shift(since, -SLACK_MS))).where('at', '>=', since);
  if (until) query.where('id', '<', firstId(shift(until, SLACK_MS))).where('at', '<', until);
  if (newerThan) query.where('id', '>', newerThan);
  return query;
}

const CLICK_OF_LEAD = `click_id = (select click_id from leads where account_id = ?::uuid and id = ?::uuid limit 1)`;

/** A receiver that has been sent something. */
export interface SentTo {
  readonly id: string;
  readonly kind: ReceiverKind;
  /** Null where it was deleted since. */
  readonly name: string | null;
}

/** All receivers that the account's log names: hops from one to the next by their index, however long the log is. */
export async function listSentTo(knex: Knex, accountId: string): Promise<SentTo[]> {
  const next = (after: string) =>
    `(select receiver_id from outgoing where account_id = :accountId and receiver_id > ${after}
       order by receiver_id limit 1)`;
  const { rows } = await knex.raw<{ rows: SentTo[] }>(
    `with recursive named as (
       select ${next("''")} as id
       union all
       select ${next('n.id')} from named n where n.id is not null
     )
     select n.id, r.name,
            (select kind from outgoing o where o.account_id = :accountId and o.receiver_id = n.id
              order by o.id desc limit 1) as kind
       from named n left join receivers r on r.id = n.id where n.id is not null order by r.name, n.id`,
    { accountId },
  );
  return rows;
}

function shift(at: Date, ms: number): Date {
  return new Date(Math.max(0, at.getTime() + ms));
}
