import { writeSync } from 'node:fs';
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
import { welcome } from './welcome.ts';

/** A drain that takes longer is cut off: whoever stopped us wants the machine back. */
const GRACE_MS = 10_000;

const program = new Command('subpixel').description(
  'Collects affiliate leads and explains what became of each.',
);

program
  .command('serve', { isDefault: true })
  .description('run the collector')
  .action(async () => {
    const config = readConfig(process.env);
    // Standard error, so that what is printed for people and what is logged can be told apart.
    const log = createLog({
      level: process.env.SUBPIXEL_LOG_LEVEL ?? 'warn',
      isForPeople: process.stderr.isTTY,
      write: (text) => writeSync(2, text),
    });
    const server = await startServer(config, log, (line) => console.log(line));
    console.log(welcome(config, server.firstRun));
    closeWithGrace(
      { delay: GRACE_MS, logger: { error: (message) => log.error(message) } },
      async ({ err, signal }) => {
        if (err) log.fatal({ err }, 'stopping because of a bug');
        if (signal) console.log('\nStopping …');
        await server.close();
      },
    );
  });

addCommands(program);

/** Mistakes of set-up are told in a sentence; everything else is a bug and shows its stack. */
try {
  await program.parseAsync();
} catch (error) {
  const expected = [
    CheckError,
    ConfigError,
    EmbeddedPostgresError,
    ListenError,
    NewerSchemaError,
    UnreachableError,
  ].some((kind) => error instanceof kind);
  console.error(expected && error instanceof Error ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
