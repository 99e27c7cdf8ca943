import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';

/** What became of a row, or would become of it. */
export interface RowVerdict {
  /** Result or error: `created`, `updated`, `no-changes` … */
  readonly what: string;
  /** Of a refusal. */
  readonly reason: string | null;
  readonly hint: string | null;
}

/** A file between its dry run and its import. It is dropped an hour after it came. */
export interface Upload {
  readonly id: string;
  readonly createdAt: Date;
  /** By row; the first one names the columns. */
  readonly cells: readonly (readonly string[])[];
  /** For each column what it is; null: it is left out. */
  readonly parameters: readonly (string | null)[];
  readonly separator: string;
  readonly charset: string;
  /** Its import tells receivers nothing. */
  readonly isQuiet: boolean;
  /** When its import began; null: only a dry run, if anything, has been made. */
  readonly beganAt: Date | null;
  readonly notedAt: Date | null;
  /** Of the rows so far. */
  readonly verdicts: readonly RowVerdict[];
}

export async function addUpload(
  knex: Knex,
  accountId: string,
  upload: Pick<Upload, 'id' | 'createdAt' | 'cells' | 'parameters' | 'separator' | 'charset'>,
): Promise<void> {
  const { id, createdAt, cells, parameters, separator, charset } = upload;
  await knex('uploads').insert({
    ...{ account_id: accountId, id, created_at: createdAt, separator, charset },
    ...{ cells: JSON.stringify(cells), parameters: JSON.stringify(parameters) },
  });
}

/** Null where the account has no such file, or has it no more. */
export async function findUpload(knex: Knex, accountId: string, id: string): Promise<Upload | null> {
  const row: UploadRow | undefined = await knex('uploads').where({ account_id: accountId, id }).first();
  if (!row) return null;
  const { cells, parameters, separator, charset, verdicts } = row;
  return {
    ...{ id: fromUuid(row.id), createdAt: row.created_at, cells, parameters, separator, charset, verdicts },
    ...{ isQuiet: row.is_quiet, beganAt: row.began_at, notedAt: row.noted_at },
  };
}

/** Keeps what the columns are, and what the dry run by it has shown. */
export async function keepDryRun(
  knex: Knex,
  accountId: string,
  id: string,
  parameters: Upload['parameters'],
  verdicts: readonly RowVerdict[],
): Promise<void> {
  await knex('uploads')
    .where({ account_id: accountId, id, began_at: null })
    .update({ parameters: JSON.stringify(parameters), verdicts: JSON.stringify(verdicts) });
}

/**
 * Begins the import, or takes one up that has stood still since `stillSince`. False where somebody else does it: of
 * two who click at the same time, one does.
 */
export async function beginImport(
  knex: Knex,
  accountId: string,
  id: string,
  { now, stillSince, isQuiet }: { readonly now: Date; readonly stillSince: Date; readonly isQuiet: boolean },
): Promise<boolean> {
  const begun = await knex('uploads')
    .where({ account_id: accountId, id, began_at: null })
    .update({ began_at: now, noted_at: now, verdicts: '[]', is_quiet: isQuiet });
  if (begun > 0) return true;
  const resumed = await knex('uploads')
    .where({ account_id: accountId, id })
    .where('noted_at', '<', stillSince)
    .update({ noted_at: now });
  return resumed > 0;
}

/** Adds what became of the next rows. */
export async function noteVerdicts(
  knex: Knex,
  accountId: string,
  id: string,
  verdicts: readonly RowVerdict[],
  now: Date,
): Promise<void> {
  await knex('uploads')
    .where({ account_id: accountId, id })
    .update({ verdicts: knex.raw('verdicts || ?::jsonb', [JSON.stringify(verdicts)]), noted_at: now });
}

/** Forgets files that came before. */
export async function dropUploads(knex: Knex, before: Date): Promise<void> {
  await knex('uploads').where('created_at', '<', before).delete();
}

interface UploadRow extends Pick<Upload, 'cells' | 'parameters' | 'separator' | 'charset' | 'verdicts'> {
  readonly id: string;
  readonly created_at: Date;
  readonly is_quiet: boolean;
  readonly began_at: Date | null;
  readonly noted_at: Date | null;
}
