import type { Knex } from 'knex';
import { countBucket, countDay } from './count-bucket.ts';

export interface KeepCountedOptions {
  readonly knex: Knex;
  readonly onError: (error: unknown) => void;
  /** Pause after a round, in milliseconds, at least. */
  readonly everyMs?: number;
}

/** Any number will do as long as no other program on the database uses it. */
const LOCK = 7_228_902;
/** Batches whose changes are gathered in one statement. */
const GATHERED = 2000;
/** Half-hours of a day that are counted in one transaction: the day is summed up once for all of them. */
const TOGETHER = 12;
/** A round ends here, so that what has changed just now does not wait for a long past. In milliseconds. */
const ROUND_MS = 1000;
/** Pauses are so many times as long as the round before: late approvals of a month must not eat the database. */
const IDLE_SHARE = 9;
/** How long it is remembered when networks have spoken. */
const KEEP_TALKS = '35 days';
const HOUR_MS = 3600_000;

/**
 * Counts anew what has changed, newest first, again and again. Every collector does it, one at a time. Returns what
 * stops it; that resolves when the round under way has ended.
 */
export function keepCounted({ knex, onError, everyMs = 1000 }: KeepCountedOptions): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let counting = Promise.resolve();
  let forgottenAt = 0;

  async function round(): Promise<void> {
    const begun = Date.now();
    try {
      if (begun - forgottenAt > HOUR_MS) {
        await knex.raw(`delete from network_talks where bucket < now() - interval '${KEEP_TALKS}'`);
        forgottenAt = begun;
      }
      await gatherChanges(knex);
      while (!stopped && Date.now() - begun < ROUND_MS && (await countNext(knex)));
    } catch (error) {
      onError(error);
    }
    if (!stopped) timer = setTimeout(start, Math.max(everyMs, IDLE_SHARE * (Date.now() - begun)));
  }

  function start(): void {
    counting = round();
  }

  start();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await counting;
  };
}

/** Counts everything that waits, together with collectors that do: for tests and measurements. */
export async function countAll(knex: Knex): Promise<void> {
  await gatherChanges(knex);
  for (let counted: number | null = null; counted !== 0; counted = await countNext(knex));
}

/** Turns the batches' changes into half-hours that wait, each once; and notes which networks have spoken. */
async function gatherChanges(knex: Knex): Promise<void> {
  let taken: number | null = GATHERED;
  while (taken === GATHERED) {
    taken = await alone(knex, async (transaction) => {
      const { rows } = await transaction.raw<{ rows: { taken: number }[] }>(GATHER, { limit: GATHERED });
      return rows[0]?.taken ?? 0;
    });
  }
}

const GATHER = `
  with taken as materialized (
    delete from stat_changes where id in (select id from stat_changes order by id limit :limit) returning changes
  ), talked as (
    insert into network_talks (account_id, flow_id, bucket)
    select distinct (t->>0)::uuid, t->>1, to_timestamp((t->>2)::bigint / 1000.0)
      from taken, jsonb_array_elements(changes->'talks') t
    on conflict do nothing
  ), waiting as (
    insert into stat_pending (account_id, bucket)
    select distinct (b->>0)::uuid, to_timestamp((b->>1)::bigint / 1000.0)
      from taken, jsonb_array_elements(changes->'buckets') b
    on conflict do nothing
  )
  select count(*)::int as taken from taken`;

/** Counts the newest that waits, with some more of its day. Returns how many that were; null: another collector is at it. */
async function countNext(knex: Knex): Promise<number | null> {
  return alone(knex, async (transaction) => {
    const { rows } = await transaction.raw<{ rows: { account_id: string; bucket: Date }[] }>(TAKE, {
      limit: TOGETHER,
    });
    const buckets = rows.map(({ account_id: accountId, bucket: begin }) => ({ accountId, begin }));
    for (const bucket of buckets) await countBucket(transaction, bucket);
    if (buckets[0]) await countDay(transaction, buckets[0]);
    return buckets.length;
  });
}

const TAKE = `
  with newest as (
    select account_id, date_bin('1 day', bucket, 'epoch'::timestamptz) as day
      from stat_pending order by bucket desc, account_id limit 1
  )
  delete from stat_pending where (bucket, account_id) in (
    select p.bucket, p.account_id from stat_pending p, newest n
     where p.account_id = n.account_id and p.bucket >= n.day and p.bucket < n.day + interval '1 day'
     order by p.bucket desc limit :limit)
  returning account_id, bucket`;

/**
 * A transaction while no other collector is in one of these; null where one is. Two that count the same half-hour could
 * otherwise end with what the slower one has read, which may be older.
 */
async function alone(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<number>,
): Promise<number | null> {
  return knex.transaction(async (transaction) => {
    const { rows } = await transaction.raw<{ rows: { got: boolean }[] }>(
      // What a crash takes away is counted again: nobody need wait for the disk.
      `select pg_try_advisory_xact_lock(?) as got, set_config('synchronous_commit', 'off', true)`,
      [LOCK],
    );
    return rows[0]?.got ? work(transaction) : null;
  });
}
