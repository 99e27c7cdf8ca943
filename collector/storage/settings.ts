import type { Knex } from 'knex';

/**
 * Keeps a value under a name unless there is one already, and returns the one that is there afterwards.
 * Two processes that start at once agree on the first one's value.
 */
export async function keepSetting(knex: Knex, name: string, value: string): Promise<string> {
  await knex('settings').insert({ name, value }).onConflict('name').ignore();
  const row: { value: string } | undefined = await knex('settings').where({ name }).first('value');
  return row?.value ?? value;
}
