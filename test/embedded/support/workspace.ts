import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { isAlive, readPostmasterFile } from '../../../collector/storage/embedded/postmaster-file.ts';
import { type Holder, startHolder } from './holders.ts';
import { makeFolder, makeStage } from './stage.ts';

const run = promisify(execFile);

/** Whether the tests may act for other users. */
export const isRoot = process.getuid?.() === 0;

/** An ordinary user to act as; for an ordinary user that is the user itself. */
export const ordinaryUser = isRoot ? { uid: 65_534, gid: 65_534 } : {};

export interface HoldOptions {
  readonly user?: { readonly uid?: number; readonly gid?: number };
  /** The install to run from; the checkout's packages otherwise. */
  readonly stage?: string;
}

export interface Workspace {
  /** A new, empty folder for everybody to pass. */
  readonly folder: () => Promise<string>;
  /** A data folder with a cluster that was stopped properly; a copy takes a tenth of the time of initdb. */
  readonly dataDir: () => Promise<string>;
  /** A folder like a fresh install: packages of its own, without the links that npm leaves out. */
  readonly freshInstall: () => Promise<string>;
  /** Starts a process that holds the server of this data folder. */
  readonly hold: (dataDir: string, options?: HoldOptions) => Holder;
  /** Has a folder removed after the test. */
  readonly sweep: (path: string) => void;
}

/** Gives the tests of a file folders and holders of their own and leaves no process and no folder behind. */
export function useWorkspace(): Workspace {
  // Real servers start and stop here, on machines that have other things to do as well.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  let stage = '';
  let seed: Promise<string> | null = null;
  const holders: Holder[] = [];
  const folders: string[] = [];
  beforeAll(async () => {
    stage = await makeStage('shared');
  });
  afterEach(async () => {
    for (const holder of holders.splice(0)) await abandon(holder);
    for (const folder of folders.splice(0)) await remove(folder);
  });
  afterAll(() => remove(stage));
  const folder = async () => {
    const made = await makeFolder();
    folders.push(made);
    return made;
  };
  return {
    folder,
    dataDir: async () => {
      seed ??= makeSeed(stage);
      const copy = join(await folder(), 'data');
      await run('cp', ['-a', await seed, copy]);
      return copy;
    },
    freshInstall: async () => {
      const install = await makeStage('own');
      folders.push(install);
      return install;
    },
    hold: (dataDir, options = {}) => {
      const holder = startHolder(options.stage ?? stage, dataDir, options.user);
      holders.push(holder);
      return holder;
    },
    sweep: (path) => folders.push(path),
  };
}

async function makeSeed(stage: string): Promise<string> {
  const dataDir = join(stage, 'seed');
  const holder = startHolder(stage, dataDir);
  await holder.saw('ready');
  await holder.end('SIGTERM');
  return dataDir;
}

/** The postmaster's process ID by its lock file; null where none is left. */
export async function postmasterOf(location: string): Promise<number | null> {
  return (await readPostmasterFile(join(location, 'cluster')))?.pid ?? null;
}

export async function waitUntilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(10);
}

/** Runs one statement on a connection of its own and gives its rows. */
export async function query<T extends pg.QueryResultRow>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function abandon(holder: Holder): Promise<void> {
  const ready = await Promise.race([holder.saw('ready').catch(() => null), delay(0, null)]);
  if (holder.process.exitCode === null && holder.process.signalCode === null) await holder.end('SIGKILL');
  const pid = ready === null ? null : await postmasterOf(ready.location).catch(() => null);
  if (pid === null || !isAlive(pid)) return;
  process.kill(pid, 'SIGKILL');
  await waitUntilGone(pid);
}

async function remove(folder: string): Promise<void> {
  // A server killed a moment ago may still have children that write.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
