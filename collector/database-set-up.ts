import type { Knex } from 'knex';
import { type Config, ConfigError } from './config.ts';
import { type FirstRun, firstRun } from './first-run.ts';
import { checkSecret } from './secret.ts';
import { migrate, NewerSchemaError } from './storage/migrate.ts';
import { sqlState } from './storage/sqlstate.ts';

/** Brings a database to this program: schema, secret, first account. Safe to repeat, also by several at once. */
export async function setUpDatabase(
  databaseUrl: string,
  knex: Knex,
  config: Config,
  secret: string,
): Promise<FirstRun | null> {
  await migrate(databaseUrl);
  await checkSecret(knex, secret);
  return firstRun(knex, config, secret);
}

/** The way of a database from unknown to set up. */
export interface SetUp {
  /** Why it is not set up yet; null: it is. */
  why(): string | null;
  /** Resolves with what the first start made. Never rejects; never resolves after `stop`. */
  readonly done: Promise<FirstRun | null>;
  stop(): void;
}

export interface SetUpOptions {
  readonly setUp: () => Promise<FirstRun | null>;
  /** Told why it fails, once for each reason. */
  readonly onFailure: (why: string) => void;
  /** Pause between two tries, in milliseconds. */
  readonly everyMs?: number;
}

/**
 * Sets a database up, and where it is away, goes on trying. Resolves after the first try.
 *
 * @throws what the first try throws where that is a mistake of set-up. Later ones are told and tried again: postbacks
 * have been taken by then.
 */
export async function beginSetUp({ setUp, onFailure, everyMs = 1000 }: SetUpOptions): Promise<SetUp> {
  let why: string | null = 'not tried yet';
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const { promise: done, resolve } = withResolvers<FirstRun | null>();

  async function attempt(): Promise<void> {
    const made = await setUp();
    if (stopped) return;
    why = null;
    resolve(made);
  }

  function fail(error: unknown): void {
    const before = why;
    why = error instanceof Error ? error.message : String(error);
    if (why !== before) onFailure(why);
    timer = setTimeout(tryAgain, everyMs);
  }

  function tryAgain(): void {
    attempt().catch((error) => {
      if (!stopped) fail(error);
    });
  }

  await attempt().catch((error) => {
    if (isMistake(error)) throw error;
    fail(error);
  });
  return {
    why: () => why,
    done,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Of SQLSTATE: no such user or password, no such database, no such schema, no permission. */
const MISTAKES = ['28', '3D', '3F', '42'];

/** Whether a person has to mend it, where waiting does not help. */
function isMistake(error: unknown): boolean {
  if (error instanceof ConfigError || error instanceof NewerSchemaError) return true;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return MISTAKES.includes(sqlState(cause).slice(0, 2));
}

/** `Promise.withResolvers` comes with Node 22. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
