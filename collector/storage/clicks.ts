import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Click } from '../pipeline/lead.ts';
import { readSpans, type Span } from './half-hours.ts';
import { isUpward, type Keyset, type KeysetPage, toKeysetPage } from './keyset.ts';
import { bucketOf } from './stat-changes.ts';
import { startPatience } from './within-patience.ts';

/** A click of an account; null where it is unknown or another account's. */
export async function findClick(knex: Knex, accountId: string, id: string): Promise<Click | null> {
  const row: ClickRow | undefined = await knex('clicks').where({ account_id: accountId, id }).first();
  return row ? toClick(row) : null;
}

/** Which clicks are meant: those that fit all that is given. */
export interface ClickCriteria {
  readonly flowId?: string;
  readonly source?: Click['source'];
  /** ISO 3166 alpha-2. */
  readonly country?: string;
  readonly clickId?: string;
  /** Made at or after this instant. */
  readonly since?: Date;
  /** Made before this instant. */
  readonly until?: Date;
}

/**
 * A page of an account's clicks, newest first. Some IDs are hashes or come from browsers, whose clocks are their own: the
 * order is that of our clock, and among clicks of one instant that of the IDs. Throws TooSlowError where it takes longer
 * than two seconds.
 */
export async function listClicks(
  knex: Knex,
  accountId: string,
  { before, after, ...criteria }: ClickCriteria & Keyset,
  limit: number,
  checkPatience: () => void = startPatience(),
): Promise<KeysetPage<Click>> {
  const keyset: Keyset = { ...(before ? { before } : {}), ...(after ? { after } : {}) };
  const order = isUpward(keyset) ? 'asc' : 'desc';
  const id = before ?? after;
  const at = id ? await findInstant(knex, accountId, id) : null;
  const rows: ClickRow[] = [];
  for await (const span of readClickSpans(knex, accountId, criteria, { at, upward: isUpward(keyset) })) {
    checkPatience();
    const query = whereClickFits(knex('clicks').where({ account_id: accountId }), criteria)
      .orderBy([
        { column: 'created_at', order },
        { column: 'id', order },
      ])
      .limit(limit + 1 - rows.length);
    if (span)
      query.where('created_at', '>=', new Date(span.begin)).where('created_at', '<', new Date(span.end));
    if (id) query.whereRaw(`(created_at, id) ${before ? '<' : '>'} (?::timestamptz, ?::uuid)`, [at, id]);
    rows.push(...((await query.select()) as ClickRow[]));
    if (rows.length > limit) break;
  }
  return toKeysetPage(rows.map(toClick), keyset, limit);
}

/** Where the clicks lie that fit, in the order of the list: everywhere (null), or the half-hours with those of a country. */
async function* readClickSpans(
  knex: Knex,
  accountId: string,
  { country, since, until }: ClickCriteria,
  { at, upward }: { readonly at: string | null; readonly upward: boolean },
): AsyncGenerator<Span | null> {
  if (!country) {
    yield null;
    return;
  }
  const given = at === null ? [] : [Date.parse(at)];
  const from = Math.max(since?.getTime() ?? 0, ...(upward ? given : []));
  const to = Math.min(until?.getTime() ?? Date.UTC(9999, 0), ...(upward ? [] : given));
  yield* readSpans(
    knex,
    { accountId, table: 'click_stats', dimension: 'country', value: country, leftOut: [] },
    { from: bucketOf(from), to: bucketOf(to), upward },
  );
}

/** All clicks of an account that fit, newest first, some at a time: by keyset, as leads are (`lead-batches.ts`). */
export async function* readClickBatches(
  knex: Knex,
  accountId: string,
  criteria: ClickCriteria,
  size = 1000,
): AsyncGenerator<readonly Click[]> {
  for (let before: string | undefined, hasOlder = true; hasOlder; ) {
    const page: KeysetPage<Click> = await listClicks(
      knex,
      accountId,
      { ...criteria, ...(before && { before }) },
      size,
      // A file is waited for.
      () => undefined,
    );
    if (page.items.length > 0) yield page.items;
    before = page.items.at(-1)?.id;
    hasOlder = page.hasOlder;
  }
}

function whereClickFits(query: Knex.QueryBuilder, criteria: ClickCriteria): Knex.QueryBuilder {
  const { flowId, source, country, clickId, since, until } = criteria;
  if (flowId) query.where({ flow_id: flowId });
  if (source) query.where({ source });
  if (country) query.where({ geo: country });
  if (clickId) query.where({ id: clickId });
  if (since) query.where('created_at', '>=', since);
  if (until) query.where('created_at', '<', until);
  return query;
}

/** When a click was made, to the microsecond, which a Date would lose; null where the account has no such click. */
async function findInstant(knex: Knex, accountId: string, id: string): Promise<string | null> {
  const row: { at: string } | undefined = await knex('clicks')
    .where({ account_id: accountId, id })
    .first(knex.raw('created_at::text as at'));
  return row?.at ?? null;
}

/** How many leads each of some clicks has; those without any are missing. */
export async function countLeadsOf(
  knex: Knex,
  clickIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { click_id: string; count: string }[] = await knex('leads')
    .whereIn('click_id', [...clickIds])
    .groupBy('click_id')
    .select('click_id')
    .count();
  return new Map(rows.map(({ click_id, count }) => [fromUuid(click_id), Number(count)]));
}

interface ClickRow
  extends Pick<Click, 'id' | 'version' | 'source' | 'ip' | 'geo' | 'url' | 'referrer' | 'tags'> {
  readonly account_id: string;
  readonly flow_id: string;
  readonly created_at: Date;
  readonly user_agent: string;
}

function toClick(row: ClickRow): Click {
  const { version, source, ip, geo, url, referrer, tags } = row;
  return {
    ...{ version, source, ip, geo, url, referrer, tags },
    id: fromUuid(row.id),
    accountId: row.account_id,
    flowId: row.flow_id,
    createdAt: row.created_at,
    userAgent: row.user_agent,
  };
}
