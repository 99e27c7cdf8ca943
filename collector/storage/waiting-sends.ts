import type { Knex } from 'knex';
import { hostOf } from '../pipeline/sending/plan-sends.ts';
import type { Receiver } from '../pipeline/sending/receiver.ts';

/** Counted up to here: more is «more than». */
export const MOST_WAITING = 1000;
/** A host's queue is looked through so far: that of a host which is dead to everybody may hold millions. */
const LOOKED_AT = 20_000;

/** How many messages wait for each receiver, up to `MOST_WAITING` + 1; none are not in the map. */
export async function countWaiting(
  knex: Knex,
  receivers: readonly Pick<Receiver, 'id' | 'url'>[],
): Promise<ReadonlyMap<string, number>> {
  if (receivers.length === 0) return new Map();
  const { rows } = await knex.raw<{ rows: { id: string; n: number }[] }>(
    `select r.id, w.n from unnest(?::text[], ?::text[]) as r(id, host) cross join lateral (
       select count(*)::int as n from (
         select from (
           select receiver_id from outgoing_queue where host = r.host order by host, due_at limit ${LOOKED_AT}
         ) as q where q.receiver_id = r.id limit ${MOST_WAITING + 1}
       ) as counted
     ) as w where w.n > 0`,
    [receivers.map(({ id }) => id), receivers.map(({ url }) => hostOf(url))],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
