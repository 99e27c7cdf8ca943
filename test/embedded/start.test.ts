import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../../collector/storage/embedded/postmaster-file.ts';
import { postmasterOf, query, useWorkspace, waitUntilGone } from './support/workspace.ts';

const workspace = useWorkspace();

test('the first start makes a durable UTF-8 database behind a password, the second takes it up again', async () => {
  const dataDir = join(await workspace.folder(), 'data');
  const first = workspace.hold(dataDir);
  const { databaseUrl, location } = await first.saw('ready');
  expect(location).toBe(join(dataDir, 'postgres'));

  const [settings] = await query(
    databaseUrl,
    `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
            current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone,
            current_setting('password_encryption') AS passwords, lower('Ж') AS lower`,
  );
  expect(settings).toEqual({
    encoding: 'UTF8',
    fsync: 'on',
    addresses: '127.0.0.1',
    zone: 'UTC',
    passwords: 'scram-sha-256',
    lower: 'ж',
  });
  const wrong = new URL(databaseUrl);
  wrong.password = 'guessed';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect((await stat(join(location, 'password'))).mode & 0o777).toBe(0o600);

  await query(databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.end('SIGTERM');
  expect(await postmasterOf(location)).toBeNull();

  const second = await workspace.hold(dataDir).saw('ready');
  expect(await query(second.databaseUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(new URL(second.databaseUrl).password).toBe(new URL(databaseUrl).password);
});

test('Ctrl-C, which goes to the whole process group, leaves Postgres alive until the collector has drained', async () => {
  const dataDir = await workspace.dataDir();
  const holder = workspace.hold(dataDir);
  const { location } = await holder.saw('ready');
  const postmaster = (await postmasterOf(location)) ?? 0;
  const group = holder.process.pid ?? 0;
  expect(isAlive(postmaster)).toBe(true);

  process.kill(-group, 'SIGINT');
  expect(await holder.saw('drained')).toMatchObject({ answer: 42 });
  await holder.saw('stopped');
  expect(holder.logged()).not.toContain('Postgres has gone away');
  await waitUntilGone(postmaster);
});

test('the log of Postgres goes to a file and quotes neither statements nor values', async () => {
  const holder = workspace.hold(await workspace.dataDir());
  const { databaseUrl, location } = await holder.saw('ready');
  await query(databaseUrl, 'CREATE TABLE buyers (phone text PRIMARY KEY)');
  const insert = `INSERT INTO buyers VALUES ('+49301234567')`;
  await query(databaseUrl, insert);
  await expect(query(databaseUrl, insert)).rejects.toThrow('duplicate key');

  const log = await readFile(join(location, 'server.log'), 'utf8');
  expect(log).toContain('duplicate key value violates unique constraint');
  expect(log).not.toContain('+49301234567');
});
