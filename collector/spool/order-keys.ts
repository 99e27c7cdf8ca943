/** How many of the records on their way have a key. */
export interface OrderKeys {
  add(key: string | null): void;
  remove(key: string | null): void;
  has(key: string): boolean;
  clear(): void;
}

export function createOrderKeys(): OrderKeys {
  const counts = new Map<string, number>();
  return {
    add(key) {
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    remove(key) {
      if (key === null) return;
      const left = (counts.get(key) ?? 0) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
    has: (key) => counts.has(key),
    clear: () => counts.clear(),
  };
}
