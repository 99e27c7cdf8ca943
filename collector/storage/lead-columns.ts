import type { Knex } from 'knex';

/** The names of the columns that a person wants in the list of leads, in their order; null: the usual ones. */
export async function findLeadColumns(knex: Knex, userId: string): Promise<readonly string[] | null> {
  const row: { lead_columns: string[] | null } | undefined = await knex('users')
    .where({ id: userId })
    .first('lead_columns');
  return row?.lead_columns ?? null;
}

export async function setLeadColumns(
  knex: Knex,
  userId: string,
  columns: readonly string[] | null,
): Promise<void> {
  await knex('users')
    .where({ id: userId })
    .update({ lead_columns: columns && JSON.stringify(columns) });
}
