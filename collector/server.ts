import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { createDemo, type RunningDemo } from '../demo-landing/server.ts';
import { createApp } from './app.ts';
import { launchChromium } from './check/launch-chromium.ts';
import { createPageChecker } from './check/page-checker.ts';
import { type Config, ConfigError } from './config.ts';
import { openCountryLookup } from './country-lookup.ts';
import { makeDemoLead } from './demo-lead.ts';
import { type FirstRun, firstRun, keepFirstRun } from './first-run.ts';
import { closeServer, explain, listen } from './http/listen.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createRescue } from './http/rescue.ts';
import { createStrangerLimit } from './http/stranger-limit.ts';
import { newId } from './ids.ts';
import { startJobs } from './jobs.ts';
import { drainSpools } from './outage/drain-spools.ts';
import { openSpools, type Spools } from './outage/spools.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createReplayer } from './replay/replay.ts';
import { checkSecret, readSecret } from './secret.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { startEmbeddedPostgres } from './storage/embedded/index.ts';
import { listenForChanges } from './storage/listen-for-changes.ts';
import { migrate } from './storage/migrate.ts';
import { createPostgresDirectory } from './storage/postgres-directory.ts';
import { createPostgresStore } from './storage/postgres-store.ts';
import { createTokenUsage, noteUsage } from './storage/token-usage.ts';
import { writeProbe } from './storage/write-probe.ts';
import { createMetrics, observe } from './telemetry/metrics.ts';
import { observePipeline } from './telemetry/observe-pipeline.ts';
import { observeStore } from './telemetry/observe-store.ts';

/** The largest request twice, as it came and as it was read, in JSON. */
const MAX_SPOOLED_BYTES = 2 ** 20;

/** A collector that takes requests. */
export interface RunningServer {
  /** What the first start made; null where the accounts were made otherwise. */
  readonly firstRun: FirstRun | null;
  /** Stops taking requests, finishes those under way, then stops the database if it is the embedded one. */
  close(): Promise<void>;
}

/** Database, schema, first account, HTTP: in this order. What was opened is closed again where a later step fails. */
export async function startServer(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<RunningServer> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
  };
  try {
    const started = await start(config, log, say, opened);
    return { firstRun: started, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  config: Config,
  log: Logger,
  say: (line: string) => void,
  opened: (() => Promise<void>)[],
): Promise<FirstRun | null> {
  await makeDataFolder(config);
  const databaseUrl = config.databaseUrl ?? (await startEmbedded(config, say, opened));
  await migrate(databaseUrl);
  const database = openDatabase(
    databaseUrl,
    (error) => log.warn({ err: error }, 'a database connection broke'),
    1,
    config.dbConnections,
  );
  opened.push(() => database.close());
  const secret = await readSecret(config);
  await checkSecret(database.knex, secret);
  const made = await firstRun(database.knex, config, secret);

  await serve(config, databaseUrl, database, secret, log, opened);
  if (!config.demo || !made?.flow) return made;
  opened.push(await startDemo(config, made));
  return made.click ? made : addDemoLead(config, made, log);
}

async function makeDataFolder({ dataFolder }: Config): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The data folder ${dataFolder} cannot be made (${why}): choose another with SUBPIXEL_DATA`,
    );
  }
}

async function startEmbedded(
  config: Config,
  say: (line: string) => void,
  opened: (() => Promise<void>)[],
): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataFolder, log: say });
  opened.push(postgres.stop);
  return postgres.databaseUrl;
}

async function serve(
  config: Config,
  databaseUrl: string,
  database: Database,
  secret: string,
  log: Logger,
  opened: (() => Promise<void>)[],
): Promise<void> {
  const now = () => new Date();
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
  const spools = await openSpool(config, log);
  const probe = () => writeProbe(database.pool);
  const metrics = createMetrics();
  observe(metrics, {
    pool: database.pool,
    spool: spools && (() => spools.stats()),
    isHeard: changes.isHeard,
  });
  // Costs nothing unless a program that embeds this one registers a tracer provider.
  const tracer = trace.getTracer('subpixel');
  const unobserved = createPipeline({
    spool: spools,
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
    mayLogStranger: createStrangerLimit(),
    onError: (error) => log.error({ err: error }, 'a postback could not be stored'),
    batches: {
      maxBatch: config.maxBatch,
      inFlight: config.maxBatch === 1 ? config.dbConnections : 2,
    },
  });
  const pipeline = observePipeline(unobserved, metrics, tracer);
  const draining =
    spools &&
    drainSpools({
      ...{ spools, pipeline, probe },
      onBack: (waiting) => log.warn({ waiting }, 'the database is back: what waits on disk is applied'),
      onError: (error) => log.error({ err: error }, 'postbacks that wait on disk could not be applied'),
    });
  // Closing the spools cuts a drain short; the rest is for the next start.
  opened.push(async () => {
    await Promise.all([draining?.stop(), spools?.close()]);
  });
  const replayer = createReplayer({ knex: database.knex, pipeline, now, newId });
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
  const app = createApp({
    ...{ database, pipeline, spools, directory, limits, replayer, checker, country, secret, now, newId },
    proxyHops: config.proxyHops,
    publicUrl: config.publicUrl,
    sdkFolder: join(ROOT, 'sdk/dist'),
    scriptName: config.scriptName,
    trackPath: config.trackPath,
    cookieDomain: config.cookieDomain,
    ...{ log, metrics },
    metricsToken: config.metricsToken,
    onError: (error, requestId) => log.error({ err: error, requestId }, 'a request failed'),
  });
  const rescue = createRescue({
    ...{ pipeline, limits, now, newId },
    proxyHops: config.proxyHops,
    trackPath: config.trackPath,
  });
  opened.push(startJobs({ database, replayer, usage, log }));
  const server = await listen(app.callback(), rescue, config.port, config.host);
  opened.push(async () => {
    await closeServer(server);
    await pipeline.drain();
  });
  // Before the server, which waits for the requests that are under way.
  opened.push(async () => checker.close());
}

/** A disk that refuses must not keep the collector from running: while the database is there, it is not needed. */
async function openSpool({ spoolFolder, spoolMaxMb }: Config, log: Logger): Promise<Spools | null> {
  if (spoolFolder === null) return null;
  const options = { maxBytes: spoolMaxMb * 2 ** 20, maxRecordBytes: MAX_SPOOLED_BYTES };
  try {
    return await openSpools(spoolFolder, options, (error) =>
      log.error({ err: error }, 'postbacks that wait on disk could not be read'),
    );
  } catch (error) {
    log.warn(
      { err: error },
      'postbacks cannot wait on disk: while the database is away they are answered 503',
    );
    return null;
  }
}

async function startDemo(config: Config, made: FirstRun): Promise<() => Promise<void>> {
  const demo = createDemo({
    collectorUrl: config.publicUrl,
    consoleUrl: made.consoleUrl,
    flow: made.flow ?? '',
    siteKey: made.siteKey ?? '',
    postbackToken: made.postbackToken,
  });
  let running: RunningDemo;
  try {
    running = await demo.listen(config.demoPort, config.host ?? 'localhost');
  } catch (error) {
    throw error instanceof Error ? explain(error, config.demoPort) : error;
  }
  return () => running.close();
}

/** The demo lead is a courtesy: without it everything else works. */
async function addDemoLead(config: Config, made: FirstRun, log: Logger): Promise<FirstRun> {
  try {
    const click = await makeDemoLead(`http://localhost:${config.port}`, made);
    const complete = { ...made, click };
    await keepFirstRun(config, complete);
    return complete;
  } catch (error) {
    log.error({ err: error }, 'the demo lead could not be made');
    return made;
  }
}

/** The same from the source (collector/server.ts) and from the bundle (collector/dist/cli.js). */
const ROOT = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../..' : '..', import.meta.url));
