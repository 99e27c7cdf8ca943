import type { Logger } from 'pino';
import type { Replayer } from './replay/replay.ts';
import { settleParked } from './replay/settle-parked.ts';
import { keepCounted } from './reports/keep-counted.ts';
import type { Database } from './storage/database.ts';
import { ensurePartitions } from './storage/partitions.ts';
import type { TokenUsage } from './storage/token-usage.ts';

const DAY_MS = 24 * 3600 * 1000;
const USAGE_MS = 30_000;

export interface Jobs {
  readonly database: Database;
  readonly replayer: Replayer;
  readonly usage: TokenUsage;
  readonly log: Logger;
}

/** What is done again and again beside the requests. Every collector does it; doing it twice is harmless. */
export function startJobs({ database, replayer, usage, log }: Jobs): () => Promise<void> {
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
  return async () => {
    clearInterval(partitions);
    clearInterval(usages);
    await stopSettling();
    await stopCounting();
    await usage.flush();
  };
}
