import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readAllowList } from './outgoing/allow-list.ts';

/** What the environment decides. Every option has a default that works. */
export interface Config {
  /** `PORT`, 8080: where the collector listens. */
  readonly port: number;
  /**
   * `SUBPIXEL_WORKERS`, none (null): processes that take requests, below one that keeps the port and restarts them
   * without a gap. Each has its own connections to the database. Without it one process does everything, and a restart
   * leaves a gap.
   */
  readonly workers: number | null;
  /** `HOST`, all interfaces (null): set 127.0.0.1 to be reached by a proxy on the same machine only. */
  readonly host: string | null;
  /** `DATABASE_URL`: an own Postgres, 14 or newer. Without it one is started below `SUBPIXEL_DATA`. */
  readonly databaseUrl: string | null;
  /** `SUBPIXEL_DATA`, ./data: the embedded database, the secret, first-run.json. */
  readonly dataFolder: string;
  /**
   * `SUBPIXEL_SECRET`: makes the postback tokens; at least 32 characters. Without it one is made and kept in the data
   * folder. Several collectors on one database need the same. Changing it ends every token.
   */
  readonly secret: string | null;
  /** `SUBPIXEL_PUBLIC_URL`, http://localhost:PORT: how the world reaches the collector; goes into links and tags. */
  readonly publicUrl: string;
  /**
   * `SUBPIXEL_SCRIPT_NAME`, sdk.js: the file name in the console's tags, for pages whose visitors' blockers know the
   * usual one. `/sdk.js` is served in any case.
   */
  readonly scriptName: string;
  /**
   * `SUBPIXEL_TRACK_PATH`, /api/track: click.json, lead.json and lead.gif are also served below this path, and the
   * console's tags send there. A slash at the beginning, none at the end.
   */
  readonly trackPath: string;
  /**
   * `SUBPIXEL_COOKIE_DOMAIN`, none: a domain such as shop.example on which both the collector and the landing pages
   * are. All of its hosts then get to see the click's cookie; without it, only the host that set it.
   */
  readonly cookieDomain: string | null;
  /** `SUBPIXEL_DEMO`: 1 serves the demo landing page and the toy network, 0 does not. On with the embedded database. */
  readonly demo: boolean;
  /** `SUBPIXEL_DEMO_PORT`, PORT + 1: an origin of its own, as landing pages have. */
  readonly demoPort: number;
  /**
   * `SUBPIXEL_PROXY_HOPS`, 0: proxies of your own in front, each of which adds to X-Forwarded-For. Too many lets
   * callers choose their address; too few logs the proxy's.
   */
  readonly proxyHops: number;
  /**
   * `SUBPIXEL_CHECK_PRIVATE`, 0: 1 lets the console's installation check open pages on private addresses, too. Then
   * everybody with a login sees whether something answers inside the collector's network.
   */
  readonly checkPrivate: boolean;
  /**
   * `SUBPIXEL_OUTGOING_ALLOW`, none: own networks that messages to others may be sent into, separated by commas: hosts
   * (`tracker.lan`), hosts with a port (`tracker.lan:3000`), addresses and networks (`10.8.0.0/16`). Whoever may edit
   * flows can then call what listens there.
   */
  readonly outgoingAllow: readonly string[];
  /** `SUBPIXEL_DB_CONNECTIONS`, 4: to the database, for postbacks. Two batches are under way at a time; more wait. */
  readonly dbConnections: number;
  /** `SUBPIXEL_MAX_BATCH`, 128: postbacks in one transaction. 1 switches batching off, to measure what it brings. */
  readonly maxBatch: number;
  /**
   * `SUBPIXEL_SPOOL`, SUBPIXEL_DATA/spool: the folder, on a disk of this machine, in which postbacks wait while the
   * database is away. 0 (null): they are answered 503, and whether they come again is up to their senders.
   */
  readonly spoolFolder: string | null;
  /** `SUBPIXEL_SPOOL_MAX_MB`, 256: about 100,000 postbacks. Once it is full, they are answered 503. */
  readonly spoolMaxMb: number;
  /**
   * `SUBPIXEL_RATE_PER_NETWORK`, 600: requests a minute that pages' doors take from one network (an IPv4 address, a /64
   * of IPv6), a fifth of them at once. As many clicks of tracking links are written. 0: no limit. A network may be an
   * office or a mobile carrier; browsers send again what was refused.
   */
  readonly ratePerNetwork: number;
  /** `SUBPIXEL_RATE_PER_KEY`, 6000: the same with one site key, from everywhere. 0: no limit. */
  readonly ratePerKey: number;
  /**
   * `SUBPIXEL_METRICS_TOKEN`, none (null): who sends it as a bearer token may read `/metrics`; at least 16 characters.
   * Without it there is no `/metrics`.
   */
  readonly metricsToken: string | null;
  /** `SUBPIXEL_LOG_DAYS`, none (null): the log of postbacks is kept so long; whole months are dropped. Without it, for ever. */
  readonly logDays: number | null;
  /** `SUBPIXEL_GEO_DB`, the free one that comes with the packages: an own country database in the .mmdb format. */
  readonly geoDatabase: string | null;
}

/** An environment that makes no sense; the message says which variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number({ error: 'must be a number from 1 to 65535' }).int().min(1).max(65_535);

const rate = z.coerce
  .number({ error: 'must be a number of requests a minute, or 0 for no limit' })
  .int()
  .min(0, 'must be a number of requests a minute, or 0 for no limit');

const MAX_WORKERS = 64;
const WORKERS = `must be a number of processes from 1 to ${MAX_WORKERS}`;

const SCHEMA = z.object({
  PORT: port.default(8080),
  SUBPIXEL_WORKERS: z.coerce
    .number({ error: WORKERS })
    .int(WORKERS)
    .min(1, WORKERS)
    .max(MAX_WORKERS, WORKERS)
    .optional(),
  HOST: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  SUBPIXEL_DATA: z.string().default('data'),
  SUBPIXEL_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SUBPIXEL_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  SUBPIXEL_SCRIPT_NAME: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)*\.js$/, 'must be a file name such as p.js')
    .refine(
      (name) => !/^sdk-(core|debug)\.js$/.test(name),
      'is the name of another script: choose one such as p.js',
    )
    .default('sdk.js'),
  SUBPIXEL_TRACK_PATH: z
    .string()
    .regex(/^\/?[\w-]+(\/[\w-]+)*\/?$/, 'must be a path such as /px')
    .default('/api/track'),
  SUBPIXEL_COOKIE_DOMAIN: z
    .string()
    .regex(/^([a-z\d-]+\.)+[a-z][a-z\d-]*$/i, 'must be a domain such as shop.example')
    .optional(),
  SUBPIXEL_DEMO: z.enum(['0', '1'], { error: 'must be 0 or 1' }).optional(),
  SUBPIXEL_DEMO_PORT: port.optional(),
  SUBPIXEL_CHECK_PRIVATE: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  SUBPIXEL_OUTGOING_ALLOW: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine(isAllowList, 'must be hosts, addresses and networks, separated by commas')
    .default([]),
  SUBPIXEL_DB_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(4),
  SUBPIXEL_MAX_BATCH: z.coerce.number().int().min(1).max(1024).default(128),
  SUBPIXEL_SPOOL: z.string().optional(),
  SUBPIXEL_SPOOL_MAX_MB: z.coerce
    .number({ error: 'must be a number of megabytes, 1 or more' })
    .int()
    .min(1, 'must be a number of megabytes, 1 or more')
    .default(256),
  SUBPIXEL_RATE_PER_NETWORK: rate.default(600),
  SUBPIXEL_RATE_PER_KEY: rate.default(6000),
  SUBPIXEL_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must have at least 16 characters, and no spaces')
    .optional(),
  SUBPIXEL_LOG_DAYS: z.coerce
    .number({ error: 'must be a number of days, 1 or more' })
    .int()
    .min(1, 'must be a number of days, 1 or more')
    .optional(),
  SUBPIXEL_GEO_DB: z.string().optional(),
  SUBPIXEL_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
});

/** Reads the configuration. Throws ConfigError. An empty variable is an unset one. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = SCHEMA.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(problems.join('\n'));
  }
  const read = result.data;
  return {
    port: read.PORT,
    workers: read.SUBPIXEL_WORKERS ?? null,
    host: read.HOST ?? null,
    databaseUrl: read.DATABASE_URL ?? null,
    dataFolder: resolve(read.SUBPIXEL_DATA),
    secret: read.SUBPIXEL_SECRET ?? null,
    publicUrl: (read.SUBPIXEL_PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ''),
    scriptName: read.SUBPIXEL_SCRIPT_NAME,
    trackPath: `/${read.SUBPIXEL_TRACK_PATH.replace(/^\/|\/$/g, '')}`,
    cookieDomain: read.SUBPIXEL_COOKIE_DOMAIN?.toLowerCase() ?? null,
    demo: read.SUBPIXEL_DEMO === undefined ? read.DATABASE_URL === undefined : read.SUBPIXEL_DEMO === '1',
    demoPort: read.SUBPIXEL_DEMO_PORT ?? read.PORT + 1,
    proxyHops: read.SUBPIXEL_PROXY_HOPS,
    checkPrivate: read.SUBPIXEL_CHECK_PRIVATE === '1',
    outgoingAllow: read.SUBPIXEL_OUTGOING_ALLOW,
    dbConnections: read.SUBPIXEL_DB_CONNECTIONS,
    maxBatch: read.SUBPIXEL_MAX_BATCH,
    spoolFolder:
      read.SUBPIXEL_SPOOL === '0' ? null : resolve(read.SUBPIXEL_SPOOL ?? join(read.SUBPIXEL_DATA, 'spool')),
    spoolMaxMb: read.SUBPIXEL_SPOOL_MAX_MB,
    ratePerNetwork: read.SUBPIXEL_RATE_PER_NETWORK,
    ratePerKey: read.SUBPIXEL_RATE_PER_KEY,
    metricsToken: read.SUBPIXEL_METRICS_TOKEN ?? null,
    logDays: read.SUBPIXEL_LOG_DAYS ?? null,
    geoDatabase: read.SUBPIXEL_GEO_DB ?? null,
  };
}

function isAllowList(entries: readonly string[]): boolean {
  try {
    readAllowList(entries);
    return true;
  } catch {
    return false;
  }
}
