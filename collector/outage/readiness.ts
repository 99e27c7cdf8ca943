import type { Spools } from './spools.ts';

/** What `/readyz` says: to machines by `takesPostbacks`, to people by the rest. */
export interface Readiness {
  readonly takesPostbacks: boolean;
  readonly report: {
    /** `spooling`: the database is away, and postbacks are kept on disk. */
    readonly status: 'ok' | 'spooling' | 'error';
    readonly error?: 'db';
    /** What the database says. */
    readonly reason?: string;
    readonly spool: {
      readonly waiting: number;
      readonly oldest: string | null;
      readonly setAside: number;
    } | null;
  };
}

/** A write of every balancer's every question would be a load of its own. In milliseconds. */
const KEEP_MS = 1000;

/** Tells whether postbacks can be taken, by a real write to the database and by the state of the spool. */
export function createReadiness(
  probe: () => Promise<void>,
  spools: Pick<Spools, 'stats'> | null,
  now: () => Date,
): () => Promise<Readiness> {
  let asked: { readonly at: number; readonly why: Promise<string | null> } | null = null;

  function askDatabase(): Promise<string | null> {
    const at = now().getTime();
    if (asked === null || at - asked.at >= KEEP_MS) {
      const why = probe().then(
        () => null,
        (error) => (error instanceof Error ? error.message : String(error)),
      );
      asked = { at, why };
    }
    return asked.why;
  }

  return async () => {
    const reason = await askDatabase();
    const stats = spools?.stats() ?? null;
    const spool = stats && {
      waiting: stats.depth,
      oldest: stats.oldest === null ? null : new Date(stats.oldest).toISOString(),
      setAside: stats.quarantined,
    };
    if (reason === null) return { takesPostbacks: true, report: { status: 'ok', spool } };
    // Whether it is full is known from the last postback only: what was drained since makes room.
    const takesPostbacks = stats !== null && stats.lastError === null && !(stats.full && stats.depth > 0);
    const status = takesPostbacks ? 'spooling' : 'error';
    return { takesPostbacks, report: { status, error: 'db', reason, spool } };
  };
}
