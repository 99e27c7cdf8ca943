import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isAlive } from '../../collector/storage/embedded/postmaster-file.ts';
import { postmasterOf, query, useWorkspace, waitUntilGone } from './support/workspace.ts';

const run = promisify(execFile);
const workspace = useWorkspace();

test('two processes on one data folder share the server, and only the last one stops it', async () => {
  const dataDir = await workspace.dataDir();
  const first = workspace.hold(dataDir);
  const { databaseUrl, location } = await first.saw('ready');
  const second = workspace.hold(dataDir);
  expect((await second.saw('ready')).databaseUrl).toBe(databaseUrl);

  const postmaster = (await postmasterOf(location)) ?? 0;
  await first.end('SIGTERM');
  expect(first.logged()).toContain('another process uses it');
  expect(isAlive(postmaster)).toBe(true);
  expect(await query(databaseUrl, 'SELECT 42 AS answer')).toEqual([{ answer: 42 }]);

  await second.end('SIGTERM');
  expect(await postmasterOf(location)).toBeNull();
  await waitUntilGone(postmaster);
});

test('two first starts at the same moment agree on one cluster and one server', async () => {
  const dataDir = await workspace.folder();
  const [one, other] = [workspace.hold(dataDir), workspace.hold(dataDir)];
  const [first, second] = await Promise.all([one.saw('ready'), other.saw('ready')]);
  expect(first.databaseUrl).toBe(second.databaseUrl);

  await Promise.all([one.end('SIGTERM'), other.end('SIGTERM')]);
  expect(await postmasterOf(first.location)).toBeNull();
});

test('a copy of a data folder in use gets a server of its own, though it carries the lock file of the original', async () => {
  const dataDir = await workspace.dataDir();
  const original = await workspace.hold(dataDir).saw('ready');
  await query(original.databaseUrl, 'CHECKPOINT');
  const copied = join(await workspace.folder(), 'data');
  await run('cp', ['-a', dataDir, copied]);

  const copy = await workspace.hold(copied).saw('ready');
  const [row] = await query<{ folder: string }>(
    copy.databaseUrl,
    `SELECT current_setting('data_directory') AS folder`,
  );
  expect(row?.folder).toBe(join(copied, 'postgres', 'cluster'));
  expect(await query(original.databaseUrl, 'SELECT 42 AS answer')).toEqual([{ answer: 42 }]);
});
