/** Things with the same key one after the other, in their order; those of different keys at the same time. */
export async function inOrderOfKeys<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const lastOf = new Map<string, Promise<unknown>>();
  return Promise.all(
    items.map((item) => {
      const key = keyOf(item);
      const result = (lastOf.get(key) ?? Promise.resolve()).then(() => run(item));
      lastOf.set(key, result);
      return result;
    }),
  );
}
