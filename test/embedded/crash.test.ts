import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isAlive } from '../../collector/storage/embedded/postmaster-file.ts';
import { postmasterOf, query, useWorkspace, waitUntilGone } from './support/workspace.ts';

const workspace = useWorkspace();

test('after kill -9 of node alone the next start takes over the server that lives on, and stops it in the end', async () => {
  const dataDir = await workspace.dataDir();
  const killed = workspace.hold(dataDir);
  const { databaseUrl, location } = await killed.saw('ready');
  const postmaster = (await postmasterOf(location)) ?? 0;
  await killed.end('SIGKILL');
  expect(isAlive(postmaster)).toBe(true);

  const next = workspace.hold(dataDir);
  expect((await next.saw('ready')).databaseUrl).toBe(databaseUrl);
  expect(await postmasterOf(location)).toBe(postmaster);
  await next.end('SIGTERM');
  expect(await postmasterOf(location)).toBeNull();
  await waitUntilGone(postmaster);
});

test('a server that lives on but does not answer is stopped and started anew', async () => {
  const dataDir = await workspace.dataDir();
  const killed = workspace.hold(dataDir);
  const { location } = await killed.saw('ready');
  const postmaster = (await postmasterOf(location)) ?? 0;
  await killed.end('SIGKILL');
  process.kill(postmaster, 'SIGSTOP');

  const next = workspace.hold(dataDir);
  const { databaseUrl } = await next.saw('ready');
  expect(next.logged()).toContain('does not answer');
  expect(await postmasterOf(location)).not.toBe(postmaster);
  expect(await query(databaseUrl, 'SELECT 42 AS answer')).toEqual([{ answer: 42 }]);
});

test('after kill -9 of everything the next start waits for the last child to go and finds every committed row', async () => {
  const dataDir = await workspace.dataDir();
  const killed = workspace.hold(dataDir);
  const { databaseUrl, location } = await killed.saw('ready');
  await query(databaseUrl, 'CREATE TABLE acknowledged AS SELECT generate_series(1, 1000) AS n');
  const postmaster = (await postmasterOf(location)) ?? 0;
  const [child] = await query<{ pid: number }>(
    databaseUrl,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  );
  // A child that is held still keeps the shared memory in use, as a slow one does for a moment.
  const lingering = child?.pid ?? 0;
  process.kill(lingering, 'SIGSTOP');
  killed.process.kill('SIGKILL');
  process.kill(postmaster, 'SIGKILL');

  const next = workspace.hold(dataDir);
  while (!(await readFile(join(location, 'server.log'), 'utf8')).includes('shared memory block'))
    await delay(20);
  process.kill(lingering, 'SIGKILL');
  const { databaseUrl: url } = await next.saw('ready');
  expect(await query(url, 'SELECT count(*)::int AS n FROM acknowledged')).toEqual([{ n: 1000 }]);
});

test('a server that dies under a living collector comes back on the same port', async () => {
  const holder = workspace.hold(await workspace.dataDir());
  const { databaseUrl, location } = await holder.saw('ready');
  const postmaster = (await postmasterOf(location)) ?? 0;
  process.kill(postmaster, 'SIGKILL');
  await waitUntilGone(postmaster);

  for (;;) {
    const rows = await query(databaseUrl, 'SELECT 42 AS answer').catch(() => null);
    if (rows !== null) break;
    await delay(50);
  }
  expect(holder.logged()).toContain('Postgres has gone away');
  expect(await postmasterOf(location)).not.toBe(postmaster);
});

test('a first start that was killed while it made the cluster does not block the next', async () => {
  const dataDir = await workspace.folder();
  const killed = workspace.hold(dataDir);
  await killed.saw('log');
  await killed.end('SIGKILL');
  const { databaseUrl } = await workspace.hold(dataDir).saw('ready');
  expect(await query(databaseUrl, 'SELECT 42 AS answer')).toEqual([{ answer: 42 }]);
});

test('what killed first starts left behind is removed, what may still be in the making is not', async () => {
  const home = join(await workspace.folder(), 'postgres');
  const old = join(home, 'cluster.draft-old');
  const fresh = join(home, 'cluster.draft-fresh');
  for (const draft of [old, fresh]) {
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'PG_VERSION'), '18\n');
  }
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await utimes(old, anHourAgo, anHourAgo);

  await workspace.hold(join(home, '..')).saw('ready');
  const drafts = (await readdir(home)).filter((name) => name.includes('draft'));
  expect(drafts).toEqual(['cluster.draft-fresh']);
});
