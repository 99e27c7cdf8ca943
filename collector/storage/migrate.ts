import pg from 'pg';
import { start } from './migrations/001-start.ts';
import { explain } from './migrations/002-explain.ts';
import { lists } from './migrations/003-lists.ts';
import { apiKeys } from './migrations/004-api-keys.ts';
import { tellChanges } from './migrations/005-tell-changes.ts';
import { people } from './migrations/006-people.ts';
import { clicksByTime } from './migrations/007-clicks-by-time.ts';
import { flowSettings } from './migrations/008-flow-settings.ts';
import { signIn } from './migrations/009-sign-in.ts';
import { filesAndErasure } from './migrations/010-files-and-erasure.ts';
import { statistics } from './migrations/011-statistics.ts';
import { logFilters } from './migrations/012-log-filters.ts';
import { leads } from './migrations/013-leads.ts';
import { statisticsByDay } from './migrations/014-statistics-by-day.ts';
import { imports } from './migrations/015-imports.ts';
import { clicksOfFlow } from './migrations/016-clicks-of-flow.ts';
import { refusalsOfFlow } from './migrations/017-refusals-of-flow.ts';
import { sendingOn } from './migrations/018-sending-on.ts';
import { leadsByStatistics } from './migrations/019-leads-by-statistics.ts';
import { outgoingLog } from './migrations/020-outgoing-log.ts';
import { defaultsOfAccount } from './migrations/021-defaults-of-account.ts';
import { outgoingOfFlow } from './migrations/022-outgoing-of-flow.ts';
import { sentWith } from './migrations/023-sent-with.ts';
import { oneMain } from './migrations/024-one-main.ts';
import { quietImports } from './migrations/025-quiet-imports.ts';
import { ensurePartitions } from './partitions.ts';

/** One step of the schema. A step that has been released is never changed: a new one is added. */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const MIGRATIONS: readonly Migration[] = [
  start,
  explain,
  lists,
  apiKeys,
  tellChanges,
  people,
  clicksByTime,
  flowSettings,
  signIn,
  filesAndErasure,
  statistics,
  logFilters,
  leads,
  statisticsByDay,
  imports,
  clicksOfFlow,
  refusalsOfFlow,
  sendingOn,
  leadsByStatistics,
  outgoingLog,
  defaultsOfAccount,
  outgoingOfFlow,
  sentWith,
  oneMain,
  quietImports,
];

/** The schema version that this program knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Any number will do as long as no other program on the database uses it. */
const LOCK = 7_228_901;

/** No connection to the database; the message is fit for a person and holds no password. */
export class UnreachableError extends Error {
  constructor(databaseUrl: string, cause: unknown) {
    const { host, pathname } = URL.canParse(databaseUrl) ? new URL(databaseUrl) : { host: '', pathname: '' };
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `No connection to the database ${host}${pathname} (${why}): check DATABASE_URL, and that Postgres runs there.`,
      { cause },
    );
    this.name = 'UnreachableError';
  }
}

/** The schema is a newer program's. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/**
 * Brings a database to this program's schema. Two processes may do it at once: the second waits and finds nothing
 * left to do. Throws where the database was migrated by a newer version of the program.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error) => {
    throw new UnreachableError(databaseUrl, error);
  });
  try {
    // All in one transaction: after a crash in the middle there is nothing to clean up, neither lock nor half a step.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`create table if not exists schema_migrations (
      version integer primary key, name text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query(
      'select coalesce(max(version), 0)::int as version from schema_migrations',
    );
    const current: number = rows[0].version;
    if (current > SCHEMA_VERSION) {
      throw new NewerSchemaError(
        `The database has schema version ${current}, this program knows ${SCHEMA_VERSION}: start a newer Subpixel.`,
      );
    }
    for (const { version, name, sql } of MIGRATIONS.slice(current)) {
      await client.query(sql);
      await client.query('insert into schema_migrations (version, name) values ($1, $2)', [version, name]);
    }
    await ensurePartitions(client, new Date());
    await client.query('commit');
  } finally {
    await client.end();
  }
}
