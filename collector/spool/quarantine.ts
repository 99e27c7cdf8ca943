import { join } from 'node:path';
import { readWhole, replaceFile, type SpoolFs } from './spool-fs.ts';

/** A record, or bytes that once were one, set aside because nobody can take it. */
export interface QuarantinedRecord {
  /** Names it in `readQuarantined` and `dropQuarantined`. */
  readonly name: string;
  /** What the consumer said of it, or `damaged`. */
  readonly reason: string;
  /** When it was set aside; milliseconds since 1970. */
  readonly since: number;
  /** Null for damaged bytes: what they say of themselves cannot be trusted. */
  readonly record: { readonly id: string; readonly time: number; readonly key: string | null } | null;
  /** Of its payload. */
  readonly bytes: number;
}

export interface Quarantine {
  /** Returns when it is on disk. The same name again replaces it: a drain that a crash cut short is repeated. */
  put(entry: Omit<QuarantinedRecord, 'bytes'>, payload: Buffer): Promise<void>;
  list(): QuarantinedRecord[];
  /** The payload; null where there is none of that name. */
  read(name: string): Promise<Buffer | null>;
  drop(name: string): Promise<void>;
  /** Of all payloads. */
  bytes(): number;
  count(): number;
}

const SUFFIX = '.record';

/** Opens the folder of what was set aside: one private file each, a line of JSON about it and then the payload. */
export async function openQuarantine(fs: SpoolFs, folder: string): Promise<Quarantine> {
  await fs.makeFolder(folder);
  const entries = new Map<string, QuarantinedRecord>();
  let total = 0;
  const pathOf = (name: string) => join(folder, name + SUFFIX);
  const keep = (entry: QuarantinedRecord) => {
    total += entry.bytes - (entries.get(entry.name)?.bytes ?? 0);
    entries.set(entry.name, entry);
  };
  for (const file of await fs.list(folder)) {
    if (!file.endsWith(SUFFIX)) continue;
    const name = file.slice(0, -SUFFIX.length);
    keep(readEntry(name, await readWhole(fs, join(folder, file))));
  }

  return {
    async put({ name, reason, since, record }, payload) {
      const about = Buffer.from(`${JSON.stringify({ reason, since, record })}\n`);
      await replaceFile(fs, pathOf(name), Buffer.concat([about, payload]), true);
      keep({ name, reason, since, record, bytes: payload.length });
    },
    list: () => [...entries.values()].sort((a, b) => a.since - b.since),
    async read(name) {
      if (!entries.has(name)) return null;
      const bytes = await readWhole(fs, pathOf(name));
      return bytes.subarray(bytes.indexOf('\n') + 1);
    },
    async drop(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      await fs.remove(pathOf(name));
      if (entries.delete(name)) total -= entry.bytes;
    },
    bytes: () => total,
    count: () => entries.size,
  };
}

/** A line that damage made unreadable must not keep the spool from opening. */
function readEntry(name: string, bytes: Buffer): QuarantinedRecord {
  const lineEnd = bytes.indexOf('\n');
  const size = bytes.length - lineEnd - 1;
  try {
    const about: Pick<QuarantinedRecord, 'reason' | 'since' | 'record'> = JSON.parse(
      bytes.toString('utf8', 0, lineEnd),
    );
    return { name, reason: about.reason, since: about.since, record: about.record, bytes: size };
  } catch {
    return { name, reason: 'damaged, also in what was noted about it', since: 0, record: null, bytes: size };
  }
}
