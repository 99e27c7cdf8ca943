import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, link, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { Home } from './home.ts';
import { explainSpawnError, serverEnvironment } from './server-process.ts';

/** The role the collector connects as; it owns the cluster. */
export const ROLE = 'subpixel';

/** A draft that nothing has been written into for this long was left behind by a killed initdb. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Makes the cluster where there is none, and refuses one that this Postgres cannot run. It is made in a draft
 * folder and then renamed: a killed initdb leaves no half cluster, and of two processes at once one wins.
 *
 * @returns the password of the role
 */
export async function ensureCluster(
  home: Home,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<string> {
  if (await isMissing(home.cluster)) {
    const password = await ensurePassword(home);
    log(`Making a database in ${home.folder}.`);
    await initdb(home, binaries);
    return password;
  }
  await checkCluster(home, binaries);
  return readPassword(home);
}

async function isMissing(cluster: string): Promise<boolean> {
  const entries = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.length === 0;
}

async function checkCluster({ cluster }: Home, { major }: Binaries): Promise<void> {
  const version = (await readIfThere(join(cluster, 'PG_VERSION'))).trim();
  const control = await stat(join(cluster, 'global', 'pg_control')).catch(() => null);
  if (version === '' || control === null) {
    throw new EmbeddedPostgresError(
      `«${cluster}» is not a whole Postgres cluster: something was interrupted while it was made or copied. Bring ` +
        `it back from a backup, or move it away («mv ${cluster} ${cluster}.broken») to begin with an empty database.`,
    );
  }
  if (version !== major) {
    throw new EmbeddedPostgresError(
      `The database in «${cluster}» was made by Postgres ${version}, and this version comes with Postgres ${major}, ` +
        `which cannot read it. Dump it with pg_dump of Postgres ${version}, move the folder away, start again and ` +
        'load the dump; or go back to the version of the collector that made it.',
    );
  }
}

async function readPassword({ passwordFile }: Home): Promise<string> {
  const password = (await readIfThere(passwordFile)).trim();
  if (password !== '') return password;
  throw new EmbeddedPostgresError(
    `The password of the database is missing: bring the file «${passwordFile}» back from a backup.`,
  );
}

/** Writes a password once. Linked into place, so that two processes at once agree on one and never see half of it. */
async function ensurePassword(home: Home): Promise<string> {
  const draft = `${home.passwordFile}.draft-${process.pid}`;
  await writeFile(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  // initdb reads it as the server's user.
  if (home.user !== null) await chown(draft, home.user.uid, home.user.gid);
  await link(draft, home.passwordFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  return readPassword(home);
}

async function initdb(home: Home, binaries: Binaries): Promise<void> {
  await removeAbandonedDrafts(home);
  const draft = await mkdtemp(`${home.cluster}.draft-`);
  if (home.user !== null) await chown(draft, home.user.uid, home.user.gid);
  try {
    await runInitdb(home, binaries, draft);
    await rename(draft, home.cluster).catch(async (error: unknown) => {
      // Another process was first: its cluster has the same password.
      if (await isMissing(home.cluster)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function runInitdb(
  { folder, user, passwordFile }: Home,
  { initdb }: Binaries,
  pgdata: string,
): Promise<void> {
  const child = spawn(
    initdb,
    [
      `--pgdata=${pgdata}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      // Sorts by code point as C does, but knows that Ж and ж are one letter; needs nothing of the system.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { cwd: folder, env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...user },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(explainSpawnError(error)));
    child.once('close', resolve);
  });
  if (code === 0) return;
  throw new EmbeddedPostgresError(
    `initdb could not make a database in «${folder}»: ${output.trim() || 'it was killed'}. ` +
      'Check the room and the rights on that disk, then start again; nothing needs to be cleaned up.',
  );
}

async function removeAbandonedDrafts({ folder }: Home): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('cluster.draft-')) continue;
    const draft = join(folder, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(draft, { recursive: true, force: true });
  }
}

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
