import type { Pool } from 'pg';
import { fromUuid } from '../pipeline/click-id.ts';

/** A postback that waits for its click. */
export interface Parked {
  readonly accountId: string;
  readonly logId: string;
}

/** After this time nobody expects the click any more (protocol section 7). */
const GIVE_UP = '24 hours';

/**
 * Takes the postbacks whose click has appeared and whose turn it is, at most `limit`. Each is looked at again after a
 * tenth of the time it has waited, at least a second: so a click is noticed soon, and thousands of IDs that never
 * come cost next to nothing. Taking one moves its turn, so of two collectors only one gets it.
 */
export async function takeParked(pool: Pool, limit: number): Promise<Parked[]> {
  const { rows } = await pool.query<{ account_id: string; log_id: string; has_click: boolean }>(
    `with due as (
       select click_id, log_id from parked_postbacks where retry_at <= now() order by retry_at limit $1
     )
     update parked_postbacks p
        set retry_at = now() + greatest(interval '1 second', (now() - p.parked_at) / 10)
       from due where p.click_id = due.click_id and p.log_id = due.log_id and p.retry_at <= now()
     returning p.account_id, p.log_id, exists (select from clicks c where c.id = p.click_id) as has_click`,
    [limit],
  );
  return rows
    .filter((row) => row.has_click)
    .sort((a, b) => (a.log_id < b.log_id ? -1 : 1))
    .map((row) => ({ accountId: row.account_id, logId: fromUuid(row.log_id) }));
}

/** Gives up on those that have waited long enough; their log entries keep their refusal. */
export async function dropExpired(pool: Pool): Promise<void> {
  await pool.query(`delete from parked_postbacks where parked_at < now() - interval '${GIVE_UP}'`);
}
