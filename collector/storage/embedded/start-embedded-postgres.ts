import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Attached, attach, type Server, USERS_LOCK } from './attach.ts';
import { prepareBinaries } from './binaries.ts';
import { ensureCluster, ROLE } from './cluster.ts';
import { explainFileError } from './embedded-postgres-error.ts';
import { findHome } from './home.ts';
import { stopPostmaster } from './postmaster.ts';
import { identify, readPostmasterFile } from './postmaster-file.ts';

const DATABASE = 'subpixel';
const RETRY_MS = 1_000;

export interface EmbeddedPostgresOptions {
  /** Folder for everything the collector keeps; made where it is missing. */
  readonly dataDir: string;
  /** Takes the few lines a person may want to see; the server's own log goes to a file at `location`. */
  readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://…` with user and password, on 127.0.0.1; stays valid until `stop`. */
  readonly databaseUrl: string;
  /** The folder with the cluster, its password and its log; usually `postgres` in the data folder. */
  readonly location: string;
  /** Stops the server unless another process uses it. Call it after the last query; never rejects for being late. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs the real Postgres from the npm package in the data folder: makes the cluster at the first start, later takes
 * it up again. A server that already runs on the folder is shared; one that dies is started again on the same port.
 *
 * @throws EmbeddedPostgresError with a message fit for a person
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    throw explainFileError(error, options.dataDir);
  }
}

async function start({ dataDir, log }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = await findHome(resolve(dataDir), log);
  const binaries = await prepareBinaries(home, log);
  const password = await ensureCluster(home, binaries, log);
  const server: Server = {
    home: { ...home, cluster: await realpath(home.cluster) },
    binaries,
    password,
    log,
  };
  const keeper = await createKeeper(server);
  return {
    databaseUrl: `postgres://${ROLE}:${password}@127.0.0.1:${keeper.port}/${DATABASE}`,
    location: home.folder,
    stop: keeper.stop,
  };
}

/** Holds on to the server: restarts it when it dies, stops it when nobody else needs it. */
async function createKeeper(server: Server): Promise<{ port: number; stop: () => Promise<void> }> {
  const first = await attach(server);
  await createDatabase(first.client).catch(async (error: unknown) => {
    await release(server, first.client);
    throw error;
  });
  const stopping = new AbortController();
  const kept = keep(server, first, stopping.signal);
  let stopped: Promise<void> | null = null;
  return {
    port: first.port,
    stop: () => {
      stopping.abort();
      stopped ??= kept.then((client) => release(server, client));
      return stopped;
    },
  };
}

/** Resolves, once told to stop, with the connection of that moment; null while the server is away. */
async function keep(server: Server, first: Attached, signal: AbortSignal): Promise<pg.Client | null> {
  const told = once(signal, 'abort');
  let attached = first;
  for (;;) {
    await Promise.race([attached.ended, told]);
    if (signal.aborted) return attached.client;
    server.log('Postgres has gone away; starting it again.');
    const again = await reattach(server, first.port, signal);
    if (again === null) return null;
    attached = again;
  }
}

async function reattach(server: Server, port: number, signal: AbortSignal): Promise<Attached | null> {
  while (!signal.aborted) {
    try {
      return await attach(server, port);
    } catch (error) {
      server.log(error instanceof Error ? error.message : String(error));
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}

/**
 * Lets go of the server; the last user stops it. The lock is kept until the server is down, so that nobody who
 * comes in the meantime believes to have a server. Where the server cannot be asked nobody can use it either.
 */
async function release({ home, log }: Server, client: pg.Client | null): Promise<void> {
  if (await hasOtherUsers(client)) {
    log('Postgres goes on: another process uses it.');
  } else {
    const file = await readPostmasterFile(home.cluster);
    if (file !== null && (await identify(file.pid, home.cluster)) === 'postmaster') {
      await stopPostmaster(home.cluster, file.pid);
    }
  }
  await client?.end().catch(() => undefined);
}

async function hasOtherUsers(client: pg.Client | null): Promise<boolean> {
  try {
    await client?.query('SELECT pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const answer = await client?.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      USERS_LOCK,
    ]);
    return answer?.rows[0]?.alone === false;
  } catch {
    return false;
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
    // Another process made it in between: duplicate_database, or unique_violation from the catalogue itself.
    if (!(error instanceof pg.DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
  });
}
