import { randomBytes } from 'node:crypto';
import { open, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { codeOf, ioError, SpoolError } from './spool-error.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Symbolic links in the folder: the one with the highest number leads to the socket of whoever has the lock. */
const LINK = /^lock-(\d+)$/;
/** Of `sockaddr_un`, on the systems that have least of it. Longer ones are cut off without an error. */
const MAX_SOCKET_PATH = 103;

/**
 * Makes this process the only one that uses a folder. The holder listens on a unix socket in it: the kernel closes that
 * with the process, whatever kills it, and an answer means the same to processes in other containers that share the
 * folder, where process IDs mean nothing. (Node has no `flock`.)
 *
 * A dead holder's socket is never replaced, which two could do at once: the next holder's link has the next number, and
 * making a link is atomic. It listens before its link is there, so a link without an answer is a dead holder's.
 *
 * @throws SpoolError `held` where another process has it, or this one already
 */
export async function takeLock(folder: string): Promise<FolderLock> {
  const handle = await open(folder, 'r');
  // Through the open folder, because the path of a socket may not be long.
  const base = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : folder;
  const socket = `${randomBytes(8).toString('hex')}.sock`;
  let server: Server | null = null;
  const release = async () => {
    if (server !== null) await new Promise((resolve) => server?.close(resolve));
    await rm(join(folder, socket), { force: true });
    await handle.close();
  };
  try {
    server = await listen(join(base, socket));
    await claim(folder, base, socket);
  } catch (error) {
    await release();
    throw error instanceof SpoolError ? error : ioError(`lock «${folder}» with a unix socket`, error);
  }
  return { release };
}

/** Puts the next link beside the dead ones. Whoever finds the number taken looks again at who has it. */
async function claim(folder: string, base: string, socket: string): Promise<void> {
  for (;;) {
    const numbers = await linkNumbers(folder);
    const highest = numbers.at(-1) ?? 0;
    if (highest > 0 && (await answers(join(base, `lock-${highest}`)))) throw heldError(folder);
    const mine = highest + 1;
    try {
      await symlink(socket, join(folder, `lock-${mine}`));
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw error;
    }
    // The number may have been free only because a later holder has already cleared it away.
    if ((await linkNumbers(folder)).at(-1) === mine) return clear(folder, numbers);
    await rm(join(folder, `lock-${mine}`), { force: true });
  }
}

/** Removes what dead holders left. */
async function clear(folder: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const link = join(folder, `lock-${number}`);
    await rm(join(folder, await readlink(link)), { force: true });
    await rm(link, { force: true });
  }
}

async function linkNumbers(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).map((name) => Number(LINK.exec(name)?.[1] ?? 0));
  return numbers.filter((number) => number > 0).sort((a, b) => a - b);
}

function listen(path: string): Promise<Server> {
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH)
    throw new SpoolError(
      'io',
      `The path «${path}» is too long for a socket: choose a shorter folder for the spool.`,
    );
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', reject);
    // Unreferenced: a lock alone keeps no process running. Exclusive: of a cluster's workers each has its own, where
    // node would have the primary listen for all.
    server.unref().listen({ path, exclusive: true }, () => resolve(server));
  });
}

/** False only where nobody listens any more; a holder that is stopped or too busy to accept still has the lock. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(path);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error) ?? '')));
  });
}

function heldError(folder: string): SpoolError {
  return new SpoolError('held', `The spool in «${folder}» is in use: give each process a folder of its own.`);
}
