import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FirstRun } from '../first-run.ts';
import { forkWorker, type WorkerProcess } from './worker-process.ts';

export interface SupervisorOptions {
  readonly workers: number;
  readonly databaseUrl: string;
  readonly log: Logger;
  /** The database is set up: called once. */
  readonly onSetUp: (firstRun: FirstRun | null) => void;
}

/** Keeps the port and the number of workers. It takes no requests and asks nothing of the database. */
export interface Supervisor {
  /**
   * Puts a new worker in the place of each, one after the other: the new one takes requests before the old one drains.
   * Resolves when all are new, with their number. Where one does not start, rejects with WorkerError, and the old ones
   * go on.
   */
  restart(): Promise<number>;
  /** Stops all workers. Resolves when they are gone. */
  close(): Promise<void>;
}

/** A worker that has lived for so long is replaced at once. */
const STEADY_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Resolves when all workers take requests. Rejects with WorkerError where the first does not start. */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const { workers, databaseUrl, log, onSetUp } = options;
  /** Who takes requests in each place. */
  const places: (WorkerProcess | null)[] = Array.from({ length: workers }, () => null);
  const alive = new Set<WorkerProcess>();
  const stop = new AbortController();
  const pauses = places.map(() => 0);
  let hasSeenDatabase = false;

  const listener = {
    onSetUp(firstRun: FirstRun | null) {
      if (hasSeenDatabase) return;
      hasSeenDatabase = true;
      onSetUp(firstRun);
    },
    async countAll() {
      const counted = await Promise.all(places.map(async (worker) => worker?.count() ?? null));
      return counted.filter((metrics) => metrics !== null);
    },
  };

  /** Starts a worker. When it takes requests, the one that did so in its place drains. */
  async function launch(place: number): Promise<void> {
    const worker = forkWorker({ place, databaseUrl, hasSeenDatabase }, listener);
    alive.add(worker);
    worker.gone.then(() => alive.delete(worker));
    await worker.listening;
    places[place]?.drain();
    places[place] = worker;
    const since = performance.now();
    worker.gone.then((by) => {
      if (places[place] !== worker || stop.signal.aborted) return;
      places[place] = null;
      log.error({ place, by }, 'a worker has died and is replaced');
      const isSteady = performance.now() - since >= STEADY_MS;
      pauses[place] = isSteady ? 0 : longer(pauses[place] ?? 0);
      void replace(place);
    });
  }

  async function replace(place: number): Promise<void> {
    while (places[place] === null) {
      await delay(pauses[place], undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      await launch(place).catch((error) => {
        pauses[place] = longer(pauses[place] ?? 0);
        if (!stop.signal.aborted) log.error({ err: error }, 'a worker does not start; it is tried again');
      });
    }
  }

  async function launchAll(): Promise<number> {
    for (const place of places.keys()) {
      if (stop.signal.aborted) break;
      await launch(place);
    }
    return workers;
  }

  async function close(): Promise<void> {
    stop.abort();
    await Promise.all(
      [...alive].map((worker) => {
        worker.stop();
        return worker.gone;
      }),
    );
  }

  try {
    await launchAll();
  } catch (error) {
    await close();
    throw error;
  }
  let last = Promise.resolve(workers);
  return {
    // A second restart waits for the first: what was put on disk since must be loaded.
    restart() {
      last = last.catch(() => 0).then(launchAll);
      return last;
    },
    close,
  };
}

function longer(pause: number): number {
  return Math.min(Math.max(2 * pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}
