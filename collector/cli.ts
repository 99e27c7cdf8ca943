import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import { CheckError } from './check/launch-chromium.ts';
import { addCommands } from './cli/commands.ts';
import { ConfigError, readConfig } from './config.ts';
import { ListenError } from './http/listen.ts';
import { startServer } from './server.ts';
import { EmbeddedPostgresError } from './storage/embedded/index.ts';
import { NewerSchemaError, UnreachableError } from './storage/migrate.ts';
import { createLog } from './telemetry/create-log.ts';
import { runWorker } from './workers/run-worker.ts';
import { WORKER_MARK, WorkerError } from './workers/worker-process.ts';

/** A drain that takes longer is cut off: whoever stopped us wants the machine back. */
const GRACE_MS = 10_000;

const program = new Command('subpixel').description(
  'Collects affiliate leads and explains what became of each.',
);

program
  .command('serve', { isDefault: true })
  .description('run the collector')
  .action(async () => {
    // Standard error, so that what is printed for people and what is logged can be told apart.
    const log = createLog({
      level: process.env.SUBPIXEL_LOG_LEVEL ?? 'warn',
      isForPeople: process.stderr.isTTY,
      write: (text) => writeSync(2, text),
    });
    if (process.env[WORKER_MARK]) {
      await runWorker({ readConfig: () => readConfig(process.env), log, graceMs: GRACE_MS, explain });
      return;
    }
    const config = readConfig(process.env);
    const starting = startServer(config, log, (line) => console.log(line));
    const skip = config.workers === null ? [] : ([RESTART_SIGNAL] as const);
    for (const signal of skip)
      process.on(
        signal,
        () =>
          void starting.then(
            ({ restart }) => restart?.(),
            () => undefined,
          ),
      );
    const server = await starting;
    closeWithGrace(
      {
        delay: GRACE_MS,
        skip: [...skip],
        logger: { error: (message) => log.error(message) },
      },
      async ({ err, signal }) => {
        if (err) log.fatal({ err }, 'stopping because of a bug');
        if (signal) console.log('\nStopping …');
        await server.close();
      },
    );
  });

/** Not SIGHUP: a terminal that is closed sends that to everything in it, and means the end. */
const RESTART_SIGNAL = 'SIGUSR2';

addCommands(program);

/** Mistakes of set-up are told in a sentence; everything else is a bug and shows its stack. */
function explain(error: unknown): string {
  const expected = [
    CheckError,
    ConfigError,
    EmbeddedPostgresError,
    ListenError,
    NewerSchemaError,
    UnreachableError,
    WorkerError,
  ].some((kind) => error instanceof kind);
  return expected && error instanceof Error ? error.message : inspect(error);
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
