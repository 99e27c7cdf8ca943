import type { Knex } from 'knex';
import type { Pool } from 'pg';

/** Unless it was moved since: what its URL says before the first macro tells where it is. */
const SWITCH_OFF = `
  update receivers set is_on = false, off_reason = $2, off_at = now()
   where id = $1 and is_on and starts_with($3, split_part(split_part(url, '?', 1), '{', 1))`;

/** Thousands at a time. What is under way ends as it will. */
const CANCEL = (receiverId: string) => `
  with gone as (
    delete from outgoing_queue where id in (
      select id from outgoing_queue where receiver_id = ${receiverId} and began_at is null
       limit 5000 for update skip locked)
    returning id
  )
  update outgoing o set state = 'cancelled', error = 'switched-off' from gone g where o.id = g.id`;

/** Switches a receiver off that has told us at this URL to go away, and cancels what waits for it. */
export async function switchOff(pool: Pool, receiverId: string, url: string, reason: string): Promise<void> {
  const { rowCount } = await pool.query(SWITCH_OFF, [receiverId, reason, url]);
  if (rowCount === 0) return;
  while (((await pool.query(CANCEL('$1'), [receiverId])).rowCount ?? 0) > 0);
}

/** Cancels what waits for a receiver that a person has switched off or deleted: switched on again, it gets no old news. */
export async function cancelWaiting(knex: Knex, receiverId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await knex.raw<{ rowCount: number }>(CANCEL('?'), [receiverId]);
    if (rowCount === 0) return;
  }
}
