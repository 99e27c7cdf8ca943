import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Lead } from '../pipeline/lead.ts';
import { type LeadCriteria, whereLeadFits } from './lead-criteria.ts';
import { inGroups, readLeadRanges, whereInRange } from './lead-ranges.ts';
import { type LeadRow, toLead } from './load-clicks.ts';
import { startPatience } from './within-patience.ts';

/** Enough that the round trips cost little; few enough that postbacks in between do not wait for their writing. */
const BATCH = 1000;

/**
 * All leads of an account that fit, newest first, some at a time. By keyset and not by a cursor: a download may take
 * an hour, and an open transaction would keep the database from cleaning up all that time. What comes meanwhile is
 * newer than where it began.
 */
export async function* readLeadBatches(
  knex: Knex,
  accountId: string,
  criteria: LeadCriteria,
  size = BATCH,
): AsyncGenerator<readonly Lead[]> {
  let gathered: Lead[] = [];
  for await (const range of readLeadRanges(knex, accountId, criteria)) {
    for (let end = range.end, isWhole = false; !isWhole; ) {
      const query = whereInRange(leadsThatFit(knex, accountId, criteria), { ...range, end });
      const wanted = size - gathered.length;
      const rows: LeadRow[] = await query.orderBy('id', 'desc').limit(wanted).select();
      gathered.push(...rows.map(toLead));
      isWhole = rows.length < wanted;
      end = rows.at(-1)?.id ?? end;
      if (gathered.length < size) continue;
      yield gathered;
      gathered = [];
    }
  }
  if (gathered.length > 0) yield gathered;
}

function leadsThatFit(knex: Knex, accountId: string, criteria: LeadCriteria): Knex.QueryBuilder {
  return whereLeadFits(knex('leads').where({ account_id: accountId }), criteria);
}

/** Leads that fit, counted up to `max`. Throws TooSlowError where it takes longer than two seconds. */
export async function countLeads(
  knex: Knex,
  accountId: string,
  criteria: LeadCriteria,
  max: number,
): Promise<number> {
  const checkPatience = startPatience();
  let sum = 0;
  for await (const ranges of inGroups(readLeadRanges(knex, accountId, criteria))) {
    checkPatience();
    const parts = ranges.map((range) =>
      whereInRange(leadsThatFit(knex, accountId, criteria), range)
        .limit(max - sum)
        .select('id'),
    );
    const [row] = await knex.from(knex.unionAll(parts, true).as('some')).count<{ count: string }[]>();
    sum = Math.min(sum + Number(row?.count ?? 0), max);
    if (sum === max) break;
  }
  return sum;
}

/** The custom fields of the newest leads that fit, by name. `among`: how many leads are looked at. */
export async function listMetaKeys(
  knex: Knex,
  accountId: string,
  criteria: LeadCriteria,
  among: number,
): Promise<string[]> {
  const newest = leadsThatFit(knex, accountId, criteria).orderBy('id', 'desc').limit(among).select('meta');
  const rows: { key: string }[] = await knex
    .from(newest.as('newest'))
    .distinct(knex.raw('jsonb_object_keys(meta) as key'))
    .orderBy('key')
    .limit(1000);
  return rows.map(({ key }) => key);
}

/** The source tags of some clicks. */
export async function loadTags(
  knex: Knex,
  clickIds: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const rows: { id: string; tags: Record<string, string> }[] = await knex('clicks')
    .whereIn('id', [...new Set(clickIds)])
    .select('id', 'tags');
  return new Map(rows.map(({ id, tags }) => [fromUuid(id), tags]));
}

/** The landing pages of some clicks, as they were opened. */
export async function loadUrls(
  knex: Knex,
  clickIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; url: string }[] = await knex('clicks')
    .whereIn('id', [...new Set(clickIds)])
    .select('id', 'url');
  return new Map(rows.map(({ id, url }) => [fromUuid(id), url]));
}
