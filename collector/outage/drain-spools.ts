import type { Pipeline } from '../pipeline/pipeline.ts';
import type { DrainHandler } from '../spool/index.ts';
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
      resume();
      await spools.drain(apply);
    } catch (error) {
      if (!stopped) onError(error);
    }
  }

  function resume(): void {
    if (pipeline.isAway()) onBack(spools.stats().depth);
    pipeline.resume();
  }

  /**
   * A batch that is stored shows that the database takes writes. A drain ends when nothing waits any more; without this,
   * one late answer during it would send everything by the disk as long as more comes than it finds empty (seen: for
   * two minutes, on a database that was well).
   */
  async function apply(records: Parameters<DrainHandler>[0]): ReturnType<DrainHandler> {
    const verdicts = await pipeline.apply(records);
    if (verdicts.length === records.length && verdicts.every(({ kind }) => kind !== 'retry')) resume();
    return verdicts;
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
