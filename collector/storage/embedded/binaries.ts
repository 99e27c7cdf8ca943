import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { Home } from './home.ts';
import { canRead } from './server-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, which the cluster must have been made by. */
  readonly major: string;
}

/**
 * Finds the Postgres that npm installed for this platform and makes it fit to run: the package carries no symbolic
 * links (npm cannot), so its libraries' short names are restored from its list. Where the package cannot be changed
 * or the server's user cannot read it, a copy next to the cluster is used.
 */
export async function prepareBinaries(home: Home, log: (line: string) => void): Promise<Binaries> {
  const { native, version } = await findPackage();
  const major = version.split('.')[0] ?? version;
  if ((await restoreLinks(native)) && (await canRead(home.user, await needed(native)))) {
    return binariesIn(native, major);
  }
  const copy = join(home.folder, `binaries-${version}`);
  if (!(await exists(copy))) {
    log(`Copying the Postgres programs to ${copy}: they cannot be used where npm put them.`);
    await copyBinaries(native, copy);
  }
  return binariesIn(copy, major);
}

function binariesIn(native: string, major: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major };
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Looked up from where embedded-postgres is: it, and not we, depends on the platform's package.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package «${name}» is not installed: this platform has no embedded Postgres, or npm left out the ` +
        'optional dependencies. Run «npm ci», or set DATABASE_URL to a Postgres of your own.',
      { cause },
    );
  }
}

interface Link {
  /** The real file, relative to the package. */
  readonly source: string;
  /** The name that links to it, in the same folder. */
  readonly target: string;
}

async function readLinks(native: string): Promise<readonly Link[]> {
  return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
}

/** Restores the missing links; false where the folder does not let us. */
async function restoreLinks(native: string): Promise<boolean> {
  for (const { source, target } of await readLinks(native)) {
    const link = join(dirname(native), target);
    if (await exists(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (error) {
      // EEXIST: another process has just made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** One file of each folder the server reads; npm gives all of them the same rights. */
async function needed(native: string): Promise<readonly string[]> {
  const links = (await readLinks(native)).map(({ target }) => join(dirname(native), target));
  return [join(native, 'bin', 'postgres'), join(native, 'share', 'postgresql', 'postgres.bki'), ...links];
}

/** Copies into a folder on the side first: a copy that was cut short must not look like a whole one. */
async function copyBinaries(native: string, copy: string): Promise<void> {
  const draft = `${copy}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  // The list of links speaks of `native/…`, so the draft holds a folder of that name until it is whole.
  await copyFolder(native, join(draft, 'native'));
  await restoreLinks(join(draft, 'native'));
  await rename(join(draft, 'native'), copy).catch(async (error: unknown) => {
    if (!(await exists(copy))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
}

/** Copies files and folders, readable for everybody; links are left out. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    if (!entry.isFile()) continue;
    await copyFile(source, target);
    await chmod(target, ((await stat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Whether the path leads to something; a link to nowhere does not. */
async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
