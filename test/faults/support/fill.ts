import { execFile } from 'node:child_process';
import { chmod, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Lab } from './lab.ts';

const run = promisify(execFile);

/** A disk of its own that can be filled up. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all room that is left. */
  fill(): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
}

/** Why this machine cannot have small disks; null where it can. */
export async function whyNoSmallDisks(): Promise<string | null> {
  if (process.platform !== 'linux') return 'it takes tmpfs mounts, which only Linux has';
  if (process.getuid?.() !== 0) return 'only root may mount the small disks that it fills';
  try {
    // In a mount namespace of its own: a container's root may lack the right to mount.
    await run('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
    return null;
  } catch {
    return 'root may not mount here (a container without CAP_SYS_ADMIN)';
  }
}

export async function mountSmallDisk(lab: Lab, megabytes: number): Promise<SmallDisk> {
  const folder = await lab.folder();
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  await chmod(folder, 0o755);
  // Lazily: a server that was killed a moment ago may still hold files.
  lab.later(() => run('umount', ['--lazy', folder]));
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a');
      for (const size of [2 ** 20, 2 ** 12]) {
        const zeros = Buffer.alloc(size);
        let isFull = false;
        while (!isFull) {
          await file.appendFile(zeros).catch((error: NodeJS.ErrnoException) => {
            if (error.code !== 'ENOSPC') throw error;
            isFull = true;
          });
        }
      }
      await file.close();
    },
    free: () => rm(filler),
  };
}
