import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { prepareBinaries } from '../../../collector/storage/embedded/binaries.ts';
import { ensureCluster, ROLE } from '../../../collector/storage/embedded/cluster.ts';
import { freePort } from '../../../collector/storage/embedded/free-port.ts';
import { findHome } from '../../../collector/storage/embedded/home.ts';
import { launchPostmaster, stopPostmaster } from '../../../collector/storage/embedded/postmaster.ts';
import { readPostmasterFile } from '../../../collector/storage/embedded/postmaster-file.ts';
import { childrenOf, signal, until } from './processes.ts';

const DATABASE = 'faults';

/** A Postgres that nobody looks after: what is done to it, it stays. */
export interface OwnPostgres {
  readonly url: string;
  /** Its data directory. */
  readonly cluster: string;
  /** Resolves when it takes connections. */
  start(): Promise<void>;
  /** A fast shutdown. */
  stop(): Promise<void>;
  /** SIGKILL for the postmaster and all of its children. */
  kill(): Promise<void>;
  /** SIGSTOP for all of them: connections stay open, and nothing answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** Takes up the cluster below `folder`, or makes one there; it is not started. */
export async function openPostgres(folder: string): Promise<OwnPostgres> {
  const quiet = () => undefined;
  const home = await findHome(folder, quiet);
  const binaries = await prepareBinaries(home, quiet);
  const password = await ensureCluster(home, binaries, quiet);
  const port = await freePort();
  const at = (name: string) => `postgres://${ROLE}:${password}@127.0.0.1:${port}/${name}`;
  const url = at(DATABASE);

  async function pids(): Promise<number[]> {
    const file = await readPostmasterFile(home.cluster);
    return file === null ? [] : [file.pid, ...(await childrenOf(file.pid))];
  }

  const isReady = () =>
    ask(at('postgres'), 'select 1').then(
      () => true,
      () => false,
    );

  return {
    url,
    cluster: home.cluster,
    async start() {
      let launched = await launchPostmaster(home, binaries, port);
      await until(`Postgres starts (${home.logFile})`, async () => {
        // A killed server's memory needs a moment to go.
        if (launched.hasEnded()) {
          await delay(50);
          launched = await launchPostmaster(home, binaries, port);
        }
        return isReady();
      });
      const known = await ask(at('postgres'), 'select from pg_database where datname = $1', [DATABASE]);
      if (known.length === 0) await ask(at('postgres'), `create database ${DATABASE}`);
    },
    async stop() {
      const file = await readPostmasterFile(home.cluster);
      if (file !== null) await stopPostmaster(home.cluster, file.pid);
    },
    async kill() {
      const [postmaster] = await pids();
      if (postmaster === undefined) return;
      // It must not fork any more while its children are counted.
      signal(postmaster, 'SIGSTOP');
      for (const pid of await pids()) signal(pid, 'SIGKILL');
    },
    async freeze() {
      const [postmaster] = await pids();
      if (postmaster !== undefined) signal(postmaster, 'SIGSTOP');
      for (const pid of await pids()) signal(pid, 'SIGSTOP');
    },
    async thaw() {
      for (const pid of (await pids()).reverse()) signal(pid, 'SIGCONT');
    },
    query: (sql, values = []) => ask(url, sql, values),
  };
}

/** One statement on a connection of its own: no connection outlives a fault. */
async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
