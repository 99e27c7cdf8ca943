/** A look-up that remembers its answers for a while. */
export type Lookup<T> = (id: string) => Promise<T | null>;

/** A look-up whose answers may be called out of date. */
export interface Cache<T> {
  readonly find: Lookup<T>;
  /** The next asker asks anew. The old answer still serves where that fails. */
  outdate(id: string): void;
  outdateAll(): void;
}

export interface CacheOptions {
  /** How long an answer is believed without asking again, in milliseconds. */
  readonly ttlMs: () => number;
  /** How long it still serves while asking fails: visitors of a tracking link go on while the database is away. */
  readonly staleMs: number;
  readonly now: () => number;
  /** Answers kept at most; when there are more, the oldest go. */
  readonly max?: number;
}

interface Entry<T> {
  readonly askedAt: number;
  readonly value: Promise<T | null>;
  /** Also while the answer is still on its way: it may have been read before the change. */
  isOutdated: boolean;
}

/**
 * Remembers the answers of a look-up, also that there is none, so that guessed IDs do not reach the database either.
 * Askers at the same moment share one query.
 */
export function createCache<T>(lookup: Lookup<T>, options: CacheOptions): Cache<T> {
  const { ttlMs, staleMs, now, max = 10_000 } = options;
  const entries = new Map<string, Entry<T>>();

  async function ask(id: string, entry: () => Entry<T>, before: Entry<T> | undefined): Promise<T | null> {
    try {
      return await lookup(id);
    } catch (error) {
      const isNewest = entries.get(id) === entry();
      if (before && before.askedAt + staleMs > now()) {
        // The next asker asks again; until one succeeds, the old answer keeps its age.
        before.isOutdated = true;
        if (isNewest) entries.set(id, before);
        return before.value;
      }
      if (isNewest) entries.delete(id);
      throw error;
    }
  }

  function isFresh({ askedAt, isOutdated }: Entry<T>): boolean {
    return !isOutdated && askedAt + ttlMs() > now();
  }

  return {
    find(id) {
      const known = entries.get(id);
      if (known && isFresh(known)) return known.value;
      const entry: Entry<T> = { askedAt: now(), value: ask(id, () => entry, known), isOutdated: false };
      // Set anew, so that the map's order is that of asking.
      entries.delete(id);
      entries.set(id, entry);
      if (entries.size > max) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      return entry.value;
    },
    outdate(id) {
      const entry = entries.get(id);
      if (entry) entry.isOutdated = true;
    },
    outdateAll() {
      for (const entry of entries.values()) entry.isOutdated = true;
    },
  };
}
