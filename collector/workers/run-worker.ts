import { once } from 'node:events';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { AggregatorRegistry, type PrometheusContentType } from 'prom-client';
import type { Config } from '../config.ts';
import type { MetricsText } from '../http/routes/metrics.ts';
import { startCollector } from '../start-collector.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { CountedMetrics, FromWorker, Start, ToWorker } from './messages.ts';
import { shareOf } from './share-of.ts';

/** Ctrl-C in a terminal reaches workers, too, and a service manager may signal all: they listen to their supervisor. */
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR2'] as const;

export interface WorkerOptions {
  readonly readConfig: () => Config;
  readonly log: Logger;
  readonly graceMs: number;
  /** What is said of an error to people. */
  readonly explain: (error: unknown) => string;
}

/**
 * A worker: takes requests until its supervisor has it drain or stop. Node ends it when the supervisor is gone; what was
 * acknowledged until then is on disk.
 */
export async function runWorker({ readConfig, log, graceMs, explain }: WorkerOptions): Promise<void> {
  for (const signal of SIGNALS) process.on(signal, () => undefined);
  const hearing = once(process, 'message');
  tell({ kind: 'hello' });
  const [start] = (await hearing) as [Start];
  const metrics = createMetrics();
  metrics.registry.setDefaultLabels({ worker: String(start.place) });
  const counted: Counted = new Map();
  const readMetrics = createReadMetrics(counted);
  const starting = (async () => {
    const config = shareOf(readConfig());
    const { databaseUrl, hasSeenDatabase } = start;
    return startCollector({ config, databaseUrl, log, metrics, readMetrics, hasSeenDatabase });
  })();

  /** Also of a worker that has not started yet. */
  async function end({ afterDrain }: { readonly afterDrain: boolean }): Promise<void> {
    const collector = await starting.catch(() => null);
    if (afterDrain) await collector?.drain();
    await collector?.close();
  }

  const grace = closeWithGrace(
    { delay: graceMs, skip: [...SIGNALS], logger: { error: (message) => log.error(message) } },
    async ({ err }) => {
      if (err) log.fatal({ err }, 'stopping because of a bug');
      await end({ afterDrain: false });
    },
  );

  process.on('message', (message: ToWorker) => {
    // It may be told to stop while it drains: then it does not wait for anybody.
    if (message.kind === 'drain') end({ afterDrain: true }).then(() => process.exit(0));
    if (message.kind === 'stop') void grace.close();
    if (message.kind === 'counted-all') counted.get(message.question)?.(message.all);
    if (message.kind === 'count') {
      const { question } = message;
      metrics.registry.getMetricsAsJSON().then((own) => tell({ kind: 'counted', question, metrics: own }));
    }
  });

  try {
    const { setUp } = await starting;
    if (setUp.why() === null) tell({ kind: 'listening', setUp: { firstRun: await setUp.done } });
    else {
      tell({ kind: 'listening', setUp: null });
      setUp.done.then((firstRun) => tell({ kind: 'set-up', firstRun }));
    }
  } catch (error) {
    tell({ kind: 'failed', message: explain(error) }, () => process.exit(1));
  }
}

type Counted = Map<number, (all: readonly CountedMetrics[]) => void>;

/** Asks the supervisor what all workers have counted. */
function createReadMetrics(counted: Counted): () => Promise<MetricsText> {
  let questions = 0;
  return async () => {
    questions += 1;
    const question = questions;
    const all = await new Promise<readonly CountedMetrics[]>((resolve) => {
      counted.set(question, resolve);
      tell({ kind: 'count-all', question });
    });
    counted.delete(question);
    // Each has a label of its own, so nothing is added up: a sum that shrinks at a restart would look like a reset.
    const registry = AggregatorRegistry.aggregate<PrometheusContentType>([...all]);
    return { text: await registry.metrics(), contentType: registry.contentType };
  };
}

function tell(message: FromWorker, done: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, done);
}
