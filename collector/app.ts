import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import { createApi } from './api/api.ts';
import type { PageChecker } from './check/page-checker.ts';
import { createConsole } from './console/console.ts';
import { toStandardUrl } from './http/doors.ts';
import { createLastResort } from './http/last-resort.ts';
import { createNeedsDatabase } from './http/needs-database.ts';
import { createObserveRequests } from './http/observe-requests.ts';
import type { RateLimits } from './http/rate-limits.ts';
import { createRequestId } from './http/request-id.ts';
import { createHealthRoutes } from './http/routes/health.ts';
import { createMetricsRoute, type MetricsText } from './http/routes/metrics.ts';
import { createSdkRoute } from './http/routes/sdk.ts';
import { createTrackRoutes } from './http/routes/track.ts';
import { createTrackingLink } from './http/routes/tracking-link.ts';
import { createSayClose } from './http/say-close.ts';
import { readSdkFiles } from './http/sdk-files.ts';
import { createReadiness } from './outage/readiness.ts';
import type { Spools } from './outage/spools.ts';
import type { Courier } from './outgoing/courier.ts';
import type { Directory } from './pipeline/directory.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { Replayer } from './replay/replay.ts';
import type { Database } from './storage/database.ts';
import { writeProbe } from './storage/write-probe.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface AppOptions {
  readonly database: Database;
  readonly pipeline: Pipeline;
  /** Where postbacks wait while the database is away; null where that is switched off. */
  readonly spools: Pick<Spools, 'stats'> | null;
  readonly directory: Directory;
  readonly limits: RateLimits;
  readonly replayer: Replayer;
  /** The country of an address; null where it is not known. */
  readonly country: (ip: string) => string | null;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Makes and checks postback tokens. */
  readonly secret: string;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
  /** How the world reaches the collector, without a slash at the end. */
  readonly publicUrl: string;
  /** The folder with the built `sdk.js`, below the SDK's package.json. */
  readonly sdkFolder: string;
  /** Opens pages for the installation check. */
  readonly checker: PageChecker;
  /** Delivers what a person sends to a receiver to test it. */
  readonly courier: Courier;
  /** One more name of `/sdk.js`; the console's tags hold it. */
  readonly scriptName: string;
  /** Where the browser's doors stand besides `/api/track`: a slash at the beginning, none at the end. */
  readonly trackPath: string;
  /** The domain whose hosts share the click's cookie; null: each host has its own. */
  readonly cookieDomain: string | null;
  readonly onError: (error: unknown, requestId: string) => void;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Who knows it may read the metrics; null: nobody. */
  readonly metricsToken: string | null;
  /** Processes on this machine that share limits; without it 1. */
  readonly workers?: number;
  /** The metrics of all workers; without it, those of this process. */
  readonly readMetrics?: () => Promise<MetricsText>;
  /** Why the database has not been set up yet; null, as without it: it has. */
  readonly whyNotSetUp?: () => string | null;
  /** Whether a process before this one has set it up: an outage is then no news. */
  readonly hasSeenDatabase?: boolean;
  /** Whether another process takes over: what is answered from then on ends its connection. */
  readonly isDraining?: () => boolean;
}

/** The HTTP application: middleware in their order, then the routes. It does not listen. */
export function createApp(options: AppOptions): Koa {
  const app = new Koa();
  const sdk = readSdkFiles(options.sdkFolder);
  const { whyNotSetUp = () => null, hasSeenDatabase = false, isDraining = () => false } = options;
  const { registry } = options.metrics;
  const readMetrics = async () => ({ text: await registry.metrics(), contentType: registry.contentType });
  app.use(createSayClose(isDraining));
  app.use(createRequestId(options.newId));
  app.use(createObserveRequests(options.metrics, options.log));
  app.use(createLastResort(options.onError));
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.url = toStandardUrl(ctx.url, options.trackPath);
    await next();
  });
  app.use(createNeedsDatabase(whyNotSetUp));
  const readiness = createReadiness(
    () => writeProbe(options.database.pool),
    options.spools,
    options.now,
    () => hasSeenDatabase || whyNotSetUp() === null,
  );
  const routers = [
    createTrackRoutes(options),
    createTrackingLink(options),
    createSdkRoute(sdk, options.scriptName),
    createApi({ ...options, knex: options.database.knex, workers: options.workers ?? 1 }),
    createHealthRoutes(readiness),
    createConsole({
      knex: options.database.knex,
      pipeline: options.pipeline,
      replayer: options.replayer,
      waiting: () => options.spools?.stats() ?? null,
      checker: options.checker,
      courier: options.courier,
      publicUrl: options.publicUrl,
      scriptName: options.scriptName,
      trackPath: options.trackPath,
      cookieDomain: options.cookieDomain,
      sdk,
      secret: options.secret,
      now: options.now,
      newId: options.newId,
      secure: options.publicUrl.startsWith('https:'),
      proxyHops: options.proxyHops,
      workers: options.workers ?? 1,
    }),
    createMetricsRoute(options.readMetrics ?? readMetrics, options.metricsToken),
    createStartPage(),
  ];
  for (const router of routers) {
    app.use(router.routes());
    app.use(router.allowedMethods());
  }
  return app;
}

/** People who open the bare address want the console. */
function createStartPage(): Router {
  const router = new Router();
  router.get('/', (ctx) => ctx.redirect('/console'));
  return router;
}
