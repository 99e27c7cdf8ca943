import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Spools } from './spools.ts';

export interface DrainSpoolsOptions {
  readonly spools: Spools;
  readonly pipeline: Pick<Pipeline, 'apply' | 'isAway' | 'resume'>;
  /** Rejects while the database takes no writes. */
  readonly probe: () => Promise<void>;
  /** The database takes writes again, and so many postbacks wait for it. */
  readonly onBack: (waiting: number) => void;
  readonly onError: (error: unknown) => void;
  /** Pause between two looks, in milliseconds. */
  readonly everyMs?: number;
}

export interface DrainJob {
  /** Looks at once: a connection may have broken while the database is well. */
  wake(): void;
  /** Resolves when the look under way has ended. The spools are still open, and may be closed before: that cuts a look short. */
  stop(): Promise<void>;
}

/** Looks between two searches for spools of processes that have died. */
const ADOPT_EVERY = 10;

/** Applies what waits on disk as soon as the database takes writes again, and ends the detour of new postbacks. */
export function drainSpools(options: DrainSpoolsOptions): DrainJob {
  const { spools, pipeline, probe, onBack, onError, everyMs = 1000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let looks = 0;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    looks += 1;
    try {
      if (looks % ADOPT_EVERY === 0) await spools.adopt();
      if (!pipeline.isAway() && spools.isEmpty()) return;
      if (!(await takesWrites())) return;
      if (pipeline.isAway()) onBack(spools.stats().depth);
      pipeline.resume();
      await spools.drain(pipeline.apply);
    } catch (error) {
      if (!stopped) onError(error);
    }
  }

  const takesWrites = () =>
    probe().then(
      () => !stopped,
      () => false,
    );

  function start(): void {
    if (stopped || looking) return;
    clearTimeout(timer);
    looking = look().finally(() => {
      looking = null;
      if (!stopped) timer = setTimeout(start, everyMs);
    });
  }

  start();
  return {
    wake: start,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
