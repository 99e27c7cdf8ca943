import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { launchChromium } from './check/launch-chromium.ts';
import { createPageChecker } from './check/page-checker.ts';
import type { Config } from './config.ts';
import { openCountryLookup } from './country-lookup.ts';
import { beginSetUp, type SetUp, setUpDatabase } from './database-set-up.ts';
import { closeServer, drainServer, listen } from './http/listen.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createRescue } from './http/rescue.ts';
import type { MetricsText } from './http/routes/metrics.ts';
import { createStrangerLimit } from './http/stranger-limit.ts';
import { newId } from './ids.ts';
import { startJobs } from './jobs.ts';
import { drainSpools } from './outage/drain-spools.ts';
import { openUsableSpools } from './outage/open-usable-spools.ts';
import { applyOrders } from './outgoing/apply-orders.ts';
import { createCourier } from './outgoing/create-courier.ts';
import { type Sender, startSender } from './outgoing/sender.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createReplayer } from './replay/replay.ts';
import { readSecret } from './secret.ts';
import { openDatabase } from './storage/database.ts';
import { listenForChanges } from './storage/listen-for-changes.ts';
import { readQueueDepth } from './storage/outgoing-queue.ts';
import { createPostgresDirectory } from './storage/postgres-directory.ts';
import { createPostgresStore } from './storage/postgres-store.ts';
import { createTokenUsage, noteUsage } from './storage/token-usage.ts';
import { createPatientProbe } from './storage/write-probe.ts';
import { createMetrics, type Metrics, observe } from './telemetry/metrics.ts';
import { observePipeline } from './telemetry/observe-pipeline.ts';
import { observeStore } from './telemetry/observe-store.ts';

export interface CollectorOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly metrics?: Metrics;
  /** The metrics of all workers; without it, those of this process. */
  readonly readMetrics?: () => Promise<MetricsText>;
  /** Whether a process before this one has set the database up. */
  readonly hasSeenDatabase?: boolean;
}

/** Everything that takes requests, in one process. */
export interface Collector {
  readonly setUp: SetUp;
  /** Takes no more connections, and resolves when the last one has ended; none is cut. Then close it. */
  drain(): Promise<void>;
  /** Finishes the requests that are under way, and puts everything on disk. */
  close(): Promise<void>;
}

type Opened = (() => Promise<void>)[];

/**
 * Starts to take requests: when it resolves, it listens. The database may be away; then postbacks go to the spool, and
 * it is set up as soon as it is there. What was opened is closed again where a later step fails.
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const opened: Opened = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
  };
  try {
    return { ...(await start(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: CollectorOptions, opened: Opened): Promise<Omit<Collector, 'close'>> {
  const { config, databaseUrl, log, metrics = createMetrics() } = options;
  const now = () => new Date();
  const database = openDatabase(
    databaseUrl,
    (error) => log.warn({ err: error }, 'a database connection broke'),
    1,
    config.dbConnections,
  );
  opened.push(() => database.close());
  const secret = await readSecret(config);
  const setUp = await beginSetUp({
    setUp: () => setUpDatabase(databaseUrl, database.knex, config, secret),
    // For people, who may have mistyped its address: without a stack.
    onFailure: (why) => log.error(`${why} ${describeWaiting(config)}`),
  });
  opened.push(async () => setUp.stop());

  const usage = createTokenUsage(database.pool, (error) =>
    log.warn({ err: error }, 'the use of tokens could not be written down'),
  );
  const changes = listenForChanges({
    databaseUrl,
    notify: database.pool,
    onLost: (error) => log.warn({ err: error }, 'changes are asked for each second, none are heard of'),
  });
  opened.push(() => changes.close());
  const directory = noteUsage(createPostgresDirectory(database.pool, { changes }), usage);
  const country = await openCountryLookup(config.geoDatabase);
  const spools = await openUsableSpools(config, log);
  observe(metrics, {
    pool: database.pool,
    spool: spools && (() => spools.stats()),
    isHeard: changes.isHeard,
    readQueue: () => readQueueDepth(database.pool),
  });
  // Costs nothing unless a program that embeds this one registers a tracer provider.
  const tracer = trace.getTracer('subpixel');
  const unobserved = createPipeline({
    spool: spools,
    isSetUp: () => setUp.why() === null,
    onAway: (why) => {
      log.warn({ err: why }, 'the database is away: postbacks wait on disk');
      draining?.wake();
    },
    store: observeStore(createPostgresStore(database.pool), metrics, tracer),
    directory,
    secret,
    now,
    newId,
    country,
    mayLogStranger: createStrangerLimit(config.workers ?? 1),
    onError: (error) => log.error({ err: error }, 'a postback could not be stored'),
    onSends: () => sender?.wake(),
    batches: {
      maxBatch: config.maxBatch,
      inFlight: config.maxBatch === 1 ? config.dbConnections : 2,
    },
  });
  const pipeline = observePipeline(unobserved, metrics, tracer);
  const probe = createPatientProbe(database.pool);
  const draining =
    spools &&
    drainSpools({
      ...{ spools, pipeline },
      async probe() {
        if (setUp.why() !== null) throw new Error('the database is not set up yet');
        await probe();
      },
      onBack: (waiting) => log.warn({ waiting }, 'the database is back: what waits on disk is applied'),
      onError: (error) => log.error({ err: error }, 'postbacks that wait on disk could not be applied'),
    });
  // Closing the spools cuts a drain short; the rest is for the next start.
  opened.push(async () => {
    await Promise.all([draining?.stop(), spools?.close()]);
  });
  const replayer = createReplayer({ knex: database.knex, pipeline, now, newId });
  const toys = config.demo ? [`localhost:${config.demoPort}`] : [];
  const courier = createCourier({ allow: [...config.outgoingAllow, ...toys] });
  opened.push(() => courier.close());
  let sender: Sender | null = null;
  let stopJobs: (() => Promise<void>) | null = null;
  setUp.done.then(() => {
    sender = startSender({
      ...{ pool: database.pool, courier, secret, newId, now },
      applyOrders: () => applyOrders({ knex: database.knex, pipeline, now, newId }),
      intakeWaits: pipeline.waiting,
      workers: config.workers ?? 1,
      onTried: (kind, outcome) => metrics.messages.inc({ kind, outcome }),
      onError: (error) => log.error({ err: error }, 'messages to others could not be sent'),
    });
    stopJobs = startJobs({ database, replayer, usage, logDays: config.logDays, log });
    draining?.wake();
  });
  opened.push(async () => {
    setUp.stop();
    await Promise.all([sender?.stop(), stopJobs?.()]);
  });

  const checker = createPageChecker({
    knex: database.knex,
    tag: config,
    launch: launchChromium,
    allowPrivate: config.checkPrivate,
    trustedOrigins: config.demo ? [`http://localhost:${config.demoPort}`] : [],
  });
  const limits = createRateLimits({
    perNetwork: config.ratePerNetwork,
    perKey: config.ratePerKey,
    now: () => performance.now(),
    onExcess: (by) => metrics.overLimit.inc({ by }),
  });
  let isDraining = false;
  const app = createApp({
    ...{
      database,
      pipeline,
      spools,
      directory,
      limits,
      replayer,
      checker,
      courier,
      country,
      secret,
      now,
      newId,
    },
    proxyHops: config.proxyHops,
    publicUrl: config.publicUrl,
    sdkFolder: join(ROOT, 'sdk/dist'),
    scriptName: config.scriptName,
    trackPath: config.trackPath,
    cookieDomain: config.cookieDomain,
    ...{ log, metrics },
    metricsToken: config.metricsToken,
    ...(options.readMetrics ? { readMetrics: options.readMetrics } : {}),
    workers: config.workers ?? 1,
    whyNotSetUp: setUp.why,
    hasSeenDatabase: options.hasSeenDatabase ?? false,
    isDraining: () => isDraining,
    onError: (error, requestId) => log.error({ err: error, requestId }, 'a request failed'),
  });
  const rescue = createRescue({
    ...{ pipeline, limits, now, newId },
    proxyHops: config.proxyHops,
    trackPath: config.trackPath,
  });
  const server = await listen(app.callback(), rescue, config.port, config.host);
  opened.push(async () => {
    await closeServer(server);
    await pipeline.drain();
  });
  // Before the server, which waits for the requests that are under way.
  opened.push(async () => checker.close());
  return {
    setUp,
    drain() {
      isDraining = true;
      return drainServer(server);
    },
  };
}

function describeWaiting({ spoolFolder }: Config): string {
  const meanwhile = spoolFolder === null ? 'are answered 503' : `wait in ${spoolFolder}`;
  return `It is tried again each second; until then leads and postbacks ${meanwhile}, and the console is closed.`;
}

/** The same from the source (collector/start-collector.ts) and from the bundle (collector/dist/cli.js). */
const ROOT = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../..' : '..', import.meta.url));
