import { setTimeout as delay } from 'node:timers/promises';
import { toRow } from '../import/read-csv.ts';
import { ROWS_AT_ONCE, submitRows, tally, toRowVerdict } from '../import/submit-rows.ts';
import { readClickId } from '../pipeline/click-id.ts';
import {
  addUpload,
  beginImport,
  findUpload,
  keepDryRun,
  noteVerdicts,
  type RowVerdict,
  type Upload,
} from '../storage/uploads.ts';
import type { Action, FormRequest } from './action.ts';
import type { ConsoleDeps } from './console.ts';
import { readFile, readParameters, STILL_MS } from './import-file.ts';
import { importView } from './pages/import.tsx';
import { importStartView } from './pages/import-start.tsx';

export type ImportDeps = Pick<ConsoleDeps, 'knex' | 'pipeline' | 'now' | 'newId'>;

export const IMPORT_PATH = '/console/leads/import';

/** Rows that are taken in before it is written down how far that is; who dies in between repeats them, harmlessly. */
const ROWS_A_NOTE = 1000;
/** Small files are done when the next page is shown. */
const WAIT_MS = 3000;

/** Keeps a file, and leads to what its columns are. */
export function createUploadAction({ knex, now, newId }: ImportDeps): Action {
  return async (request) => {
    const file = readFile(request);
    if ('problem' in file) {
      const { field, text } = request;
      const typed = { csv: field('csv'), separator: field('separator'), charset: field('charset') };
      return { view: importStartView(text, typed, file.problem) };
    }
    const id = newId();
    await addUpload(knex, request.user.accountId, { id, createdAt: now(), ...file });
    return { next: `${IMPORT_PATH}/${id}` };
  };
}

/** Tries every row without changing anything. Each is tried alone: what the rows before it would do is not seen. */
export function createDryRunAction(deps: ImportDeps): Action {
  return async (request) => {
    const { user, text, field } = request;
    const upload = await uploadOf(deps, request);
    if (!upload) return null;
    if (upload.beganAt) return { next: `${IMPORT_PATH}/${upload.id}` };
    const parameters = readParameters(upload.cells[0] ?? [], field);
    if ('twice' in parameters) {
      const problem = text('Two columns are «{name}»: leave one of them out.', { name: parameters.twice });
      return { view: importView(text, upload, deps.now(), problem) };
    }
    const verdicts: RowVerdict[] = [];
    for await (const some of takeRows({ ...upload, parameters }, 0, deps, user.accountId, true))
      verdicts.push(...some);
    await keepDryRun(deps.knex, user.accountId, upload.id, parameters, verdicts);
    return { next: `${IMPORT_PATH}/${upload.id}` };
  };
}

/** Takes the rows in. What takes longer than a moment goes on while the next page tells how far it is. */
export function createImportAction(deps: ImportDeps): Action {
  return async (request) => {
    const { user } = request;
    const id = readClickId(request.params.id ?? '') ?? '';
    const stillSince = new Date(deps.now().getTime() - STILL_MS);
    const upload = await uploadOf(deps, request);
    if (!upload) return null;
    const isQuiet = upload.beganAt === null ? request.field('tell') === '' : upload.isQuiet;
    if (await beginImport(deps.knex, user.accountId, id, { now: deps.now(), stillSince, isQuiet })) {
      // Who fails stands still, and can be taken up again.
      const done = takeAll(deps, request, { ...upload, isQuiet }).catch(() => undefined);
      await Promise.race([done, delay(WAIT_MS, undefined, { ref: false })]);
    }
    return { next: `${IMPORT_PATH}/${id}` };
  };
}

async function takeAll(deps: ImportDeps, request: FormRequest, upload: Upload): Promise<void> {
  const { accountId } = request.user;
  const verdicts: RowVerdict[] = upload.beganAt ? [...upload.verdicts] : [];
  let unnoted: RowVerdict[] = [];
  const note = async () => {
    await noteVerdicts(deps.knex, accountId, upload.id, unnoted, deps.now());
    verdicts.push(...unnoted);
    unnoted = [];
  };
  for await (const some of takeRows(upload, verdicts.length, deps, accountId, false)) {
    unnoted.push(...some);
    if (unnoted.length >= ROWS_A_NOTE) await note();
  }
  await note();
  const counts = tally(verdicts).map(([what, count]) => [what, String(count)]);
  await request.audit('leads.import', upload.id, {
    rows: String(verdicts.length),
    ...(upload.isQuiet ? { receivers: 'not told' } : {}),
    ...Object.fromEntries(counts),
  });
}

async function* takeRows(
  { cells, parameters, isQuiet }: Pick<Upload, 'cells' | 'parameters' | 'isQuiet'>,
  done: number,
  deps: ImportDeps,
  accountId: string,
  dry: boolean,
): AsyncGenerator<RowVerdict[]> {
  for (let from = 1 + done; from < cells.length; from += ROWS_AT_ONCE) {
    const rows = cells.slice(from, from + ROWS_AT_ONCE).map((row) => toRow(row, parameters));
    yield (await submitRows(rows, { ...deps, accountId, dry, isQuiet })).map(toRowVerdict);
  }
}

function uploadOf({ knex }: ImportDeps, { user, params }: FormRequest): Promise<Upload | null> {
  const id = readClickId(params.id ?? '');
  return id ? findUpload(knex, user.accountId, id) : Promise.resolve(null);
}
