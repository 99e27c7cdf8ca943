import { join } from 'node:path';
import { openSpool } from './open-spool.ts';
import type { Spool, SpoolOptions } from './spool.ts';
import { ioError, SpoolError } from './spool-error.ts';
import { nodeFs } from './spool-fs.ts';

export type SharedSpoolOptions = Omit<SpoolOptions, 'folder'>;

/**
 * Opens the first numbered subfolder of `parent` that no process holds. So the workers of one machine, and a new process
 * beside the one that it takes over from, each get one of their own, and few numbers are ever used.
 *
 * @throws SpoolError `io`
 */
export async function claimSpool(parent: string, options: SharedSpoolOptions = {}): Promise<Spool> {
  for (let number = 0; ; number += 1) {
    const spool = await openUnlessHeld(join(parent, String(number)), options);
    if (spool !== null) return spool;
  }
}

/**
 * Opens the subfolders whose processes are gone and that have something left to drain. The caller drains them and then
 * closes them; what its own spool holds of the same click is younger. Call it after `claimSpool`, and again from time to
 * time: a neighbour may die later.
 *
 * @param failed told of each folder that does not open; it keeps nobody from the others
 * @throws SpoolError `io` where the parent cannot be read
 */
export async function adoptOrphans(
  parent: string,
  options: SharedSpoolOptions,
  failed: (folder: string, error: unknown) => void,
): Promise<Spool[]> {
  const { fs = nodeFs } = options;
  const names = await fs.list(parent).catch((error) => {
    throw ioError(`read «${parent}»`, error);
  });
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const orphans: Spool[] = [];
  for (const number of numbers.sort((a, b) => a - b)) {
    const folder = join(parent, String(number));
    try {
      const spool = await openUnlessHeld(folder, options);
      if (spool?.isEmpty() === false) orphans.push(spool);
      else await spool?.close();
    } catch (error) {
      failed(folder, error);
    }
  }
  return orphans;
}

async function openUnlessHeld(folder: string, options: SharedSpoolOptions): Promise<Spool | null> {
  try {
    return await openSpool({ ...options, folder });
  } catch (error) {
    if (error instanceof SpoolError && error.kind === 'held') return null;
    throw error;
  }
}
