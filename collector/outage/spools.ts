import {
  adoptOrphans,
  claimSpool,
  type Drained,
  type DrainHandler,
  type SharedSpoolOptions,
  type Spool,
  type SpoolStats,
} from '../spool/index.ts';

/** Records that are applied together: four transactions, two of which are under way at a time. */
const DRAIN_BATCH = 512;

/** This process's spool and those that dead processes have left, as one. */
export interface Spools extends Pick<Spool, 'append' | 'holds' | 'isEmpty' | 'stats' | 'close'> {
  /** Looks for spools of processes that have died since. */
  adopt(): Promise<void>;
  /** Drains what is left behind first: it is older. Returns how the last drain ended. */
  drain(handle: DrainHandler): Promise<Drained['end']>;
}

/**
 * Claims a spool below `parent` and adopts those without a process.
 *
 * @param failed told of what goes wrong with the spools of others; it does not touch this process's own
 * @throws SpoolError `io` where the disk refuses
 */
export async function openSpools(
  parent: string,
  given: SharedSpoolOptions,
  failed: (error: unknown) => void,
): Promise<Spools> {
  const options = { drainBatch: DRAIN_BATCH, ...given };
  const own = await claimSpool(parent, options);
  let orphans: Spool[] = [];
  const all = () => [...orphans, own];

  async function adopt(): Promise<void> {
    const found = await adoptOrphans(parent, options, (_, error) => failed(error)).catch((error) => {
      failed(error);
      return [];
    });
    orphans = [...orphans, ...found];
  }

  async function drainOrphan(orphan: Spool, handle: DrainHandler): Promise<Drained['end']> {
    try {
      const { end } = await orphan.drain(handle);
      if (end !== 'empty') return end;
    } catch (error) {
      // One that cannot be read must not hold up the others. It is looked at again when it is adopted anew.
      failed(error);
    }
    orphans = orphans.filter((other) => other !== orphan);
    await orphan.close();
    return 'empty';
  }

  await adopt();
  return {
    append: own.append,
    holds: (key) => all().some((spool) => spool.holds(key)),
    isEmpty: () => all().every((spool) => spool.isEmpty()),
    stats: () => sum(all().map((spool) => spool.stats())),
    adopt,
    async drain(handle) {
      for (const orphan of orphans) {
        const end = await drainOrphan(orphan, handle);
        if (end !== 'empty') return end;
      }
      return (await own.drain(handle)).end;
    },
    async close() {
      await Promise.all(all().map((spool) => spool.close()));
    },
  };
}

function sum(stats: readonly SpoolStats[]): SpoolStats {
  const total = (of: (each: SpoolStats) => number) => stats.reduce((soFar, each) => soFar + of(each), 0);
  const oldest = stats.flatMap((each) => each.oldest ?? []);
  return {
    depth: total((each) => each.depth),
    bytes: total((each) => each.bytes),
    oldest: oldest.length === 0 ? null : Math.min(...oldest),
    quarantined: total((each) => each.quarantined),
    // The last is the process's own, the only one that is appended to.
    full: stats.at(-1)?.full ?? false,
    lastError: stats.at(-1)?.lastError ?? null,
  };
}
