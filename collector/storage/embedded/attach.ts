import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { ROLE } from './cluster.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { freePort } from './free-port.ts';
import type { Home } from './home.ts';
import { type Launched, launchPostmaster, stopPostmaster } from './postmaster.ts';
import { identify, isAlive, type PostmasterFile, readPostmasterFile } from './postmaster-file.ts';

/** Advisory lock in the database `postgres`: everybody who uses the server holds it shared, who stops it alone. */
export const USERS_LOCK = 1_937_072_752;

/** How long a server may neither answer nor start before that is an error. Recovery after a crash is not counted. */
const PATIENCE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const POLL_MS = 20;
const NO_ANSWER = 'It does not answer.';

export interface Attached {
  /** Holds `USERS_LOCK` shared for as long as it lives; the kernel closes it with the process, whatever kills it. */
  readonly client: pg.Client;
  /** Resolves when the connection is lost or closed. */
  readonly ended: Promise<void>;
  readonly port: number;
}

export interface Server {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly password: string;
  readonly log: (line: string) => void;
}

/**
 * Connects to the cluster's server: to the one that runs (left behind by a killed collector, or in use by another
 * one), else to a new one. Postgres' own lock file decides when two start at once; the loser then finds the winner.
 *
 * @param wantedPort the port a new server has to take; any free one where undefined
 * @throws EmbeddedPostgresError where the server neither starts nor answers
 */
export async function attach(server: Server, wantedPort?: number): Promise<Attached> {
  const { home } = server;
  let launched: Launched | null = null;
  let deadline = Date.now() + PATIENCE_MS;
  let trouble = NO_ANSWER;
  for (; ; await delay(POLL_MS)) {
    if (Date.now() > deadline) throw failed(home, trouble);

    const file = await readPostmasterFile(home.cluster);
    const identity = file === null ? 'other' : await identify(file.pid, home.cluster);
    if (file !== null && identity === 'postmaster') {
      const answer = await joinRunning(server, file);
      if (typeof answer !== 'string') return answer;
      trouble = answer;
      // Recovery takes as long as it takes; giving up would only make it begin again.
      if (file.status === 'starting') deadline = Date.now() + PATIENCE_MS;
      continue;
    }

    if (launched !== null) {
      if (!launched.hasEnded()) continue;
      const words = await launched.words();
      trouble = lastWords(words);
      if (!isPassing(words)) throw failed(home, trouble);
      await delay(200);
    }
    if (file !== null && identity === 'other' && isAlive(file.pid)) await removeStaleFile(server, file);
    // A dead server's port: another collector that shared it still looks for it there.
    const port = wantedPort ?? (file !== null && !isAlive(file.pid) ? file.port : null) ?? (await freePort());
    launched = await launchPostmaster(home, server.binaries, port);
  }
}

/** A connection to the postmaster of the lock file, or why there is none yet. */
async function joinRunning(server: Server, file: PostmasterFile): Promise<Attached | string> {
  const { home, log } = server;
  if (file.status === 'stopping') {
    // Told to by SIGTERM it would wait for its clients; nobody needs it any more.
    await stopPostmaster(home.cluster, file.pid);
    return 'It was stopping.';
  }
  if (file.status !== 'ready' || file.port === null) return 'It is still starting.';
  const answer = await tryConnect(server, file.port);
  if (answer === NO_ANSWER) {
    log(`The running Postgres (process ${file.pid}) does not answer; starting it anew.`);
    await stopPostmaster(home.cluster, file.pid);
  }
  return answer;
}

/** A connection with the users' lock, or why there is none. SQLSTATE class 57P: going down or not up yet. */
async function tryConnect({ home, password }: Server, port: number): Promise<Attached | string> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password,
    database: 'postgres',
    application_name: 'subpixel keeper',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // Without a listener an error on an idle connection would end the process.
  client.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK]);
    return { client, ended, port };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (!(error instanceof pg.DatabaseError)) return NO_ANSWER;
    if (error.code?.startsWith('57P') === true) return error.message;
    throw failed(home, `It refuses us: ${error.message} (the password is in «${home.passwordFile}»).`);
  }
}

/** Refusals that pass: a killed server's children need a moment to go, and a port may be taken under our hands. */
function isPassing(words: string): boolean {
  return /lock file|shared memory block|could not create any TCP\/IP sockets/.test(words);
}

/**
 * Removes a lock file whose process ID has gone to another program; Postgres would take that for a running server.
 * It has a second lock, on its shared memory, and so refuses all the same should the cluster be in use.
 */
async function removeStaleFile({ home, log }: Server, file: PostmasterFile): Promise<void> {
  log(`Removing a stale postmaster.pid: process ${file.pid} is another program.`);
  await rm(join(home.cluster, 'postmaster.pid'), { force: true });
}

function lastWords(words: string): string {
  const lines = words.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
}

function failed(home: Home, trouble: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in «${home.cluster}» does not start. ${trouble} ` +
      `The whole story is at the end of «${home.logFile}».`,
  );
}
