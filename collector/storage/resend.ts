import type { Knex } from 'knex';
import { type OutgoingCriteria, type OutgoingState, partsOf, whereSent } from './outgoing-criteria.ts';
import { withinPatience } from './within-patience.ts';

/**
 * What may be sent once more. Orders only where they came to nothing: a network must not get one twice. One in doubt is
 * settled first (`resolve-order.ts`).
 */
const RESENT: Readonly<Record<'order' | 'other', readonly OutgoingState[]>> = {
  order: ['failed', 'refused', 'cancelled'],
  other: ['sent', 'failed', 'blocked', 'refused', 'cancelled'],
};

const UNDELIVERED: readonly OutgoingState[] = RESENT.other.filter((state) => state !== 'sent');

/** Messages that are sent once more at one time. */
export const MAX_RESENT = 1000;
/** Clicks that are locked at one time: postbacks for them wait as long. */
const AT_ONCE = 100;

interface Resendable {
  readonly kind: string;
  readonly state: OutgoingState;
  readonly isReceiverOn: boolean;
  readonly request: { readonly erased?: true };
}

/** Whether a message can be sent once more by itself. */
export function mayResend({ kind, state, isReceiverOn, request }: Resendable): boolean {
  return RESENT[kind === 'order' ? 'order' : 'other'].includes(state) && isReceiverOn && !request.erased;
}

/** What can be sent once more of all that fit. */
export interface ResendPlan {
  /** The oldest first: news arrive in their order. At most `MAX_RESENT`. */
  readonly ids: readonly string[];
  /** More fit than are sent at one time. */
  readonly hasMore: boolean;
}

/**
 * The oldest messages that fit and may be sent once more together: no orders, which a person looks at one by one, and none
 * that were sent once more since. What has arrived goes again only where the criteria ask for it by its state. Throws
 * TooSlowError.
 */
export async function planResend(
  knex: Knex,
  accountId: string,
  criteria: OutgoingCriteria,
): Promise<ResendPlan> {
  const states = (criteria.states ?? UNDELIVERED).filter((state) => RESENT.other.includes(state));
  const ids: string[] = await withinPatience(knex, async (patient) => {
    const parts = (await partsOf(patient, accountId, { ...criteria, states })).map((part) =>
      whereSent(patient, accountId, part)
        .whereNot({ kind: 'order' })
        .whereRaw(`not jsonb_exists(request, 'erased')`)
        .whereRaw('exists (select from receivers r where r.id = outgoing.receiver_id and r.is_on)')
        .whereRaw(
          'not exists (select from outgoing a where a.click_id = outgoing.click_id and a.resend_of = outgoing.id)',
        )
        .orderBy('id')
        .limit(MAX_RESENT + 1)
        .select('id'),
    );
    if (parts.length === 0) return [];
    const fitting = patient.from(patient.unionAll(parts, true).as('fitting'));
    return fitting
      .orderBy('id')
      .limit(MAX_RESENT + 1)
      .pluck('id');
  });
  return { ids: ids.slice(0, MAX_RESENT), hasMore: ids.length > MAX_RESENT };
}

/**
 * Sends messages of an account once more, with the same requests: each a new message, due at once, before what waits of its
 * lead. What cannot be sent again is left out. Returns the new messages, in the order of the old ones.
 */
export async function resend(
  knex: Knex,
  accountId: string,
  ids: readonly string[],
  { newId, now }: { readonly newId: () => string; readonly now: Date },
): Promise<string[]> {
  const sent: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const pairs = some.map((id) => ({ id, fresh: newId() }));
    const made = await knex.transaction((transaction) => copy(transaction, accountId, pairs, now));
    sent.push(...pairs.map(({ fresh }) => fresh).filter((fresh) => made.has(fresh)));
  }
  return sent;
}

async function copy(
  knex: Knex,
  accountId: string,
  pairs: readonly { readonly id: string; readonly fresh: string }[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const ids = pairs.map(({ id }) => id);
  // Whoever is being erased is erased first: else the copy would be taken before, and be there after.
  await knex.raw(
    `select from clicks where id in (select click_id from outgoing where id = any(?::uuid[]) and account_id = ?)
      order by id for key share`,
    [ids, accountId],
  );
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with meant as materialized (
       select o.*, p.fresh
         from jsonb_to_recordset(cast(:pairs as jsonb)) as p(id uuid, fresh uuid)
         join outgoing o on o.id = p.id
         join receivers r on r.id = o.receiver_id and r.is_on
        where o.account_id = :accountId and not jsonb_exists(o.request, 'erased')
          and o.state = any(case when o.kind = 'order' then cast(:orders as text[]) else cast(:others as text[]) end)
          -- Two people, or two tabs.
          and (o.kind <> 'order' or not exists (
            select from outgoing a where a.click_id = o.click_id and a.resend_of = o.id))
     ),
     made as (
       insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test,
                             host, request, resend_of)
       select fresh, :now, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test,
              host, request, id
         from meant
     ),
     queued as (
       insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at)
       select fresh, host, receiver_id, lead_id, 0, now() from meant
     )
     select fresh as id from meant`,
    {
      ...{ accountId, now, pairs: JSON.stringify(pairs) },
      orders: [...RESENT.order],
      others: [...RESENT.other],
    },
  );
  return new Set(rows.map(({ id }) => id.replaceAll('-', '')));
}

/** What became of the wish to cancel a message: it is under way, or it does not wait any more. */
export type Cancelled = 'cancelled' | 'under-way' | 'over';

/** Takes a message that waits out of the queue. */
export async function cancelOutgoing(knex: Knex, accountId: string, id: string): Promise<Cancelled> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `with gone as (
       delete from outgoing_queue q using outgoing o
        where q.id = :id and o.id = :id and o.account_id = :accountId and q.began_at is null
       returning q.id
     )
     update outgoing o set state = 'cancelled', error = null from gone g where o.id = g.id`,
    { id, accountId },
  );
  if (rowCount > 0) return 'cancelled';
  const waits = await knex('outgoing_queue as q')
    .join('outgoing as o', 'o.id', 'q.id')
    .where({ 'q.id': id, 'o.account_id': accountId })
    .first('q.id');
  return waits ? 'under-way' : 'over';
}
