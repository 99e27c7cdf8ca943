import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { newId } from '../ids.ts';
import { type Keyset, type KeysetPage, toKeysetPage, withinKeyset } from './keyset.ts';

/** Something that a person did to an account. `details` never hold contact data, passwords or tokens. */
export interface AuditLine {
  readonly accountId: string;
  readonly at: Date;
  readonly userId: string | null;
  readonly login: string;
  readonly ip: string | null;
  /** Such as `flow.save`: what it was done to, and what. */
  readonly action: string;
  /** The ID of what it was done to; empty where there is none. */
  readonly object: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Writes a line, chained to the account's line before. */
export async function addAudit(knex: Knex, given: AuditLine): Promise<void> {
  await knex.transaction(async (transaction) => {
    const line = { ...given, ip: given.ip && (await asKept(transaction, given.ip)) };
    // One line after the other, else two of them would follow the same one.
    await transaction.raw('select pg_advisory_xact_lock(7228902, hashtext(?))', [line.accountId]);
    const last: { id: string; hash: string } | undefined = await transaction('audit_log')
      .where({ account_id: line.accountId })
      .orderBy('id', 'desc')
      .first('id', 'hash');
    const id = idAfter(last?.id ?? '');
    const { accountId, userId, details, ...rest } = line;
    await transaction('audit_log').insert({
      ...rest,
      id,
      account_id: accountId,
      user_id: userId,
      details: JSON.stringify(details),
      hash: chainHash(last?.hash ?? '', id, line),
    });
  });
}

/** An address as the database writes it, so that the hash holds when it is read back. */
async function asKept(knex: Knex, ip: string): Promise<string> {
  const row: { ip: string } | undefined = await knex.first(knex.raw('?::inet as ip', [ip]));
  return row?.ip ?? ip;
}

/** A new ID that is greater than the last one, so that the order of the IDs is that of the chain: clocks may differ. */
function idAfter(last: string): string {
  const id = newId();
  const before = last.replaceAll('-', '');
  return id > before ? id : (BigInt(`0x${before}`) + 1n).toString(16).padStart(32, '0');
}

/** The hash of a line, over the hash of the line before it; empty for the first one. */
export function chainHash(before: string, id: string, line: AuditLine): string {
  const { accountId, at, userId, login, ip, action, object, details } = line;
  const ordered = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    before,
    // With dashes or without: as they come from the database, or as they were made.
    ...[id, accountId, userId].map((each) => each?.replaceAll('-', '') ?? null),
    at.toISOString(),
    login,
    ip,
    action,
    object,
    ordered,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** Which lines of an account's audit log. */
export interface AuditFilter extends Keyset {
  readonly userId?: string;
  readonly action?: string;
}

export interface KeptAuditLine extends AuditLine {
  readonly id: string;
}

/** An account's lines that fit, newest first. */
export async function listAudit(
  knex: Knex,
  accountId: string,
  filter: AuditFilter,
  limit: number,
): Promise<KeysetPage<KeptAuditLine>> {
  const { userId, action } = filter;
  const query = knex('audit_log').where({
    account_id: accountId,
    ...(userId ? { user_id: userId } : {}),
    ...(action ? { action } : {}),
  });
  const rows: AuditRow[] = await withinKeyset(query, filter, limit).select();
  return toKeysetPage(rows.map(toLine), filter, limit);
}

/** What the check of a chain has found. `brokenAt`: the first line that is not what was written; null: all are. */
export interface ChainCheck {
  readonly lines: number;
  readonly brokenAt: KeptAuditLine | null;
}

const BATCH = 1000;

/** Reads an account's whole audit log in its order, a batch at a time, and follows the chain. */
export async function checkChain(knex: Knex, accountId: string): Promise<ChainCheck> {
  let [hash, after, lines] = ['', '', 0];
  for (;;) {
    const query = knex('audit_log').where({ account_id: accountId }).orderBy('id').limit(BATCH);
    const rows: AuditRow[] = await (after ? query.where('id', '>', after) : query);
    for (const row of rows) {
      const line = toLine(row);
      hash = chainHash(hash, line.id, line);
      lines += 1;
      if (hash !== row.hash) return { lines, brokenAt: line };
    }
    after = rows.at(-1)?.id ?? '';
    if (rows.length < BATCH) return { lines, brokenAt: null };
  }
}

interface AuditRow extends Pick<AuditLine, 'at' | 'login' | 'ip' | 'action' | 'object' | 'details'> {
  readonly id: string;
  readonly account_id: string;
  readonly user_id: string | null;
  readonly hash: string;
}

function toLine({ id, account_id: accountId, user_id: userId, hash: _, ...row }: AuditRow): KeptAuditLine {
  return { ...row, id: id.replaceAll('-', ''), accountId, userId };
}
