import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The IDs of a process's children. */
export async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child ? [child] : []));
}

/** Resident memory of a process and its children, in megabytes; 0 where it is gone. */
export async function megabytesOf(pid: number): Promise<number> {
  const pids = [pid, ...(await childrenOf(pid))].join(',');
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids]).catch(() => ({ stdout: '' }));
  return stdout.split('\n').reduce((sum, line) => sum + Number(line), 0) / 1024;
}

/** Sends a signal; a process that is gone is none of our business. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Something does not come to its end: a fault, not a mistake of the experiment. */
export class HangsError extends Error {
  override readonly name = 'HangsError';
}

/** Polls until something holds. Rejects after `patienceMs`: that long is no delay, it hangs. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new HangsError(`not within ${patienceMs / 1000} s: ${what}`);
    await delay(40);
  }
}
