import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { newId } from '../ids.ts';

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
export async function addAudit(knex: Knex, line: AuditLine): Promise<void> {
  await knex.transaction(async (transaction) => {
    // One line after the other, else two of them would follow the same one.
    await transaction.raw('select pg_advisory_xact_lock(7228902, hashtext(?))', [line.accountId]);
    const last: { hash: string } | undefined = await transaction('audit_log')
      .where({ account_id: line.accountId })
      .orderBy('id', 'desc')
      .first('hash');
    // After the lock, so that the order of the IDs is that of the chain.
    const id = newId();
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

/** The hash of a line, over the hash of the line before it; empty for the first one. */
export function chainHash(before: string, id: string, line: AuditLine): string {
  const { accountId, at, userId, login, ip, action, object, details } = line;
  const ordered = Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    before,
    id,
    accountId,
    at.toISOString(),
    userId,
    login,
    ip,
    action,
    object,
    ordered,
  ]);
  return createHash('sha256').update(text).digest('hex');
}
