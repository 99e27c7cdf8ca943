import type { ClientBase, Pool } from 'pg';

/** Months that are made ahead: a collector that runs for weeks must not meet a month without a partition. */
const AHEAD = 2;

/**
 * Makes the log's partitions for this month and the next two, where they are missing. Cheap to repeat; rows of a
 * month without a partition go to `postback_log_other` and are never refused.
 */
export async function ensurePartitions(client: ClientBase | Pool, now: Date): Promise<void> {
  for (let offset = 0; offset <= AHEAD; offset += 1) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset + 1, 1));
    const name = `postback_log_${from.toISOString().slice(0, 7).replace('-', '_')}`;
    await client.query(
      `create table if not exists ${name} partition of postback_log
         for values from ('${firstId(from)}') to ('${firstId(to)}')`,
    );
  }
}

/** The smallest UUID that begins with this instant (RFC 9562, section 5.7). */
export function firstId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}
