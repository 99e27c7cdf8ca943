import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { parse } from 'csv-parse';
import { newId } from '../ids.ts';
import { importRow } from '../import/import-row.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

/** `subpixel import`: postbacks out of a CSV file, with a verdict for each row. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read postbacks from a CSV file; without --yes only tells what would change')
    .argument('<login>', 'a user of the account')
    .argument('<file>', 'its first line names parameters: click,uid,status,price,meta[size] …')
    .option('--separator <sign>', 'what stands between cells', ',')
    .option('--yes', 'do it')
    .action((login: string, file: string, options: { separator: string; yes?: boolean }) =>
      withDatabase(async ({ knex, pipeline }) => {
        const { accountId } = await userOf(knex, login);
        const rows = createReadStream(file).pipe(
          parse({
            delimiter: options.separator,
            bom: true,
            columns: true,
            skip_empty_lines: true,
            relax_column_count: true,
          }),
        );
        const counts = new Map<string, number>();
        let line = 1;
        for await (const row of rows as AsyncIterable<Record<string, string>>) {
          line += 1;
          const postback = importRow(row, { accountId, now: new Date(), newId, dry: options.yes !== true });
          const { outcome } = await pipeline.submit(postback);
          const verdict = outcome.status === 'ok' ? outcome.result : `${outcome.error} ${outcome.reason}`;
          counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
          console.log(`row ${line}  ${verdict}${outcome.status === 'error' ? `: ${outcome.hint}` : ''}`);
        }
        console.log(
          [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ') || 'There are no rows.',
        );
        if (options.yes !== true) console.log('Nothing was changed; add --yes to do it.');
      }),
    );
}
