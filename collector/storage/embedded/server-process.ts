import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Nothing of the caller's PG… variables and locale may reach the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** A program that is there but cannot be executed: another C library (Alpine), or no right to change the user. */
export function explainSpawnError(error: NodeJS.ErrnoException): Error {
  return new EmbeddedPostgresError(
    `The Postgres that npm installed cannot be executed (${error.code ?? error.message}). It needs a system with ` +
      'glibc (not Alpine), and as root the right to change the user. Set DATABASE_URL to a Postgres of your own.',
    { cause: error },
  );
}
