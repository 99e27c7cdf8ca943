import type { ClientBase, Pool } from 'pg';

/** Months that are made ahead: a collector that runs for weeks must not meet a month without a partition. */
const AHEAD = 2;

/** Tables whose partitions are the months of a UUIDv7. */
export const BY_MONTH = ['postback_log', 'outgoing', 'outgoing_attempts'] as const;

/**
 * Makes the logs' partitions for this month and the next two, where they are missing. Cheap to repeat; rows of a
 * month without a partition go to `postback_log_other` and the like, and are never refused.
 */
export async function ensurePartitions(client: ClientBase | Pool, now: Date): Promise<void> {
  for (const table of BY_MONTH) {
    for (let offset = 0; offset <= AHEAD; offset += 1) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset + 1, 1));
      const name = `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`;
      await client.query(
        `create table if not exists ${name} partition of ${table}
           for values from ('${firstId(from)}') to ('${firstId(to)}')`,
      );
    }
  }
}

/** The smallest UUID that begins with this instant (RFC 9562, section 5.7). */
export function firstId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}
