import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { type Config, ConfigError } from './config.ts';
import { openDemo } from './demo.ts';
import type { FirstRun } from './first-run.ts';
import { startCollector } from './start-collector.ts';
import { startEmbeddedPostgres } from './storage/embedded/index.ts';
import { welcome } from './welcome.ts';
import { openControl, type Restarted } from './workers/control.ts';
import { startSupervisor } from './workers/supervisor.ts';
import { WorkerError } from './workers/worker-process.ts';

/** A collector that takes requests: one process, or a supervisor with its workers. */
export interface RunningServer {
  /** Has the workers load the program anew, without a gap. Never rejects. Null without workers. */
  readonly restart: (() => Promise<Restarted>) | null;
  /** Stops taking requests, finishes those under way, then stops the database if it is the embedded one. */
  close(): Promise<void>;
}

type Opened = (() => Promise<void>)[];

/**
 * Embedded database, requests, demo: in this order, each of them once on a machine; workers do only what takes
 * requests. What was opened is closed again where a later step fails.
 *
 * @param say takes what is said to people; the welcome comes as soon as the database is set up
 */
export async function startServer(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<RunningServer> {
  const opened: Opened = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) await step();
  };
  try {
    await makeDataFolder(config);
    const databaseUrl = config.databaseUrl ?? (await startEmbedded(config, say, opened));
    const greet = async (made: FirstRun | null) => {
      const complete = made?.flow && config.demo ? await startDemo(config, made, log, opened) : made;
      say(welcome(config, complete));
    };
    const restart = await takeRequests(config, databaseUrl, { log, say, greet, opened });
    return { restart, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Surroundings {
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly greet: (made: FirstRun | null) => Promise<void>;
  readonly opened: Opened;
}

/** Resolves when the collector listens and, where the database is there, everybody has been greeted. */
async function takeRequests(
  config: Config,
  databaseUrl: string,
  { log, say, greet, opened }: Surroundings,
): Promise<RunningServer['restart']> {
  const greetLater = (made: FirstRun | null) =>
    greet(made).catch((error) => log.error({ err: error }, 'the demo could not be started'));

  if (config.workers === null) {
    const { setUp, close } = await startCollector({ config, databaseUrl, log });
    opened.push(close);
    if (setUp.why() === null) await greet(await setUp.done);
    else setUp.done.then(greetLater);
    return null;
  }
  let isStarting = true;
  let made: FirstRun | null | undefined;
  const supervisor = await startSupervisor({
    ...{ workers: config.workers, databaseUrl, log },
    onSetUp(firstRun) {
      if (isStarting) made = firstRun;
      else void greetLater(firstRun);
    },
  });
  isStarting = false;
  opened.push(supervisor.close);
  if (made !== undefined) await greet(made);

  async function restart(): Promise<Restarted> {
    say('Restarting …');
    try {
      const workers = await supervisor.restart();
      say(`Restarted: ${workers} new ${workers === 1 ? 'worker' : 'workers'}.`);
      return { workers, problem: null };
    } catch (error) {
      log.error({ err: error }, 'nothing was restarted: the workers of before go on');
      return { workers: 0, problem: error instanceof WorkerError ? error.message : 'The log says why.' };
    }
  }

  try {
    const control = await openControl(config.dataFolder, config.port, restart);
    opened.push(control.close);
  } catch (error) {
    log.warn({ err: error }, 'the command «restart» does not work here: send SIGUSR2 instead');
  }
  return restart;
}

async function makeDataFolder({ dataFolder }: Config): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The data folder ${dataFolder} cannot be made (${why}): choose another with SUBPIXEL_DATA`,
    );
  }
}

async function startEmbedded(config: Config, say: (line: string) => void, opened: Opened): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataFolder, log: say });
  opened.push(postgres.stop);
  return postgres.databaseUrl;
}

async function startDemo(config: Config, made: FirstRun, log: Logger, opened: Opened): Promise<FirstRun> {
  const demo = await openDemo(config, made, log);
  opened.push(demo.close);
  return demo.firstRun;
}
