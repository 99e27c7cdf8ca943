import type { Knex } from 'knex';

/** A signed-in browser. */
export interface Session {
  readonly userId: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

/** Keeps a session. `id` is a hash of what the browser holds, never the thing itself. */
export async function addSession(knex: Knex, id: string, session: Session): Promise<void> {
  await knex('sessions').insert({
    id,
    data: { userId: session.userId, startedAt: session.startedAt.toISOString() },
    expires_at: session.expiresAt,
  });
}

/** A session that has not expired at `now`. */
export async function findSession(knex: Knex, id: string, now: Date): Promise<Session | null> {
  const row: { data: { userId: string; startedAt: string }; expires_at: Date } | undefined = await knex(
    'sessions',
  )
    .where({ id })
    .where('expires_at', '>', now)
    .first('data', 'expires_at');
  if (!row) return null;
  return { userId: row.data.userId, startedAt: new Date(row.data.startedAt), expiresAt: row.expires_at };
}

/** Lets a session live until `expiresAt`. */
export async function prolongSession(knex: Knex, id: string, expiresAt: Date): Promise<void> {
  await knex('sessions').where({ id }).update({ expires_at: expiresAt });
}

export async function removeSession(knex: Knex, id: string): Promise<void> {
  await knex('sessions').where({ id }).delete();
}

export async function removeExpiredSessions(knex: Knex, now: Date): Promise<void> {
  await knex('sessions').where('expires_at', '<=', now).delete();
}
