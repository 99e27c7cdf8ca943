import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../collector/storage/embedded/free-port.ts';

const PROGRAM = fileURLToPath(new URL('../../collector/dist/cli.js', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 20_000;

/** What the first start writes to `first-run.json`. */
export interface FirstRun {
  readonly consoleUrl: string;
  readonly login: string;
  readonly password: string;
  readonly postbackToken: string;
  readonly flow: string;
  readonly siteKey: string;
  readonly demoUrl: string;
}

export interface RunningCollector {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  readonly firstRun: FirstRun;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Stops it as a service manager does; throws where it does not stop cleanly. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the built program in an empty data folder and waits until it is ready.
 *
 * @param environment variables beyond those that give it ports, a data folder and the demo
 */
export async function runCollector(environment: Record<string, string> = {}): Promise<RunningCollector> {
  const dataDir = await mkdtemp(join(tmpdir(), 'subpixel-e2e-'));
  // As root Postgres runs as another user, who could not pass a folder of mode 0700.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: {
      ...process.env,
      // An empty variable is an unset one: nothing of the developer's own set-up may leak in.
      DATABASE_URL: '',
      SUBPIXEL_PUBLIC_URL: '',
      SUBPIXEL_SECRET: '',
      PORT: String(port),
      SUBPIXEL_DATA: dataDir,
      SUBPIXEL_DEMO: '1',
      SUBPIXEL_DEMO_PORT: String(await freePort()),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    if (!hasEnded()) await exited;
    clearTimeout(timer);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    if (child.exitCode !== 0) {
      throw new Error(`The collector ended with ${child.exitCode ?? child.signalCode}.\n${output}`);
    }
  };

  try {
    await untilReady(url, hasEnded);
    const firstRun = JSON.parse(await readFile(join(dataDir, 'first-run.json'), 'utf8')) as FirstRun;
    return { url, pid: child.pid ?? 0, dataDir, firstRun, output: () => output, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw new Error(`The collector did not start.\n${output}`, { cause: error });
  }
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!hasEnded() && Date.now() < deadline) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await delay(50);
  }
  throw new Error(hasEnded() ? 'It has ended.' : `No answer from ${url}/readyz in ${START_MS} ms.`);
}
