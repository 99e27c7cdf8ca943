import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';

/** What came of an order, and what its lead does not know yet. */
export interface OrderResult {
  /** Of the message. */
  readonly id: string;
  readonly accountId: string;
  readonly receiverId: string;
  readonly clickId: string;
  readonly leadId: string;
  /** What the network calls the lead; empty where it did not say, or did not take it. */
  readonly uid: string;
  /** Why it was refused; null where it was taken. */
  readonly reason: string | null;
  /** An order that a person has sent once more: its lead may be trash since the first try. */
  readonly isResend: boolean;
}

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly receiver_id: string;
  readonly click_id: string;
  readonly lead_id: string;
  readonly state: string;
  readonly order_uid: string | null;
  readonly order_reason: string | null;
  readonly is_resend: boolean;
}

/**
 * Hands some results that are not applied yet to `apply`, the oldest first, and takes off the list those whose IDs it
 * returns. What another process is at is left to it; what is begun when a process dies is there for the next. Returns how
 * many there were.
 */
export async function withOrderResults(
  knex: Knex,
  limit: number,
  apply: (results: readonly OrderResult[]) => Promise<readonly string[]>,
): Promise<number> {
  return knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Row[] }>(
      `select id, account_id, receiver_id, click_id, lead_id, state, order_uid, order_reason,
              resend_of is not null as is_resend
         from outgoing where not is_applied order by id limit ? for update skip locked`,
      [limit],
    );
    if (rows.length === 0) return 0;
    const applied = await apply(rows.map(toResult));
    await trx.raw('update outgoing set is_applied = true where id = any(?::uuid[])', [[...applied]]);
    return rows.length;
  });
}

function toResult(row: Row): OrderResult {
  return {
    id: fromUuid(row.id),
    accountId: row.account_id,
    receiverId: row.receiver_id,
    clickId: fromUuid(row.click_id),
    leadId: fromUuid(row.lead_id),
    uid: row.order_uid ?? '',
    reason: row.state === 'refused' ? (row.order_reason ?? '') : null,
    isResend: row.is_resend,
  };
}
