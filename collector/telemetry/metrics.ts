import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { QueueDepth } from '../storage/outgoing-queue.ts';

/** What is measured of the process and its surroundings only when somebody asks. */
export interface Observed {
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  /** Postbacks that wait on disk; without a spool none do. */
  readonly spool?:
    | (() => { readonly depth: number; readonly bytes: number; readonly quarantined: number })
    | null;
  /** Whether changes to tokens and flows are heard of. */
  readonly isHeard: () => boolean;
  /** Messages that wait to be sent, and for how long the oldest has been due. */
  readonly readQueue: () => Promise<QueueDepth>;
}

/** What the collector counts. Labels are words of ours alone: no ID, address or value of a request is one. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'door' | 'status'>;
  readonly postbacks: Histogram<'channel' | 'purpose' | 'outcome'>;
  readonly batches: Histogram<'outcome'>;
  readonly batchSize: Histogram;
  readonly overLimit: Counter<'by'>;
  readonly messages: Counter<'kind' | 'outcome'>;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics in a registry of their own, with node's: event loop, garbage collection, memory, CPU. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = { registers, buckets: SECONDS };
  return {
    registry,
    requests: new Histogram({
      ...seconds,
      name: 'subpixel_request_seconds',
      help: 'HTTP requests, to the end of the answer.',
      labelNames: ['door', 'status'],
    }),
    postbacks: new Histogram({
      ...seconds,
      name: 'subpixel_postback_seconds',
      help: 'Postbacks, leads and clicks, from the read request until it is on disk.',
      labelNames: ['channel', 'purpose', 'outcome'],
    }),
    batches: new Histogram({
      ...seconds,
      name: 'subpixel_batch_seconds',
      help: 'Writes to the database.',
      labelNames: ['outcome'],
    }),
    batchSize: new Histogram({
      registers,
      name: 'subpixel_batch_size',
      help: 'Postbacks in one transaction.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    }),
    overLimit: new Counter({
      registers,
      name: 'subpixel_over_limit_total',
      help: 'Requests over a limit.',
      labelNames: ['by'],
    }),
    messages: new Counter({
      registers,
      name: 'subpixel_message_tries_total',
      help: 'Tries to send a message; the outcome `waiting` is one that is tried again.',
      labelNames: ['kind', 'outcome'],
    }),
  };
}

/** Adds what is read when the metrics are asked for. */
export function observe({ registry }: Metrics, { pool, spool, isHeard, readQueue }: Observed): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('subpixel_pool_connections', 'Connections of the hot path.', () => pool.totalCount);
  gauge('subpixel_pool_idle', 'Those that are idle.', () => pool.idleCount);
  gauge('subpixel_pool_waiting', 'Queries that wait for one.', () => pool.waitingCount);
  const waiting = () => spool?.() ?? { depth: 0, bytes: 0, quarantined: 0 };
  gauge('subpixel_spool_depth', 'Postbacks that wait on disk for the database.', () => waiting().depth);
  gauge('subpixel_spool_bytes', 'Bytes of them.', () => waiting().bytes);
  gauge('subpixel_spool_set_aside', 'Postbacks that the database never takes.', () => waiting().quarantined);
  gauge('subpixel_changes_heard', '1 while changes to tokens and flows are heard of.', () =>
    Number(isHeard()),
  );
  const ofQueue = (name: string, help: string, read: (queue: QueueDepth) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      // Every worker reads the same queue.
      aggregator: 'max',
      async collect() {
        // While the database is away there is nothing to say.
        this.set(await readQueue().then(read, () => Number.NaN));
      },
    });
  ofQueue(
    'subpixel_messages_waiting',
    'Messages that wait to be sent, at most 100,000.',
    ({ waiting }) => waiting,
  );
  ofQueue(
    'subpixel_messages_overdue_seconds',
    'How long the oldest message that is due has waited.',
    ({ overdueS }) => overdueS,
  );
}
