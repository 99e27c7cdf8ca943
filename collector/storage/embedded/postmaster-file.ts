import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a postmaster writes into `postmaster.pid` (PostgreSQL's src/include/utils/pidfile.h). */
export interface PostmasterFile {
  readonly pid: number;
  /** Null while the server is still writing the file. */
  readonly port: number | null;
  readonly status: 'starting' | 'stopping' | 'ready' | 'unknown';
}

/** Reads the lock file of a cluster; null where there is none. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    },
  );
  return parsePostmasterFile(text);
}

/** Line 1 is the process ID, line 4 the port, line 8 the status, padded with spaces. Pure. */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  const port = Number(lines[3] ?? '');
  const status = lines[7]?.trim();
  return {
    pid,
    port: port > 0 ? port : null,
    status: status === 'starting' || status === 'stopping' || status === 'ready' ? status : 'unknown',
  };
}

/** Who has a process ID: the cluster's postmaster, certainly somebody else (or a zombie), or one we may not look at. */
export type Identity = 'postmaster' | 'other' | 'unknown';

/**
 * Tells a cluster's postmaster from other processes: it works inside its cluster. The process ID alone proves nothing:
 * after a crash it may belong to another program, and a copied data folder carries the lock file of its original.
 */
export async function identify(pid: number, cluster: string): Promise<Identity> {
  try {
    // Device and inode instead of the path: they also match after the folder was moved.
    const [cwd, folder] = await Promise.all([stat(await workingFolder(pid)), stat(cluster)]);
    return cwd.dev === folder.dev && cwd.ino === folder.ino ? 'postmaster' : 'other';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'other' : 'unknown';
  }
}

async function workingFolder(pid: number): Promise<string> {
  if (process.platform !== 'darwin') return `/proc/${pid}/cwd`;
  const { stdout } = await run('/usr/sbin/lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']);
  return /^n(.+)$/m.exec(stdout)?.[1] ?? '';
}

/** Whether a process with this ID exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
