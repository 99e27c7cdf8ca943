import type { Command } from 'commander';
import { ConfigError, readConfig } from '../config.ts';
import { askForRestart } from '../workers/control.ts';

/** `subpixel restart`: a new version takes over without a gap. */
export function addRestartCommand(program: Command): void {
  program
    .command('restart')
    .description('have the workers of the running collector load the program anew, without a gap')
    .action(async () => {
      const { dataFolder, port } = readConfig(process.env);
      const restarted = await askForRestart(dataFolder, port);
      if (restarted === null) {
        throw new ConfigError(
          `No collector with workers runs on port ${port} with the data folder ${dataFolder}: start it with ` +
            'SUBPIXEL_WORKERS=1 or more, and give this command the same PORT and SUBPIXEL_DATA.',
        );
      }
      const { workers, problem } = restarted;
      if (problem !== null) {
        throw new ConfigError(`Nothing was restarted, the workers of before go on. ${problem}`);
      }
      console.log(`Restarted: ${workers} new ${workers === 1 ? 'worker' : 'workers'}.`);
    });
}
