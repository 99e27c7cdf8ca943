import { setTimeout as delay } from 'node:timers/promises';
import { KNOWN_WITHIN_MS } from '../storage/listen-for-changes.ts';

/**
 * Resolves when every collector goes by what was just changed of a flow: most hear of it at once, one
 * that cannot hear takes this long. Without it, the preview that follows a new mapping may show the old one.
 */
export function untilKnown(): Promise<void> {
  return delay(KNOWN_WITHIN_MS);
}
