import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../../collector/storage/embedded/free-port.ts';
import { signal, until } from './processes.ts';

/** A collector that was told to stop and takes longer than this has not understood. */
const STOP_MS = 30_000;

/** A collector as a process of its own, on a port that it keeps over restarts. */
export interface OwnCollector {
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  pid(): number;
  isRunning(): boolean;
  /** What it has printed and logged in all of its lives, the end of it. */
  output(): string;
  /** Resolves when it answers `/readyz`, whatever it says there. */
  start(): Promise<void>;
  /** SIGKILL for it and the processes it has made. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code and how long it took. */
  terminate(): Promise<{ readonly code: number | null; readonly ms: number }>;
  /** What `/readyz` reports; null where nobody answers. */
  ready(): Promise<Ready | null>;
  /** Resolves when the database has all that waited on disk. Rejects where that hangs. */
  drained(): Promise<void>;
}

export interface Ready {
  readonly status: string;
  readonly spool?: { readonly waiting: number; readonly setAside: number } | null;
}

/** Nothing runs yet. `program`: the file that node runs, with its arguments. */
export async function openCollector(
  program: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<OwnCollector> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = '';
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  const ready = () =>
    fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) })
      .then((response) => response.json() as Promise<Ready>)
      .catch(() => null);

  async function ended(): Promise<void> {
    if (child && isRunning()) await once(child, 'exit');
  }

  return {
    url,
    port,
    pid: () => child?.pid ?? 0,
    isRunning,
    output: () => output,
    async start() {
      child = spawn(process.execPath, program, {
        env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, which is killed as a whole.
        detached: true,
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          output = (output + text).slice(-20_000);
        });
      }
      await until('the collector answers', async () => {
        if (!isRunning()) throw new Error(`The collector has ended.\n${output}`);
        return (await ready()) !== null;
      });
    },
    async kill() {
      if (!child?.pid || !isRunning()) return;
      signal(-child.pid, 'SIGKILL');
      await ended();
    },
    async terminate() {
      const begun = performance.now();
      if (child?.pid && isRunning()) {
        const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
        child.kill('SIGTERM');
        await ended();
        clearTimeout(timer);
      }
      return { code: child?.exitCode ?? null, ms: performance.now() - begun };
    },
    ready,
    drained: () =>
      until('what waits on disk is applied', async () => {
        const now = await ready();
        return now?.status === 'ok' && (now.spool ?? { waiting: 0 }).waiting === 0;
      }),
  };
}
