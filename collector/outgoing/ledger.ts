import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Settlement, settleTries } from '../storage/settle-outgoing.ts';
import { toStoreError } from '../storage/sqlstate.ts';

export interface LedgerOptions {
  readonly pool: Pool;
  /** Told of what was written down. */
  readonly onSettled: (settlements: readonly Settlement[]) => void;
  readonly onError: (error: unknown) => void;
}

/** Writes results down in groups: the first at once, others with the next group. */
export interface Ledger {
  add(settlement: Settlement): void;
  /** Results that are not written down yet. */
  waiting(): number;
  /** Gives up after the write-down under way. */
  stop(): void;
}

const MOST = 256;
/** Between the beginnings of two write-downs, at least: a write-down costs about the same for one result and for thirty. */
const GAP_MS = 100;
/** While the database is away. */
const PAUSE_MS = 1000;

export function createLedger({ pool, onSettled, onError }: LedgerOptions): Ledger {
  let waiting: Settlement[] = [];
  let inHand = 0;
  let isRunning = false;
  let isStopped = false;

  async function run(): Promise<void> {
    let isAway = false;
    while (waiting.length > 0 && !isStopped) {
      const group = waiting.splice(0, MOST);
      const begun = performance.now();
      inHand = group.length;
      const error = await settle(group).catch((why: unknown) => why ?? 'unknown');
      inHand = 0;
      if (error === undefined) {
        isAway = false;
        onSettled(group);
        if (waiting.length < MOST) await delay(Math.max(0, begun + GAP_MS - performance.now()));
        continue;
      }
      // Told once; results are kept until the database is back.
      if (!isAway) onError(error);
      isAway = true;
      waiting = [...group, ...waiting];
      await delay(PAUSE_MS);
    }
    isRunning = false;
  }

  /** A result that the database refuses must not keep the others from being written down. */
  async function settle(group: readonly Settlement[]): Promise<void> {
    try {
      await settleTries(pool, group);
    } catch (error) {
      if (toStoreError(error).kind !== 'data') throw error;
      const [only, ...more] = group;
      if (only && more.length === 0) return settleBare(only);
      for (const each of group) await settle([each]);
    }
  }

  async function settleBare(settlement: Settlement): Promise<void> {
    const { attempt } = settlement;
    const bare = {
      ...settlement,
      orderUid: null,
      orderReason: null,
      attempt: attempt && { ...attempt, answer: '' },
    };
    try {
      await settleTries(pool, [bare]);
    } catch (error) {
      if (toStoreError(error).kind !== 'data') throw error;
      // Its lease ends, and it is tried again.
      onError(error);
    }
  }

  return {
    add(settlement) {
      waiting.push(settlement);
      if (isRunning) return;
      isRunning = true;
      // Once all results of this turn of the event loop are there.
      setImmediate(() => void run());
    },
    waiting: () => waiting.length + inHand,
    stop() {
      isStopped = true;
    },
  };
}
