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

/**
 * Whether this process is the postmaster of this cluster. A process ID alone proves nothing: after a crash the
 * number may belong to another program, and a copied data folder carries the lock file of its original.
 */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'darwin') {
    const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return stdout.includes(`postgres -D ${cluster} `);
  }
  // A postmaster works inside its cluster; device and inode also match after the folder was moved.
  const [cwd, folder] = await Promise.all([
    stat(`/proc/${pid}/cwd`).catch(() => null),
    stat(cluster).catch(() => null),
  ]);
  return cwd !== null && folder !== null && cwd.dev === folder.dev && cwd.ino === folder.ino;
}

/** Whether a process with this ID exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
