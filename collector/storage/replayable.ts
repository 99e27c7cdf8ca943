import type { Knex } from 'knex';
import { type LogDetail, type LogRow, toDetail } from './log.ts';
import { type LogCriteria, whereFits } from './log-criteria.ts';
import { withinPatience } from './within-patience.ts';

/** Which entries are to be replayed. */
export type ReplayFilter = LogCriteria;

/**
 * Entries of an account that a replay may repeat, oldest first, at most `limit`: not replays themselves, not dry
 * runs, not settled already. `after`: only entries newer than this one.
 */
export async function listReplayable(
  knex: Knex,
  accountId: string,
  filter: ReplayFilter,
  after: string | null,
  limit: number,
): Promise<LogDetail[]> {
  const query = replayable(knex, accountId, filter).orderBy('id').limit(limit);
  if (after) query.where('id', '>', after);
  const rows: LogRow[] = await query.select();
  return rows.map(toDetail);
}

/** How many there are, counted up to `max`. Throws TooSlowError. */
export async function countReplayable(
  knex: Knex,
  accountId: string,
  filter: ReplayFilter,
  max: number,
): Promise<number> {
  return withinPatience(knex, async (patient) => {
    const some = replayable(patient, accountId, filter).limit(max).select('id');
    const [row] = await patient.from(some.as('some')).count<{ count: string }[]>();
    return Number(row?.count ?? 0);
  });
}

function replayable(knex: Knex, accountId: string, filter: ReplayFilter): Knex.QueryBuilder {
  const query = knex('postback_log')
    .where({ dry: false })
    .whereNull('replay_of')
    .whereNull('settled_by')
    .whereIn('channel', ['s2s', 'pixel']);
  return whereFits(query, accountId, filter);
}
