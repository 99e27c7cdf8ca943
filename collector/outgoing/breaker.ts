/** Failures of a host, one after the other, after which it is left alone. */
const FAILURES = 5;
const FIRST_PAUSE_MS = 5000;
/** A host that is back is noticed within this time. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Leaves a host alone that fails, so that neither its tries nor our connections are used up. After a pause one message
 * tries it: goes that well, it is as before; if not, the pause doubles. Times are milliseconds of any one clock.
 */
export interface Breaker {
  /** How many messages may be under way: all, one, or none. */
  allows(now: number): 'all' | 'one' | 'none';
  succeeded(): void;
  failed(now: number): void;
}

export function createBreaker(): Breaker {
  let failures = 0;
  let pauseMs = 0;
  let openUntil = 0;
  return {
    allows(now) {
      if (pauseMs === 0) return 'all';
      return now < openUntil ? 'none' : 'one';
    },
    succeeded() {
      failures = 0;
      pauseMs = 0;
    },
    failed(now) {
      failures += 1;
      // What was under way when it opened says nothing new.
      if (failures < FAILURES || now < openUntil) return;
      pauseMs = pauseMs === 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      openUntil = now + pauseMs;
    },
  };
}
