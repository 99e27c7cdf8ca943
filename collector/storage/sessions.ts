import type { Knex } from 'knex';

/** A signed-in browser. */
export interface Session {
  readonly userId: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  /** When the person last proved the password: at the start, or since. */
  readonly confirmedAt: Date;
  /** Of the browser that signed in. */
  readonly ip: string | null;
  readonly userAgent: string;
}

/** A session in a person's list of them. */
export interface SessionLine extends Session {
  readonly id: string;
  readonly lastSeenAt: Date;
}

/** Keeps a session. `id` is a hash of what the browser holds, never the thing itself. */
export async function addSession(knex: Knex, id: string, session: Session): Promise<void> {
  const { userId, startedAt, expiresAt, confirmedAt, ip, userAgent } = session;
  await knex('sessions').insert({
    ...{ id, ip, user_id: userId, started_at: startedAt, last_seen_at: startedAt, expires_at: expiresAt },
    confirmed_at: confirmedAt,
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

/** Where a user is signed in, the newest first. */
export async function listSessions(knex: Knex, userId: string, now: Date): Promise<SessionLine[]> {
  const rows: SessionRow[] = await knex('sessions')
    .where({ user_id: userId })
    .where('expires_at', '>', now)
    .orderBy('started_at', 'desc');
  return rows.map((row) => ({ ...toSession(row), id: row.id, lastSeenAt: row.last_seen_at }));
}

interface SessionRow extends Pick<Session, 'ip'> {
  readonly id: string;
  readonly user_id: string;
  readonly started_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly confirmed_at: Date | null;
  readonly user_agent: string;
}

function toSession({ ip, ...row }: SessionRow): Session {
  const { user_id: userId, started_at: startedAt, expires_at: expiresAt, user_agent: userAgent } = row;
  return { userId, startedAt, expiresAt, confirmedAt: row.confirmed_at ?? startedAt, ip, userAgent };
}

/** Lets a session that is in use now live until `expiresAt`. */
export async function prolongSession(knex: Knex, id: string, expiresAt: Date, now: Date): Promise<void> {
  await knex('sessions').where({ id }).update({ expires_at: expiresAt, last_seen_at: now });
}

/** The password was proved in it just now. It goes on under another ID. */
export async function confirmSession(knex: Knex, id: string, newId: string, now: Date): Promise<void> {
  await knex('sessions').where({ id }).update({ id: newId, confirmed_at: now });
}

export async function removeSession(knex: Knex, id: string): Promise<void> {
  await knex('sessions').where({ id }).delete();
}

/** Ends one session of a user; false where they have no such session. */
export async function removeSessionOf(knex: Knex, userId: string, id: string): Promise<boolean> {
  return (await knex('sessions').where({ id, user_id: userId }).delete()) > 0;
}

/** Ends a user's sessions and sign-ins that are under way; `except` is the ID of a session that goes on. */
export async function removeSessionsOf(knex: Knex, userId: string, except = ''): Promise<void> {
  await knex('sessions').where({ user_id: userId }).whereNot({ id: except }).delete();
  await knex('second_steps').where({ user_id: userId }).delete();
}

export async function removeExpiredSessions(knex: Knex, now: Date): Promise<void> {
  await knex('sessions').where('expires_at', '<=', now).delete();
  await knex('second_steps').where('expires_at', '<=', now).delete();
}
