import cluster from 'node:cluster';
import { once } from 'node:events';
import type { FirstRun } from '../first-run.ts';
import type { CountedMetrics, FromWorker, Start, ToWorker } from './messages.ts';

/** A worker does not start; the message is for people. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

/** A worker as its supervisor sees it. */
export interface WorkerProcess {
  /** Resolves when it takes requests. Rejects with WorkerError where it ends before. */
  readonly listening: Promise<void>;
  /** Resolves when it is gone, with what it ended by: an exit code or a signal. */
  readonly gone: Promise<number | string>;
  drain(): void;
  stop(): void;
  /** What it has counted; null where it says nothing for a second. */
  count(): Promise<CountedMetrics | null>;
}

export interface WorkerListener {
  /** The database is set up. */
  onSetUp(firstRun: FirstRun | null): void;
  /** It asks what all workers have counted. */
  countAll(): Promise<CountedMetrics[]>;
}

/** The variable that makes this program a worker. */
export const WORKER_MARK = 'SUBPIXEL_IS_WORKER';

const COUNT_MS = 1000;

/** Starts this program once more, as it is on disk now, as a worker. */
export function forkWorker(start: Omit<Start, 'kind'>, listener: WorkerListener): WorkerProcess {
  // Each worker accepts for itself: that another process does, and passes every connection on, costs 100 µs each
  // (measured: 150 µs in place of 46 µs of CPU for a connection with one request).
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const worker = cluster.fork({ [WORKER_MARK]: '1' });
  const { process: child } = worker;
  const answers = new Map<number, (metrics: CountedMetrics) => void>();
  let questions = 0;
  let failure = '';
  let isHearing = false;

  function send(message: ToWorker): void {
    // It may be gone since: `gone` tells of it.
    if (worker.isConnected()) worker.send(message, () => undefined);
  }

  const gone = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const listening = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'hello') {
        isHearing = true;
        send({ kind: 'start', ...start });
      }
      if (message.kind === 'listening') resolve();
      if (message.kind === 'listening' && message.setUp) listener.onSetUp(message.setUp.firstRun);
      if (message.kind === 'set-up') listener.onSetUp(message.firstRun);
      if (message.kind === 'failed') failure = message.message;
      if (message.kind === 'counted') answers.get(message.question)?.(message.metrics);
      if (message.kind === 'count-all') {
        const { question } = message;
        listener.countAll().then((all) => send({ kind: 'counted-all', question, all }));
      }
    });
    // Without a listener an error of its channel would end the supervisor.
    worker.on('error', () => undefined);
    gone.then((by) => reject(new WorkerError(failure || `A worker ended with ${by} before it was ready.`)));
  });
  // Whoever waits for it is told; once it listens, nobody does.
  listening.catch(() => undefined);

  const kill = () => void child.kill('SIGKILL');
  return {
    listening,
    gone,
    drain: () => send({ kind: 'drain' }),
    // What has not begun has nothing to finish.
    stop: () => (isHearing ? send({ kind: 'stop' }) : kill()),
    count() {
      questions += 1;
      const question = questions;
      return new Promise<CountedMetrics | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), COUNT_MS);
        answers.set(question, (metrics) => {
          clearTimeout(timer);
          resolve(metrics);
        });
        send({ kind: 'count', question });
      }).finally(() => answers.delete(question));
    },
  };
}
