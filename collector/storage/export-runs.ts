import type { Knex } from 'knex';

/** How far a download is. */
export interface ExportRun {
  readonly rows: number;
  readonly ended: boolean;
}

/** Writes down how far a download is, whose browser asks for it. */
export async function noteExportRun(
  knex: Knex,
  accountId: string,
  id: string,
  run: ExportRun & { readonly at: Date },
): Promise<void> {
  const { at, rows, ended } = run;
  await knex('export_runs')
    .insert({ account_id: accountId, id, started_at: at, rows, ended })
    .onConflict(['account_id', 'id'])
    .merge(['rows', 'ended']);
}

export async function findExportRun(knex: Knex, accountId: string, id: string): Promise<ExportRun | null> {
  return (await knex('export_runs').where({ account_id: accountId, id }).first('rows', 'ended')) ?? null;
}

/** Forgets downloads that began before. */
export async function dropExportRuns(knex: Knex, before: Date): Promise<void> {
  await knex('export_runs').where('started_at', '<', before).delete();
}
