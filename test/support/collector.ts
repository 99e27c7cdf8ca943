import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Tracer, trace } from '@opentelemetry/api';
import type pg from 'pg';
import pino, { type Logger } from 'pino';
import { type AppOptions, createApp } from '../../collector/app.ts';
import { launchChromium } from '../../collector/check/launch-chromium.ts';
import { createPageChecker } from '../../collector/check/page-checker.ts';
import { openCountryLookup } from '../../collector/country-lookup.ts';
import { type ClientLimits, closeServer, listen } from '../../collector/http/listen.ts';
import { createRateLimits } from '../../collector/http/rate-limits.ts';
import { createRescue } from '../../collector/http/rescue.ts';
import { newId, randomText } from '../../collector/ids.ts';
import { drainSpools } from '../../collector/outage/drain-spools.ts';
import { openSpools } from '../../collector/outage/spools.ts';
import { applyOrders } from '../../collector/outgoing/apply-orders.ts';
import { createCourier } from '../../collector/outgoing/create-courier.ts';
import { startSender } from '../../collector/outgoing/sender.ts';
import type { Flow } from '../../collector/pipeline/lead.ts';
import { createPipeline, type Pipeline } from '../../collector/pipeline/pipeline.ts';
import { makeToken } from '../../collector/pipeline/token.ts';
import { createReplayer } from '../../collector/replay/replay.ts';
import { addAccount } from '../../collector/storage/accounts.ts';
import { openDatabase } from '../../collector/storage/database.ts';
import { addFlow } from '../../collector/storage/flows.ts';
import { listenForChanges } from '../../collector/storage/listen-for-changes.ts';
import { readQueueDepth } from '../../collector/storage/outgoing-queue.ts';
import { createPostgresDirectory } from '../../collector/storage/postgres-directory.ts';
import { createPostgresStore } from '../../collector/storage/postgres-store.ts';
import { addToken } from '../../collector/storage/tokens.ts';
import { writeProbe } from '../../collector/storage/write-probe.ts';
import { createMetrics, observe } from '../../collector/telemetry/metrics.ts';
import { observePipeline } from '../../collector/telemetry/observe-pipeline.ts';
import { observeStore } from '../../collector/telemetry/observe-store.ts';
import { createTestDatabase } from './database.ts';

/** The machines that run tests are busy: nothing here is about how long the database may take. */
const PATIENCE = 6;

export const SECRET = 'a secret for tests that is long enough';

/** An account with a token and a flow of its own, so that tests in one file do not meet. */
export interface TestAccount {
  readonly accountId: string;
  readonly tokenId: string;
  readonly token: string;
  readonly flow: string;
  readonly siteKey: string;
}

/** What a JSON door answers. */
export interface JsonAnswer {
  readonly status: string;
  readonly result?: string;
  readonly error?: string;
  readonly reason?: string;
  readonly hint?: string;
  readonly click?: string;
  readonly lead?: string;
  readonly lead_status?: string;
}

export type TestCollector = Awaited<ReturnType<typeof startCollector>>;

/** What tests set otherwise than a collector has it by default. */
export type Settings = Partial<
  Pick<AppOptions, 'proxyHops' | 'publicUrl' | 'scriptName' | 'trackPath' | 'cookieDomain' | 'metricsToken'>
> & {
  /** Where postbacks wait while the database is away; without it they do not. */
  readonly spoolFolder?: string;
  /** Requests a minute that pages' doors take; without it there is no limit. */
  readonly perNetwork?: number;
  readonly perKey?: number;
  /** The clock of these limits, in milliseconds. */
  readonly limitClock?: () => number;
  /** How long clients may take; without it, as long as usual. */
  readonly clients?: ClientLimits;
  readonly log?: Logger;
  readonly tracer?: Tracer;
  /** Sends on what is in the queue, to receivers on this machine, too; without it the queue only fills. */
  readonly sends?: boolean;
  /** Of the spool. */
  readonly maxBytes?: number;
  /** How many times longer than usual the database may take; 1 for what is about just that. */
  readonly patience?: number;
  /** Waited for before a batch of these clicks is read, as for a slow network. */
  readonly beforeLoad?: (clickIds: readonly string[]) => Promise<void>;
};

/** A collector on a port and a database of its own. */
export async function startCollector(settings: Settings = {}) {
  const testDatabase = await createTestDatabase();
  const errors: unknown[] = [];
  const database = openDatabase(testDatabase.url, (error) => errors.push(error), PATIENCE);
  const collector = await serve(testDatabase.url, errors, settings);
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await database.pool.query<Row>(sql, values)).rows;
  return {
    ...collector,
    /** What was reported to the operator: tests expect none. */
    errors,
    database,
    query,
    databaseUrl: testDatabase.url,
    addAccount: (flow: Partial<Flow> = {}) => makeAccount(database.knex, flow),
    async close() {
      await collector.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}

/** One more collector on a database: two of them must behave as one. */
export async function serve(databaseUrl: string, errors: unknown[], settings: Settings = {}) {
  const {
    spoolFolder,
    maxBytes,
    patience = PATIENCE,
    beforeLoad = async () => undefined,
    perNetwork = 0,
    perKey = 0,
    limitClock,
    clients,
    log = pino({ level: 'silent' }),
    tracer = trace.getTracer('test'),
    sends = false,
    ...given
  } = settings;
  const database = openDatabase(databaseUrl, (error) => errors.push(error), patience);
  const spools =
    spoolFolder === undefined
      ? null
      : await openSpools(spoolFolder, maxBytes === undefined ? {} : { maxBytes }, (error) =>
          errors.push(error),
        );
  const changes = listenForChanges({ databaseUrl, notify: database.pool, onLost: () => undefined });
  const directory = createPostgresDirectory(database.pool, { changes });
  const now = () => new Date();
  const country = await openCountryLookup(null);
  const metrics = createMetrics();
  observe(metrics, {
    pool: database.pool,
    spool: spools && (() => spools.stats()),
    isHeard: changes.isHeard,
    readQueue: () => readQueueDepth(database.pool),
  });
  const store = createPostgresStore(database.pool);
  const unobserved: Pipeline = createPipeline({
    spool: spools,
    patienceMs: 1800 * patience,
    store: observeStore(
      { ...store, load: (ids) => beforeLoad(ids).then(() => store.load(ids)) },
      metrics,
      tracer,
    ),
    directory,
    secret: SECRET,
    now,
    newId,
    country,
    mayLogStranger: async () => true,
    onError: (error) => errors.push(error),
    onSends: () => sender?.wake(),
  });
  const courier = createCourier({ allow: ['127.0.0.1'] });
  const sender = sends
    ? startSender({
        ...{ pool: database.pool, courier, secret: SECRET, newId, now },
        applyOrders: () => applyOrders({ knex: database.knex, pipeline, now, newId }),
        onTried: (kind, outcome) => metrics.messages.inc({ kind, outcome }),
        onError: (error) => errors.push(error),
      })
    : null;
  const pipeline = observePipeline(unobserved, metrics, tracer);
  const draining =
    spools &&
    drainSpools({
      ...{ spools, pipeline },
      probe: () => writeProbe(database.pool),
      onBack: () => undefined,
      onError: (error) => errors.push(error),
      everyMs: 100,
    });
  const replayer = createReplayer({ knex: database.knex, pipeline, now, newId });
  const serving = {
    proxyHops: 0,
    publicUrl: 'http://collector.example',
    scriptName: 'sdk.js',
    trackPath: '/api/track',
    cookieDomain: null,
    metricsToken: null,
    ...given,
  };
  const checker = createPageChecker({
    knex: database.knex,
    tag: serving,
    launch: launchChromium,
    allowPrivate: false,
    trustedOrigins: [],
  });
  const limits = createRateLimits({
    ...{ perNetwork, perKey },
    now: limitClock ?? (() => performance.now()),
    onExcess: (by) => metrics.overLimit.inc({ by }),
  });
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
      secret: SECRET,
      now,
      newId,
      log,
      metrics,
    },
    ...serving,
    sdkFolder: fileURLToPath(new URL('../../sdk/dist', import.meta.url)),
    onError: (error, requestId) => {
      errors.push(error);
      log.error({ err: error, requestId }, 'a request failed');
    },
  });
  const rescue = createRescue({ pipeline, limits, now, newId, ...serving });
  const server = await listen(app.callback(), rescue, 0, '127.0.0.1', clients);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    pipeline,
    spools,
    replayer,
    checker,
    courier,
    pool: database.pool,
    changes,
    /** Calls a JSON door. */
    async call(path: string, init: RequestInit = {}): Promise<JsonAnswer & { http: number }> {
      const response = await fetch(url + path, init);
      return { http: response.status, ...((await response.json()) as JsonAnswer) };
    },
    async close() {
      server.closeAllConnections();
      await closeServer(server);
      await pipeline.drain();
      await sender?.stop();
      await courier.close();
      await Promise.all([draining?.stop(), spools?.close(), changes.close()]);
      await database.close();
    },
  };
}

async function makeAccount(
  knex: Parameters<typeof addFlow>[0],
  changes: Partial<Flow>,
): Promise<TestAccount> {
  const accountId = toUuid(newId());
  const tokenId = randomText(12);
  const flow = `flow-${randomText(8)}`;
  const siteKey = `pk_${randomText(20)}`;
  const user = { id: newId(), login: `user-${randomText(8)}`, passwordHash: '-' };
  await addAccount(knex, { id: accountId, name: flow }, user);
  await addToken(knex, { id: tokenId, accountId, name: 'test' });
  await addFlow(knex, { id: flow, accountId, name: flow, siteKey, landingUrl: 'https://shop.example/offer' });
  const columns = {
    currency: changes.currency,
    network: changes.network,
    charset: changes.charset,
    status_map: changes.statusMap && JSON.stringify(changes.statusMap),
    origins: changes.origins && [...changes.origins],
    ip_ranges: changes.ipRanges && [...changes.ipRanges],
    reply_text: changes.replyText,
    own_network: changes.ownNetwork && JSON.stringify(changes.ownNetwork),
    default_price: changes.defaultPrice,
    landing_url: changes.landingUrl,
  };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await knex('flows').where({ id: flow }).update(given);
  return { accountId, tokenId, token: makeToken(tokenId, SECRET), flow, siteKey };
}

function toUuid(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
