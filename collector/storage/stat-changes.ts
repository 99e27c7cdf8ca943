import type { Knex } from 'knex';
import type { Batch } from '../pipeline/batch-store.ts';

/** Statistics are kept by the half-hour, in milliseconds: days of nearly every time zone are sums of them. */
export const BUCKET_MS = 30 * 60 * 1000;

/** What a batch touched, once each: half-hours of accounts, and half-hours in which networks spoke of flows. */
export interface StatChanges {
  /** Account and the bucket's begin, in milliseconds since 1970. */
  readonly buckets: readonly (readonly [accountId: string, begin: number])[];
  readonly talks: readonly (readonly [accountId: string, flowId: string, begin: number])[];
}

/** The begin of the half-hour that an instant (milliseconds since 1970) is in. */
export function bucketOf(at: number): number {
  return at - (at % BUCKET_MS);
}

/** What has to be counted anew after a batch; null: nothing. */
export function statChangesOf({ leads, changedClicks, entries }: Batch): StatChanges | null {
  const buckets = new Map<string, StatChanges['buckets'][number]>();
  const talks = new Map<string, StatChanges['talks'][number]>();
  const touch = (accountId: string, at: number) => {
    const begin = bucketOf(at);
    buckets.set(`${accountId} ${begin}`, [accountId, begin]);
  };
  for (const lead of leads) touch(lead.accountId, instantOf(lead.id));
  for (const { click, leads: counted } of changedClicks) {
    touch(click.accountId, click.createdAt.getTime());
    // They are counted by the click's tags.
    for (const lead of counted) touch(lead.accountId, instantOf(lead.id));
  }
  for (const { entry } of entries) {
    const { accountId, flowId, channel, receivedAt, test, dry } = entry;
    if (channel !== 's2s' || accountId === null || flowId === null || test || dry) continue;
    const begin = bucketOf(receivedAt.getTime());
    talks.set(`${accountId} ${flowId} ${begin}`, [accountId, flowId, begin]);
  }
  if (buckets.size === 0 && talks.size === 0) return null;
  return { buckets: [...buckets.values()], talks: [...talks.values()] };
}

/**
 * When a UUIDv7 (32 hex digits) was made, in milliseconds since 1970. A lead's is later than `createdAt` where it waited
 * for the database.
 */
export function instantOf(id: string): number {
  return Number.parseInt(id.slice(0, 12), 16);
}

const HALF_HOUR = (at: string) => `date_bin('30 minutes', ${at}, 'epoch'::timestamptz)`;
const MADE = `to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)`;

/** Has clicks of an account counted anew, with their leads, where they were changed other than by a batch. */
export async function recountClicks(
  transaction: Knex.Transaction,
  accountId: string,
  clickIds: readonly string[],
): Promise<void> {
  await transaction.raw(
    `insert into stat_pending (account_id, bucket)
     select account_id, ${HALF_HOUR('created_at')} from clicks
      where id = any(cast(:ids as uuid[])) and account_id = :accountId
      union
     select account_id, ${HALF_HOUR(MADE)} from leads
      where click_id = any(cast(:ids as uuid[])) and account_id = :accountId
     on conflict do nothing`,
    { accountId, ids: [...clickIds] },
  );
}
