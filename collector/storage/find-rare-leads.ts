import type { Knex } from 'knex';
import { isCounted, type LeadCriteria, usesWords, whereLeadFits } from './lead-criteria.ts';

/** So many leads are looked up and put into order faster than they are found by walking through the newest ones. */
const RARE = 20_000;

/** Of a word that more leads have, the look-up alone takes longer than a list may. */
const MANY = 200_000;

/**
 * The IDs of an account's leads that fit but for source, campaign and currency, in no order, where words are asked for and at
 * most 20,000 leads have them; else null: then they are found soon enough among the newest. Of a common word with
 * a source, the clicks of all its leads would be looked up here.
 *
 * The planner cannot be left to choose between the two. A word that its statistics do not list it takes for half as
 * common as the rarest that they do: 1.7 % of all leads in our bench, where none had it. So it walked through all two
 * million and gave up after two seconds; the look-up in the index of words takes milliseconds. A common word costs the
 * look-up once, in vain, unless the statistics know that it is common.
 */
export async function findRareLeads(
  knex: Knex,
  accountId: string,
  all: LeadCriteria,
  most = RARE,
): Promise<string[] | null> {
  const { source: _source, campaign: _campaign, currency: _currency, ...criteria } = all;
  if (!usesWords(criteria)) return null;
  if (await isCommon(knex, accountId, criteria, isCounted(all) ? most : MANY)) return null;
  return knex.transaction(async (transaction) => {
    await transaction.raw('set local enable_seqscan = off; set local enable_indexscan = off');
    const rows: { id: string }[] = await whereLeadFits(
      transaction('leads').where({ account_id: accountId }),
      criteria,
    )
      .limit(most + 1)
      .select('id');
    // The transaction may be part of another one, which goes on.
    await transaction.raw('set local enable_seqscan to default; set local enable_indexscan to default');
    return rows.length > most ? null : rows.map(({ id }) => id);
  });
}

/** Whether one goal or one country is asked for that more leads have; of two, few leads may have both. */
async function isCommon(
  knex: Knex,
  accountId: string,
  { goal, country, test, search }: LeadCriteria,
  most: number,
): Promise<boolean> {
  if (test || search || (goal && country)) return false;
  const { rows } = await knex.raw<{ rows: { leads: number }[] }>(
    `select coalesce(sum(new + hold + approve + cancel + trash), 0)::float8 as leads
       from lead_days where account_id = ? and dimension = ? and value = ?`,
    [accountId, goal ? 'goal' : 'country', goal ?? country ?? ''],
  );
  return (rows[0]?.leads ?? 0) > most;
}
