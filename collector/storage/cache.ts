/** A look-up that remembers its answers for a while. */
export type Lookup<T> = (id: string) => Promise<T | null>;

export interface CacheOptions {
  /** How long an answer is believed without asking again, in milliseconds. */
  readonly ttlMs: number;
  /** How long it still serves while asking fails: visitors of a tracking link go on while the database is away. */
  readonly staleMs: number;
  readonly now: () => number;
  /** Answers kept at most; when there are more, the oldest go. */
  readonly max?: number;
}

interface Entry<T> {
  readonly askedAt: number;
  readonly value: Promise<T | null>;
}

/**
 * Remembers the answers of a look-up, also that there is none, so that guessed IDs do not reach the database either.
 * Askers at the same moment share one query.
 */
export function cached<T>(lookup: Lookup<T>, options: CacheOptions): Lookup<T> {
  const { ttlMs, staleMs, now, max = 10_000 } = options;
  const entries = new Map<string, Entry<T>>();

  async function ask(id: string, before: Entry<T> | undefined): Promise<T | null> {
    try {
      return await lookup(id);
    } catch (error) {
      // The next asker asks again; until one succeeds, the old answer keeps its age.
      if (before && before.askedAt + staleMs > now()) {
        entries.set(id, before);
        return before.value;
      }
      entries.delete(id);
      throw error;
    }
  }

  return (id) => {
    const known = entries.get(id);
    if (known && known.askedAt + ttlMs > now()) return known.value;
    const value = ask(id, known);
    // Set anew, so that the map's order is that of asking.
    entries.delete(id);
    entries.set(id, { askedAt: now(), value });
    if (entries.size > max) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    return value;
  };
}
