import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canRead, chooseServerUser, type ServerUser } from './server-user.ts';

/** Where root keeps what the server's user could not reach in the data folder. */
const SYSTEM_FOLDER = process.platform === 'darwin' ? '/usr/local/var/subpixel' : '/var/lib/subpixel';

/** The folder with everything of one embedded server. */
export interface Home {
  readonly folder: string;
  /** PGDATA; exists as a whole or not at all. */
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly user: ServerUser | null;
}

/**
 * Finds or makes the folder of the embedded server: `postgres` in the data folder or, as root where the server's user
 * cannot get there (a checkout below /root), a folder of its own under /var/lib. The data folder then keeps the path
 * in `postgres-location`, so that moving the data folder does not lose the database.
 */
export async function findHome(dataDir: string, log: (line: string) => void): Promise<Home> {
  await makeFolder(dataDir);
  const pointer = join(dataDir, 'postgres-location');
  const pointed = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (pointed !== '') return homeAt(await existing(pointed, pointer));

  const home = await homeAt(join(dataDir, 'postgres'));
  await makeFolder(home.folder);
  if (await canRead(home.user, [home.folder])) return home;
  if (await isFolder(home.cluster)) {
    throw new EmbeddedPostgresError(
      `The database in «${home.cluster}» belongs to the system user ${home.user?.uid}, who cannot reach it there. ` +
        'Let that user pass («chmod o+x» on each folder above it), or start the collector as that user.',
    );
  }
  await rmdir(home.folder);

  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const elsewhere = await homeAt(join(SYSTEM_FOLDER, `${basename(dataDir)}-${key}`));
  await makeFolder(SYSTEM_FOLDER);
  await makeFolder(elsewhere.folder);
  if (!(await canRead(elsewhere.user, [elsewhere.folder]))) {
    throw new EmbeddedPostgresError(
      `Root may not run Postgres, and its user can reach neither «${home.folder}» nor «${elsewhere.folder}». ` +
        'Start the collector as an ordinary user, or set SUBPIXEL_DATA to a folder that everybody can pass.',
    );
  }
  await writeFile(pointer, `${elsewhere.folder}\n`);
  log(`The database is in ${elsewhere.folder}: the user Postgres runs as cannot reach ${dataDir}.`);
  return elsewhere;
}

async function homeAt(folder: string): Promise<Home> {
  const cluster = join(folder, 'cluster');
  return {
    folder,
    cluster,
    passwordFile: join(folder, 'password'),
    logFile: join(folder, 'server.log'),
    user: await chooseServerUser(cluster),
  };
}

async function existing(folder: string, pointer: string): Promise<string> {
  if (await isFolder(folder)) return folder;
  throw new EmbeddedPostgresError(
    `«${pointer}» says that the database is in «${folder}», which is not there. ` +
      'Bring that folder back, or delete the file to begin with an empty database.',
  );
}

/** Makes a folder; as root one that the server's user can pass whatever the umask is. */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined && process.getuid?.() === 0) await chmod(folder, 0o755);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
