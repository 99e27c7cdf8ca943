import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';

/** Rows that are looked at by one statement. */
const PAGE = 5000;

interface PageOfHits {
  readonly last: string | null;
  readonly count: number;
  readonly hits: string[] | null;
}

/**
 * Clicks of an account with a lead that quotes a needle, now or in its history. There is no index for what is asked
 * once in a while: everything is read once, some rows at a time. `onPage` is called between, and may end it by throwing.
 */
export function findQuotingLeads(
  knex: Knex,
  accountId: string,
  needle: string,
  onPage: () => void,
): Promise<string[]> {
  const page = `
    select id, click_id as hit,
           concat_ws(E'\\n', name, phone, email, comment, meta::text) ~* :needle
           or exists (select from lead_history h where h.click_id = l.click_id and h.lead_id = l.id
                                                   and h.changes::text ~* :needle) as quotes
      from leads l where account_id = :accountId and id > :after order by id limit :size`;
  return search(knex, page, { accountId, needle }, onPage);
}

/** Clicks of an account whose own data quotes a needle. */
export function findQuotingClicks(
  knex: Knex,
  accountId: string,
  needle: string,
  onPage: () => void,
): Promise<string[]> {
  const page = `
    select id, id as hit, concat_ws(E'\\n', url, referrer, tags::text) ~* :needle as quotes
      from clicks where account_id = :accountId and id > :after order by id limit :size`;
  return search(knex, page, { accountId, needle }, onPage);
}

/** Log entries that quote a needle. `accountId` null: those that are nobody's. */
export function findQuotingEntries(
  knex: Knex,
  accountId: string | null,
  needle: string,
  onPage: () => void,
): Promise<string[]> {
  const whose = accountId === null ? 'account_id is null' : 'account_id = :accountId';
  const page = `
    select id, id as hit,
           concat_ws(E'\\n', request::text, answer::text, remarks::text, changes::text, hint) ~* :needle as quotes
      from postback_log where ${whose} and id > :after order by id limit :size`;
  return search(knex, page, { needle, ...(accountId === null ? {} : { accountId }) }, onPage);
}

/**
 * Messages to receivers about the leads of some clicks that still hold what was sent; the newest first. Nothing is read
 * through for them: what a message quotes its lead, the lead's history or its click does, too, and clicks have an index.
 */
export async function findMessages(
  knex: Knex,
  accountId: string,
  clickIds: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < clickIds.length; from += PAGE) {
    const rows: { id: string }[] = await knex('outgoing')
      .where({ account_id: accountId })
      .whereRaw(`click_id = any(?) and request->>'erased' is null`, [clickIds.slice(from, from + PAGE)])
      .select('id');
    for (const { id } of rows) found.push(fromUuid(id));
  }
  return found.sort().reverse();
}

async function search(
  knex: Knex,
  page: string,
  values: Readonly<Record<string, string>>,
  onPage: () => void,
): Promise<string[]> {
  const found = new Set<string>();
  for await (const hits of readHits(knex, page, values, onPage)) for (const id of hits) found.add(id);
  return [...found].sort();
}

/**
 * Goes through a table by pages of `:size` rows after `:after`, each with `id`, `hit` and whether it `quotes`; yields the
 * hits of each page, each once.
 */
export async function* readHits(
  knex: Knex,
  page: string,
  values: Readonly<Record<string, string | Date>>,
  onPage: () => void = () => undefined,
): AsyncGenerator<string[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    onPage();
    const { rows }: { rows: PageOfHits[] } = await knex.raw(
      `select (array_agg(id order by id desc))[1] as last, count(*)::int as count,
              array_agg(distinct hit) filter (where quotes) as hits
         from (${page}) page`,
      { ...values, after, size: PAGE },
    );
    const [row] = rows;
    if (row?.hits) yield row.hits.map(fromUuid);
    if (!row?.last || row.count < PAGE) return;
    after = row.last;
  }
}
