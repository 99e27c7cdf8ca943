import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** A row that has changed, by what it is looked up by. */
export interface Change {
  readonly table: string;
  /** Null where its table has no such column. */
  readonly id: string | null;
  /** The site key of a flow. */
  readonly key: string | null;
  readonly account: string;
}

/** Who remembers rows. */
export interface Follower {
  changed(change: Change): void;
  /** Changes may have been missed: nothing that was read before may be believed. */
  missed(): void;
}

/** Word of changes to the small tables. */
export interface Changes {
  /** Whether every change that was committed more than a second ago has been heard of. */
  isHeard(): boolean;
  follow(follower: Follower): void;
}

export interface ChangeListener extends Changes {
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly databaseUrl: string;
  /** Any other connection: what is sent there must arrive here. */
  readonly notify: pg.Pool;
  /** Told once when it begins to go wrong. Collectors work without, by asking again each second. */
  readonly onLost: (error: unknown) => void;
  readonly now?: () => number;
}

const CHANNEL = 'subpixel_changes';

/** Nobody goes by an old row for longer than this after its change was committed. In milliseconds. */
export const KNOWN_WITHIN_MS = 1000;

/** Twice in that time and a reserve: one late answer costs nothing. */
const HEARTBEAT_MS = 400;

/** A server that says nothing for so long is gone, whatever TCP believes. */
const SILENCE_MS = 2000;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Listens for `NOTIFY` on a connection of its own and connects again when it is lost. The connection answers
 * questions in order, and Postgres sends notifications before the answer: so an answer proves that everything
 * committed before its question has been heard. Where no proof is younger than a second, nobody relies on it.
 */
export function listenForChanges(options: ListenOptions): ChangeListener {
  const { databaseUrl, notify, onLost, now = Date.now } = options;
  const followers: Follower[] = [];
  const stop = new AbortController();
  /** The instant up to which all is heard. */
  let heardUntil = Number.NEGATIVE_INFINITY;

  async function connectAgainAndAgain(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    let isToldOf = false;
    while (!stop.signal.aborted) {
      try {
        await connection(() => {
          pause = FIRST_PAUSE_MS;
          isToldOf = false;
        });
      } catch (error) {
        if (!isToldOf && !stop.signal.aborted) onLost(error);
        isToldOf = true;
      }
      heardUntil = Number.NEGATIVE_INFINITY;
      // Spread, so that all collectors do not come at once when the database is back.
      await delay(pause * (0.5 + Math.random()), undefined, { signal: stop.signal }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** One connection, from its beginning to its end: always rejects. */
  async function connection(onListening: () => void): Promise<never> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: SILENCE_MS,
      query_timeout: SILENCE_MS,
      keepAlive: true,
      application_name: 'subpixel listener',
    });
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the connection that listens for changes has ended')));
    });
    const beating = listen(client, onListening);
    try {
      return await Promise.race([broken, beating]);
    } finally {
      broken.catch(() => undefined);
      beating.catch(() => undefined);
      client.end().catch(() => undefined);
    }
  }

  async function listen(client: pg.Client, onListening: () => void): Promise<never> {
    await client.connect();
    const probe = `probe ${now()} ${Math.random()}`;
    const arrived = new Promise<void>((resolve) => {
      client.on('notification', ({ payload = '' }) => {
        if (payload === probe) resolve();
        else hear(payload);
      });
    });
    await client.query(`listen ${CHANNEL}`);
    // A pooler such as PgBouncer takes LISTEN and then passes nothing on.
    await notify.query('select pg_notify($1, $2)', [CHANNEL, probe]);
    await inTime(arrived);
    for (const follower of followers) follower.missed();
    onListening();
    for (;;) {
      const askedAt = now();
      await client.query('select 1');
      heardUntil = askedAt;
      await delay(HEARTBEAT_MS, undefined, { signal: stop.signal });
    }
  }

  function hear(payload: string): void {
    const change = readChange(payload);
    if (!change) return;
    for (const follower of followers) follower.changed(change);
  }

  const ended = connectAgainAndAgain();
  return {
    isHeard: () => heardUntil + KNOWN_WITHIN_MS > now(),
    follow: (follower) => void followers.push(follower),
    async close() {
      stop.abort();
      await ended;
    },
  };
}

async function inTime(arrived: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const tooLate = delay(SILENCE_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(
      'notifications do not arrive: DATABASE_URL leads to a pooler that does not pass them on, so changes are asked for each second',
    );
  });
  try {
    await Promise.race([arrived, tooLate]);
  } finally {
    timer.abort();
    tooLate.catch(() => undefined);
  }
}

/** Anybody with the database's password may write to the channel. */
function readChange(payload: string): Change | null {
  if (!payload.startsWith('{')) return null;
  try {
    return JSON.parse(payload) as Change;
  } catch {
    return null;
  }
}
