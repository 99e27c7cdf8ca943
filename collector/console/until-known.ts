import { setTimeout as delay } from 'node:timers/promises';
import { TTL_MS } from '../storage/postgres-directory.ts';

/**
 * Resolves when every collector goes by what was just changed of a flow: they believe what they have read for a while.
 * Without it, the preview that follows a new mapping would show the old one.
 */
export function untilKnown(): Promise<void> {
  return delay(TTL_MS);
}
