import type { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { newId } from '../ids.ts';
import type { ErrorCode, Reason, Warning } from '../pipeline/postback.ts';
import { createReplayer, type Replayed } from '../replay/replay.ts';
import type { ReplayFilter } from '../storage/replayable.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly flow?: string;
  readonly error?: ErrorCode;
  readonly reason?: Reason;
  readonly warning?: Warning;
  readonly status?: string;
  readonly click?: string;
  readonly since?: string;
  readonly yes?: boolean;
}

/** `subpixel replay`: repeats logged requests after their set-up was mended. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('repeat logged requests; without --yes only tells what would change')
    .argument('<login>', 'a user of the account')
    .argument('[entry]', 'the ID of one log entry; otherwise all that fit')
    .option('--flow <id>')
    .option('--error <code>', 'for instance bad-click')
    .option('--reason <reason>', 'for instance unreplaced-macro')
    .option('--warning <warning>', 'for instance unmapped-status')
    .option('--status <word>', 'the status word as the network sent it')
    .option('--click <id>')
    .option('--since <instant>', 'for instance 2031-05-01 or 2031-05-01T12:00Z')
    .option('--yes', 'do it')
    .action((login: string, entry: string | undefined, options: Options) =>
      withDatabase(async ({ knex, pipeline }) => {
        const { accountId } = await userOf(knex, login);
        const replayer = createReplayer({ knex, pipeline, now: () => new Date(), newId });
        const preview = options.yes !== true;
        if (entry !== undefined) {
          const one = await replayer.one(accountId, entry, preview);
          if (!one)
            throw new ConfigError('The account has no such entry, or it is none that can be repeated.');
          console.log(describe(one));
          return;
        }
        let count = 0;
        for await (const one of replayer.all(accountId, toFilter(options), preview)) {
          console.log(describe(one));
          count += 1;
        }
        console.log(preview ? `${count} would be repeated; add --yes to do it.` : `${count} repeated.`);
      }),
    );
}

function toFilter(options: Options): ReplayFilter {
  const { flow, error, reason, warning, status, click, since } = options;
  const at = since === undefined ? undefined : new Date(since);
  if (at && Number.isNaN(at.getTime())) throw new ConfigError(`--since: ${since} is no date.`);
  return {
    ...(flow ? { flowId: flow } : {}),
    ...(error ? { error } : {}),
    ...(reason ? { reason } : {}),
    ...(warning ? { warning } : {}),
    ...(status ? { statusWord: status } : {}),
    ...(click ? { clickId: click } : {}),
    ...(at ? { since: at } : {}),
  };
}

function describe({ entry, outcome, changes }: Replayed): string {
  const result = outcome.status === 'ok' ? outcome.result : `${outcome.error} ${outcome.reason}`;
  const what = changes.map(({ field, from, to }) => `${field} ${from ?? '–'} → ${to ?? '–'}`).join(', ');
  return `${entry.receivedAt.toISOString()}  ${entry.id}  ${result}  ${what}`;
}
