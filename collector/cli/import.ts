import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { parse } from 'csv-parse';
import { ConfigError } from '../config.ts';
import { newId } from '../ids.ts';
import { guessParameters } from '../import/parameters.ts';
import {
  CHARSETS,
  CSV_OPTIONS,
  guessCharset,
  guessSeparator,
  headLineOf,
  toCells,
  toRow,
} from '../import/read-csv.ts';
import { ROWS_AT_ONCE, submitRows, tally, toRowVerdict } from '../import/submit-rows.ts';
import type { RowVerdict } from '../storage/uploads.ts';
import { userOf } from './user-of.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly separator?: string;
  readonly charset?: string;
  readonly yes?: boolean;
  readonly quiet?: boolean;
}

/** Enough of a file to guess how it is written. */
const HEAD_BYTES = 256 * 1024;

/** `subpixel import`: postbacks out of a CSV file of any size, with a verdict for each row. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read postbacks from a CSV file; without --yes only tells what would change')
    .argument('<login>', 'a user of the account')
    .argument('<file>', 'its first line names parameters: click,uid,status,price,meta[size] …')
    .option('--separator <sign>', 'what stands between cells; without it, it is guessed')
    .option('--charset <name>', `${CHARSETS.join(' or ')}; without it, it is guessed`)
    .option('--quiet', 'send nothing on to receivers')
    .option('--yes', 'do it')
    .action((login: string, file: string, options: Options) =>
      withDatabase(async ({ knex, pipeline }) => {
        const { accountId } = await userOf(knex, login);
        const dry = options.yes !== true;
        const verdicts: RowVerdict[] = [];
        for await (const rows of readRows(file, options)) {
          const some = await submitRows(rows, {
            ...{ pipeline, accountId, now: () => new Date(), newId, dry },
            isQuiet: options.quiet === true,
          });
          for (const verdict of some.map(toRowVerdict))
            console.log(`row ${verdicts.push(verdict) + 1}  ${describe(verdict)}`);
        }
        console.log(
          tally(verdicts)
            .map(([what, count]) => `${count} ${what}`)
            .join(', ') || 'There are no rows.',
        );
        if (dry) console.log('Nothing was changed; add --yes to do it.');
      }),
    );
}

async function* readRows(file: string, options: Options): AsyncGenerator<Record<string, string>[]> {
  const head = await readHead(file);
  const charset = CHARSETS.find((each) => each === options.charset) ?? guessCharset(head);
  if (options.charset !== undefined && options.charset !== charset)
    throw new ConfigError(`--charset: ${options.charset} is not known, take ${CHARSETS.join(' or ')}.`);
  const beginning = new TextDecoder(charset).decode(head);
  const delimiter = options.separator ?? guessSeparator(beginning);
  const text = Readable.from(decode(createReadStream(file), charset));
  const lines = parse({ ...CSV_OPTIONS, delimiter, from_line: headLineOf(beginning) });
  let parameters: readonly (string | null)[] | null = null;
  let rows: Record<string, string>[] = [];
  for await (const line of text.pipe(lines) as AsyncIterable<string[]>) {
    const cells = toCells(line);
    if (parameters === null) parameters = guessParameters(cells);
    else rows.push(toRow(cells, parameters));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

async function* decode(bytes: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
}

/** Up to the end of a line, so that no character is cut in two. */
async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const end = bytesRead < HEAD_BYTES ? bytesRead : buffer.lastIndexOf('\n') + 1;
    return buffer.subarray(0, end);
  } finally {
    await handle.close();
  }
}

function describe({ what, reason, hint }: RowVerdict): string {
  return reason === null ? what : `${what} ${reason}: ${hint}`;
}
