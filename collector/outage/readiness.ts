import type { Spools } from './spools.ts';

/** What `/readyz` says: to machines by `takesPostbacks`, to people by the rest. */
export interface Readiness {
  readonly takesPostbacks: boolean;
  readonly report: {
    /**
     * `spooling`: the database is away, and postbacks are kept on disk. `starting`: so they are, but this collector has
     * never seen its database: an address that was mistyped must not look healthy.
     */
    readonly status: 'ok' | 'spooling' | 'starting' | 'error';
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
  hasSeenDatabase: () => boolean = () => true,
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
    if (takesPostbacks && !hasSeenDatabase())
      return { takesPostbacks: false, report: { status: 'starting', error: 'db', reason, spool } };
    const status = takesPostbacks ? 'spooling' : 'error';
    return { takesPostbacks, report: { status, error: 'db', reason, spool } };
  };
}
