import type { Knex } from 'knex';

/** What a person has found out about an order of which we do not know whether it arrived. */
export type Resolution =
  /** The network has it. `uid`: what it calls the lead, 128 characters at most; empty where that is not known. */
  | { readonly kind: 'arrived'; readonly uid: string }
  /** It has not: it is sent once more, under the same ID, unless its buyer was forgotten meanwhile. */
  | { readonly kind: 'again' };

/**
 * Ends the doubt about an order, once: false where the account has no such order in doubt, or has had an answer meanwhile.
 * What has arrived still has to be applied (`applyOrders`), what is sent again is due at once.
 */
export async function resolveOrder(
  knex: Knex,
  accountId: string,
  id: string,
  resolution: Resolution,
): Promise<boolean> {
  const unsure = `id = :id and account_id = :accountId and kind = 'order' and state = 'unsure'`;
  const { rowCount } =
    resolution.kind === 'arrived'
      ? await knex.raw<{ rowCount: number }>(
          `update outgoing set state = 'sent', error = null, order_uid = nullif(:uid, ''), is_applied = :uid = ''
            where ${unsure}`,
          { id, accountId, uid: resolution.uid.trim() },
        )
      : await knex.raw<{ rowCount: number }>(
          `with again as (
             update outgoing set state = 'waiting', error = null where ${unsure} and request->>'erased' is null
             returning id, host, receiver_id, lead_id)
           insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at)
           select id, host, receiver_id, lead_id, 0, now() from again`,
          { id, accountId },
        );
  return rowCount > 0;
}
