import { chmod, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One open file. Every method rejects with the system's error. */
export interface SpoolFile {
  /** Writes all of the bytes; they are on disk only after `sync`. */
  write(bytes: Buffer, position: number): Promise<void>;
  /** Fewer bytes than asked for where the file ends. */
  read(position: number, length: number): Promise<Buffer>;
  truncate(size: number): Promise<void>;
  /** Returns when content and size are on disk (fdatasync). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The few calls that the spool makes, so that tests can put a disk under it that fails, tears and forgets. */
export interface SpoolFs {
  /** Makes a private folder with its parents, also in their entries on disk. */
  makeFolder(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  /** A new, empty and private file; one of that name is emptied. Its name is on disk only after `syncFolder`. */
  create(path: string): Promise<SpoolFile>;
  openForReading(path: string): Promise<SpoolFile>;
  /** In bytes. */
  sizeOf(path: string): Promise<number>;
  rename(from: string, to: string): Promise<void>;
  /** It is no error where there is none. */
  remove(path: string): Promise<void>;
  /** Returns when the folder's entries are on disk. */
  syncFolder(path: string): Promise<void>;
}

// Contact data: for nobody but the collector's own user.
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** The machine's own file system. */
export const nodeFs: SpoolFs = {
  async makeFolder(path) {
    const first = await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
    await chmod(path, PRIVATE_FOLDER);
    if (first === undefined) return;
    const top = dirname(first);
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      await this.syncFolder(folder);
      if (folder === top || folder === dirname(folder)) return;
    }
  },
  list: (path) => readdir(path),
  create: async (path) => asSpoolFile(await open(path, 'w', PRIVATE_FILE)),
  openForReading: async (path) => asSpoolFile(await open(path, 'r')),
  sizeOf: async (path) => (await stat(path)).size,
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

function asSpoolFile(handle: FileHandle): SpoolFile {
  return {
    async write(bytes, position) {
      // A write may end early, on a full disk for example; only the next one then says why.
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    },
    async read(position, length) {
      const bytes = Buffer.alloc(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    truncate: (size) => handle.truncate(size),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

/**
 * Replaces a file as a whole: whoever reads sees the old one or the new one.
 *
 * @param durable whether it must have happened on disk when this returns
 */
export async function replaceFile(fs: SpoolFs, path: string, bytes: Buffer, durable: boolean): Promise<void> {
  const draft = `${path}.tmp`;
  const file = await fs.create(draft);
  try {
    await file.write(bytes, 0);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(draft, path);
  if (durable) await fs.syncFolder(dirname(path));
}

/** All bytes of a file, or the first `size` of them. */
export async function readWhole(fs: SpoolFs, path: string, size?: number, from = 0): Promise<Buffer> {
  const file = await fs.openForReading(path);
  try {
    return await file.read(from, (size ?? (await fs.sizeOf(path))) - from);
  } finally {
    await file.close();
  }
}
