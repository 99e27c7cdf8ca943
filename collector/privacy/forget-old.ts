import type { Database } from '../storage/database.ts';
import { eraseClicks } from '../storage/erase.ts';
import { dropExportRuns } from '../storage/export-runs.ts';
import { dropLogBefore, listRetentions, readExpiredClicks } from '../storage/retention.ts';
import { dropUploads } from '../storage/uploads.ts';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

export interface ForgetOptions {
  readonly now: Date;
  /** The log is kept so many days, rounded up to whole months; null: for ever. */
  readonly logDays: number | null;
  /** Asked between steps; false ends it, and the next time goes on. */
  readonly mayGoOn?: () => boolean;
}

/**
 * Forgets what a flow does not keep: contact data of leads, with all that their clicks and the log say about the buyer,
 * so many days after the last change of any lead of the click. What comes later is new data, which is kept as long.
 */
export async function forgetOld(database: Database, options: ForgetOptions): Promise<void> {
  const { now, logDays, mayGoOn = () => true } = options;
  const { knex, pool } = database;
  for (const retention of await listRetentions(knex)) {
    const since = new Date(now.getTime() - retention.days * DAY_MS);
    for await (const clickIds of readExpiredClicks(knex, retention, since)) {
      if (!mayGoOn()) return;
      await eraseClicks(knex, {
        accountId: retention.accountId,
        clickIds,
        forgottenAt: null,
        needle: null,
      });
    }
  }
  if (logDays !== null) await dropLogBefore(pool, new Date(now.getTime() - logDays * DAY_MS));
}

/** Forgets what people need for an hour or a day only: files that wait for their import, how far downloads were. */
export async function forgetFiles({ knex }: Database, now: Date): Promise<void> {
  await dropUploads(knex, new Date(now.getTime() - HOUR_MS));
  await dropExportRuns(knex, new Date(now.getTime() - DAY_MS));
}
