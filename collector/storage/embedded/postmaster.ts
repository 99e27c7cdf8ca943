import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { identify } from './postmaster-file.ts';
import { explainSpawnError, serverEnvironment } from './server-process.ts';

/** How long a fast shutdown may take (it writes a checkpoint) before the next start may do the recovery instead. */
const FAST_SHUTDOWN_MS = 60_000;

/** A postmaster that we have started. */
export interface Launched {
  readonly hasEnded: () => boolean;
  /** What it wrote to its log, or why it could not be executed. */
  readonly words: () => Promise<string>;
}

/**
 * Starts a postmaster. It gets a session of its own: Ctrl-C goes to every process of the terminal's group, and
 * Postgres has to live until the collector has drained. It also outlives a collector that is killed.
 */
export async function launchPostmaster(home: Home, binaries: Binaries, port: number): Promise<Launched> {
  const log = await open(home.logFile, 'a+', 0o600);
  try {
    const { size } = await log.stat();
    const child = spawn(binaries.postgres, ['-D', home.cluster, ...settings(port)], {
      cwd: home.folder,
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      ...home.user,
    });
    child.unref();
    let failure: Error | null = null;
    child.once('error', (error) => {
      failure = explainSpawnError(error);
    });
    return {
      hasEnded: () => failure !== null || child.exitCode !== null || child.signalCode !== null,
      words: async () => failure?.message ?? (await readFrom(home.logFile, size)),
    };
  } finally {
    await log.close();
  }
}

function settings(port: number): readonly string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // TCP only: the path of a Unix socket may have 107 bytes at most, and data folders are deeper.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log has no end: it keeps what matters years later.
    log_checkpoints: 'off',
    // Statements and details quote buyers' data; the log keeps the error alone.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function readFrom(path: string, offset: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size - offset, 65_536)), {
      position: offset,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Stops a postmaster: fast, and if that takes too long at once, which costs the next start a recovery. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    signalProcess(pid, signal);
    // A stopped process (SIGSTOP) sees only SIGKILL until it is continued.
    signalProcess(pid, 'SIGCONT');
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if ((await identify(pid, cluster)) !== 'postmaster') return;
      await delay(20);
    }
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
