/** A look-up that remembers its answers for a while. */
export type Lookup<T> = (id: string) => Promise<T | null>;

interface Entry<T> {
  readonly until: number;
  readonly value: Promise<T | null>;
}

/**
 * Remembers the answers of a look-up for `ttlMs`, also that there is none, so that guessed IDs do not reach the
 * database either. Askers at the same moment share one query; a failure is not remembered.
 * `max` bounds the memory: when it is reached, the oldest entries go.
 */
export function cached<T>(lookup: Lookup<T>, ttlMs: number, now: () => number, max = 10_000): Lookup<T> {
  const entries = new Map<string, Entry<T>>();
  return (id) => {
    const known = entries.get(id);
    if (known && known.until > now()) return known.value;
    const value = lookup(id);
    entries.delete(id);
    entries.set(id, { until: now() + ttlMs, value });
    value.catch(() => entries.delete(id));
    if (entries.size > max) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    return value;
  };
}
