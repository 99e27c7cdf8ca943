import type { Logger } from 'pino';
import { forgetFiles, forgetOld } from './privacy/forget-old.ts';
import type { Replayer } from './replay/replay.ts';
import { settleParked } from './replay/settle-parked.ts';
import { keepCounted } from './reports/keep-counted.ts';
import type { Database } from './storage/database.ts';
import { ensurePartitions } from './storage/partitions.ts';
import type { TokenUsage } from './storage/token-usage.ts';

const DAY_MS = 24 * 3600 * 1000;
const USAGE_MS = 30_000;
const FILES_MS = 10 * 60 * 1000;
/** After a start there is more to do than to forget. */
const FIRST_FORGET_MS = 5 * 60 * 1000;

export interface Jobs {
  readonly database: Database;
  readonly replayer: Replayer;
  readonly usage: TokenUsage;
  /** How long the log is kept; null: for ever. */
  readonly logDays: number | null;
  readonly log: Logger;
}

/** What is done again and again beside the requests. Every collector does it; doing it twice is harmless. */
export function startJobs({ database, replayer, usage, logDays, log }: Jobs): () => Promise<void> {
  const partitions = setInterval(() => {
    ensurePartitions(database.pool, new Date()).catch((error) =>
      log.error({ err: error }, 'no log partition was made'),
    );
  }, DAY_MS);
  const usages = setInterval(() => void usage.flush(), USAGE_MS);
  const stopSettling = settleParked({
    pool: database.pool,
    replayer,
    onError: (error) =>
      log.error({ err: error }, 'postbacks that wait for their click could not be looked at'),
  });
  const stopCounting = keepCounted({
    knex: database.knex,
    onError: (error) => log.error({ err: error }, 'statistics could not be counted'),
  });
  let isStopping = false;
  let forgetting = Promise.resolve();
  const forget = () => {
    forgetting = forgetOld(database, { now: new Date(), logDays, mayGoOn: () => !isStopping }).catch(
      (error) => log.error({ err: error }, 'what is not kept could not be forgotten'),
    );
  };
  const firstForget = setTimeout(forget, FIRST_FORGET_MS);
  const forgets = setInterval(forget, DAY_MS);
  const files = setInterval(() => {
    forgetFiles(database, new Date()).catch((error) =>
      log.error({ err: error }, 'files of imports could not be dropped'),
    );
  }, FILES_MS);
  return async () => {
    isStopping = true;
    clearTimeout(firstForget);
    for (const timer of [forgets, files]) clearInterval(timer);
    clearInterval(partitions);
    clearInterval(usages);
    await stopSettling();
    await stopCounting();
    await forgetting;
    await usage.flush();
  };
}
