import type { Pool } from 'pg';
import { dropExpired, takeParked } from '../storage/parked.ts';
import type { Replayer } from './replay.ts';

export interface SettleParkedOptions {
  readonly pool: Pool;
  readonly replayer: Replayer;
  readonly onError: (error: unknown) => void;
  /** Pause between two looks, in milliseconds. */
  readonly everyMs?: number;
}

/** Postbacks that are settled at one look. */
const LIMIT = 500;

/**
 * Applies postbacks that came before their click as soon as the click is there. Returns what stops it; that resolves
 * when the look under way has ended.
 */
export function settleParked(options: SettleParkedOptions): () => Promise<void> {
  const { pool, replayer, onError, everyMs = 1000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let looking = Promise.resolve();

  async function look(): Promise<void> {
    try {
      await dropExpired(pool);
      for (const { accountId, logId } of await takeParked(pool, LIMIT))
        await replayer.one(accountId, logId, false);
    } catch (error) {
      onError(error);
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  }

  function start(): void {
    looking = look();
  }

  start();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await looking;
  };
}
