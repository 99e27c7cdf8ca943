import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { FirstRun } from '../first-run.ts';

/** What one worker has counted, as prom-client passes it between processes. */
export type CountedMetrics = MetricObjectWithValues<MetricValue<string>>[];

/** The first message to a worker. */
export interface Start {
  readonly kind: 'start';
  /** Its place, from 0. Its metrics bear it, also those of the worker that takes over from it. */
  readonly place: number;
  readonly databaseUrl: string;
  /** Whether a worker before it has set the database up. */
  readonly hasSeenDatabase: boolean;
}

/** From the supervisor to a worker. */
export type ToWorker =
  | Start
  /** Another takes over: finish all connections, then end. */
  | { readonly kind: 'drain' }
  /** The collector ends: finish the requests under way, then end. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'count'; readonly question: number }
  /** The answer to `count-all`. */
  | { readonly kind: 'counted-all'; readonly question: number; readonly all: readonly CountedMetrics[] };

/** From a worker to the supervisor. */
export type FromWorker =
  /** It hears messages from now on; those of before are lost. */
  | { readonly kind: 'hello' }
  /** It takes requests. `setUp` is null while the database is away. */
  | { readonly kind: 'listening'; readonly setUp: { readonly firstRun: FirstRun | null } | null }
  /** The database is there at last. */
  | { readonly kind: 'set-up'; readonly firstRun: FirstRun | null }
  /** It cannot start; the message is for people. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'counted'; readonly question: number; readonly metrics: CountedMetrics }
  | { readonly kind: 'count-all'; readonly question: number };
