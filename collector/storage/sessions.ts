import type { Knex } from 'knex';

/** A signed-in browser. */
export interface Session {
  readonly userId: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  /** Of the browser that signed in. */
  readonly ip: string | null;
  readonly userAgent: string;
}

/** Keeps a session. `id` is a hash of what the browser holds, never the thing itself. */
export async function addSession(knex: Knex, id: string, session: Session): Promise<void> {
  const { userId, startedAt, expiresAt, ip, userAgent } = session;
  await knex('sessions').insert({
    ...{ id, ip, user_id: userId, started_at: startedAt, last_seen_at: startedAt, expires_at: expiresAt },
    user_agent: userAgent.slice(0, 512),
    data: '{}',
  });
}

/** A session that has not expired at `now`. */
export async function findSession(knex: Knex, id: string, now: Date): Promise<Session | null> {
  const row: SessionRow | undefined = await knex('sessions')
    .where({ id })
    .where('expires_at', '>', now)
    .first();
  return row ? toSession(row) : null;
}

interface SessionRow extends Pick<Session, 'ip'> {
  readonly user_id: string;
  readonly started_at: Date;
  readonly expires_at: Date;
  readonly user_agent: string;
}

function toSession({ ip, ...row }: SessionRow): Session {
  const { user_id: userId, started_at: startedAt, expires_at: expiresAt, user_agent: userAgent } = row;
  return { userId, startedAt, expiresAt, ip, userAgent };
}

/** Lets a session that is in use now live until `expiresAt`. */
export async function prolongSession(knex: Knex, id: string, expiresAt: Date, now: Date): Promise<void> {
  await knex('sessions').where({ id }).update({ expires_at: expiresAt, last_seen_at: now });
}

export async function removeSession(knex: Knex, id: string): Promise<void> {
  await knex('sessions').where({ id }).delete();
}

export async function removeExpiredSessions(knex: Knex, now: Date): Promise<void> {
  await knex('sessions').where('expires_at', '<=', now).delete();
}
