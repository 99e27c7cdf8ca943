import type { Knex } from 'knex';
import { recountClicks } from './stat-changes.ts';

/** Clicks that are locked at one time: postbacks for them wait as long. */
const AT_ONCE = 50;

/** Fields of a lead that say who the buyer is, as its history and the log name them; custom fields besides. */
const CONTACT = `change->>'field' in ('name', 'phone', 'email', 'comment', 'ip') or change->>'field' like 'meta[%'`;
const OTHER_CHANGES = `(select coalesce(jsonb_agg(change order by place), '[]')
                          from jsonb_array_elements(changes) with ordinality as t(change, place) where not (${CONTACT}))`;

/** What a log entry loses. What was asked for, and what came of it, stays: status, money, error and reason. */
const BLANK_ENTRY = `
  request = jsonb_build_object('method', request->>'method', 'path', request->>'path', 'query', '',
                               'headers', '{}'::jsonb, 'body', '', 'erased', true),
  answer = jsonb_build_object('http', answer->'http', 'body', ''),
  changes = ${OTHER_CHANGES}, remarks = '[]', hint = null, ip = null`;

/** What a message to others loses; one that still waits is not sent. Where it went and when stays. */
const BLANK_SEND = `
  request = jsonb_build_object('method', request->>'method', 'url', substring(request->>'url' from '^https{0,1}://[^/\\?#]*'),
                               'headers', '[]'::jsonb, 'body', '', 'erased', true),
  order_reason = null,
  state = case when state = 'waiting' then 'cancelled' else state end`;

/** An address without what was handed over in it; none where even its path names the person. A question mark of SQL is escaped for knex. */
const PLAIN = (column: string) => {
  const path = `regexp_replace(${column}, '[\\?#].*$', '')`;
  return `case when (${path} ~* cast(:needle as text)) is true then '' else ${path} end`;
};

export interface ClickErasure {
  readonly accountId: string;
  readonly clickIds: readonly string[];
  /** Leads stay without contact data whatever comes later, from this instant on; null: new data is new data. */
  readonly forgottenAt: Date | null;
  /** Tags that quote this go, too. Null: tags stay. */
  readonly needle: string | null;
}

/**
 * Takes out of clicks, their leads, history, notes and log entries who the buyer is. IDs, times, status, goal and money
 * stay, so that statistics do. A batch of postbacks that has read one of the clicks before is decided again after it,
 * because its version is raised. Returns how many leads there were.
 */
export async function eraseClicks(knex: Knex, erasure: ClickErasure): Promise<number> {
  const { accountId, clickIds, forgottenAt, needle } = erasure;
  const ordered = [...clickIds].sort();
  let leads = 0;
  for (let from = 0; from < ordered.length; from += AT_ONCE) {
    const ids = ordered.slice(from, from + AT_ONCE);
    leads += await knex.transaction(async (transaction) => {
      const values = { accountId, ids, forgottenAt, needle };
      const run = (sql: string) => transaction.raw(sql, values);
      // In the order in which batches take them, so that neither waits for the other.
      await run(
        'select from clicks where id = any(cast(:ids as uuid[])) and account_id = :accountId order by id for update',
      );
      await run(`
        update clicks set version = version + 1, ip = null, user_agent = '',
               url = ${PLAIN('url')}, referrer = ${PLAIN('referrer')},
               tags = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(tags)
                        where (value ~* cast(:needle as text)) is not true)
         where id = any(cast(:ids as uuid[])) and account_id = :accountId`);
      const { rowCount } = await run(`
        update leads set name = '', phone = '', email = '', comment = '', meta = '{}', ip = null,
               sent = (select coalesce(jsonb_object_agg(key, 'erased'), '{}') from jsonb_each(sent)),
               erased_at = coalesce(erased_at, cast(:forgottenAt as timestamptz))
         where click_id = any(cast(:ids as uuid[])) and account_id = :accountId`);
      // Whose they are the clicks have said: neither table names the account.
      const own =
        'click_id in (select id from clicks where id = any(cast(:ids as uuid[])) and account_id = :accountId)';
      await run(`update lead_history set changes = ${OTHER_CHANGES} where ${own}`);
      await run(`delete from parked_postbacks where ${own}`);
      await run(
        'delete from lead_notes where click_id = any(cast(:ids as uuid[])) and account_id = :accountId',
      );
      // In the order in which the sender writes results down: one that has come before is erased with the rest, one that
      // comes later finds nothing that it belongs to.
      await run(
        'delete from outgoing_queue where id in (select id from outgoing where click_id = any(cast(:ids as uuid[])) and account_id = :accountId)',
      );
      await run(
        `update outgoing set ${BLANK_SEND} where click_id = any(cast(:ids as uuid[])) and account_id = :accountId`,
      );
      await run(
        'delete from outgoing_attempts where outgoing_id in (select id from outgoing where click_id = any(cast(:ids as uuid[])) and account_id = :accountId)',
      );
      // Statistics by source quote tags.
      await recountClicks(transaction, accountId, ids);
      await run(`
        update postback_log set ${BLANK_ENTRY} where click_id = any(cast(:ids as uuid[])) and account_id = :accountId`);
      return rowCount as number;
    });
  }
  return leads;
}

/** Takes out of single log entries what they say about a buyer; those that wait for their click wait no longer. */
export async function eraseEntries(knex: Knex, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = { ids: ids.slice(from, from + AT_ONCE) };
    await knex.raw(
      `with gone as (
         delete from parked_postbacks p using postback_log l
          where l.id = any(cast(:ids as uuid[])) and p.click_id = l.click_id and p.log_id = l.id
       )
       update postback_log set ${BLANK_ENTRY} where id = any(cast(:ids as uuid[]))`,
      some,
    );
  }
}

/** Drops files that wait for their import and quote a needle. Returns how many. */
export async function eraseUploads(knex: Knex, accountId: string, needle: string): Promise<number> {
  return knex('uploads').where({ account_id: accountId }).whereRaw('cells::text ~* ?', [needle]).delete();
}
