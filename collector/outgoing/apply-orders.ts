import type { Knex } from 'knex';
import { inOrderOfKeys } from '../in-order.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Outcome } from '../pipeline/postback.ts';
import { type OrderResult, withOrderResults } from '../storage/order-results.ts';
import { orderPostback } from './order-postback.ts';

export interface ApplyOrdersOptions {
  readonly knex: Knex;
  readonly pipeline: Pick<Pipeline, 'submit'>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Enough for a batch, few enough to hold their rows for a moment only. */
const AT_ONCE = 100;

/**
 * Tells leads what networks made of their orders, so that later postbacks find them by the network's ID. What a crash cuts
 * short is done again, which changes nothing. Call it after results were stored, and from time to time for what a process
 * left behind. Returns how many it has seen; rejects where the database does not answer.
 */
export async function applyOrders({ knex, pipeline, now, newId }: ApplyOrdersOptions): Promise<number> {
  let seen = 0;
  for (;;) {
    let isAway = false;
    const count = await withOrderResults(knex, AT_ONCE, async (results) => {
      const applied = await inOrderOfKeys(
        results,
        ({ clickId }) => clickId,
        async (result) => {
          if (!tells(result)) return result.id;
          const { outcome } = await pipeline.submit(orderPostback(result, newId(), now()));
          return mayComeAgain(outcome) ? null : result.id;
        },
      );
      isAway = applied.includes(null);
      return applied.filter((id) => id !== null);
    });
    seen += count;
    if (count < AT_ONCE || isAway) return seen;
  }
}

/** An order that was taken at once, without a word of its ID, leaves the lead as it is. */
function tells({ uid, reason, isResend }: OrderResult): boolean {
  return uid !== '' || reason !== null || isResend;
}

/** All other refusals are final, and stand in the log: the lead or its flow is gone, or another lead has this ID. */
function mayComeAgain(outcome: Outcome): boolean {
  return outcome.status === 'error' && outcome.error === 'db' && outcome.reason === 'unavailable';
}
