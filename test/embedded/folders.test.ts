import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ordinaryUser, query, useWorkspace } from './support/workspace.ts';

const workspace = useWorkspace();
const bystanders: ChildProcess[] = [];
afterEach(() => {
  for (const bystander of bystanders.splice(0)) bystander.kill();
});

test('a folder that nobody may write to is named, with what to do', async () => {
  const folder = await workspace.folder();
  await chmod(folder, 0o555);
  // Root may write everywhere.
  const options = { user: ordinaryUser, stage: await workspace.freshInstall() };
  const failed = await workspace.hold(join(folder, 'data'), options).saw('failed');
  expect(failed.name).toBe('EmbeddedPostgresError');
  expect(failed.message).toContain(`Cannot use «${join(folder, 'data')}»: permission denied`);
  expect(failed.message).toContain('set SUBPIXEL_DATA to another folder');
});

test('a path that leads through a file is named', async () => {
  const file = join(await workspace.folder(), 'file');
  await writeFile(file, '');
  const failed = await workspace.hold(join(file, 'data')).saw('failed');
  expect(failed.message).toContain(`Cannot use «${join(file, 'data')}»: a part of the path is a file`);
});

test('a cluster of another major version is refused with the way out', async () => {
  const dataDir = await workspace.dataDir();
  await writeFile(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '16\n');
  const failed = await workspace.hold(dataDir).saw('failed');
  expect(failed.message).toContain('was made by Postgres 16');
  expect(failed.message).toContain('comes with Postgres 18');
  expect(failed.message).toContain('Dump it with pg_dump of Postgres 16');
});

test.for(['PG_VERSION', 'global/pg_control'])(
  'a half-made cluster, without %s, is refused and left alone',
  async (part) => {
    const dataDir = await workspace.dataDir();
    const cluster = join(dataDir, 'postgres', 'cluster');
    await rm(join(cluster, part));
    const failed = await workspace.hold(dataDir).saw('failed');
    expect(failed.message).toContain(`«${cluster}» is not a whole Postgres cluster`);
    expect(failed.message).toContain(`mv ${cluster} ${cluster}.broken`);
    expect(await readFile(join(cluster, 'postgresql.conf'), 'utf8')).toContain('max_connections');
  },
);

test('a data folder whose database has stayed on another machine is refused', async () => {
  const dataDir = await workspace.folder();
  await writeFile(join(dataDir, 'postgres-location'), '/var/lib/subpixel/elsewhere-000000000000\n');
  const failed = await workspace.hold(dataDir).saw('failed');
  expect(failed.message).toContain('says that the database is in «/var/lib/subpixel/elsewhere-000000000000»');
  expect(failed.message).toContain('or delete the file');
});

test('a missing password is named', async () => {
  const dataDir = await workspace.dataDir();
  await rm(join(dataDir, 'postgres', 'password'));
  const failed = await workspace.hold(dataDir).saw('failed');
  expect(failed.message).toContain(`bring the file «${join(dataDir, 'postgres', 'password')}» back`);
});

test('a password that the server does not know is named, and the server is left running', async () => {
  const dataDir = await workspace.dataDir();
  const { databaseUrl, location } = await workspace.hold(dataDir).saw('ready');
  await writeFile(join(location, 'password'), 'another\n');
  const failed = await workspace.hold(dataDir).saw('failed');
  expect(failed.message).toContain('password authentication failed');
  expect(failed.message).toContain(join(location, 'password'));
  expect(await query(databaseUrl, 'SELECT 42 AS answer')).toEqual([{ answer: 42 }]);
});

test('what Postgres itself objects to is quoted', async () => {
  const dataDir = await workspace.dataDir();
  await writeFile(join(dataDir, 'postgres', 'cluster', 'postgresql.auto.conf'), `shared_buffers = 'lots'\n`);
  const failed = await workspace.hold(dataDir).saw('failed');
  expect(failed.message).toContain('does not start');
  expect(failed.message).toContain('configuration file');
  expect(failed.message).toContain(join(dataDir, 'postgres', 'server.log'));
});

test('a lock file whose process ID belongs to another program does not block the start', async () => {
  const dataDir = await workspace.dataDir();
  // Of the server's user: Postgres itself sees through a process of anybody else.
  const { uid, gid } = await stat(join(dataDir, 'postgres', 'cluster'));
  const bystander = spawn('sleep', ['60'], { uid, gid });
  bystanders.push(bystander);
  const lock = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  await writeFile(
    lock,
    `${bystander.pid}\n${join(dataDir, 'postgres', 'cluster')}\n0\n1\n\n127.0.0.1\n0 0\nready   \n`,
  );

  const holder = workspace.hold(dataDir);
  await holder.saw('ready');
  expect(holder.logged()).toContain(`process ${bystander.pid} is another program`);
  expect(bystander.exitCode).toBeNull();
});

test('a data folder that has been moved keeps its database', async () => {
  const dataDir = await workspace.dataDir();
  const moved = `${dataDir}-moved`;
  await rename(dataDir, moved);
  const { location } = await workspace.hold(moved).saw('ready');
  expect(location).toBe(join(moved, 'postgres'));
});
