import { attempt } from './attempt.ts';

type Store = Record<string, string>;

/** What the browser would not keep (no storage, or a full one): good until the page is left. */
const memory: Store = {};

/** Reading the property throws where storage is blocked and in sandboxed frames; in some web views it is null. */
const storage: Store =
  attempt(() => localStorage as unknown as Store) ??
  attempt(() => sessionStorage as unknown as Store) ??
  memory;

/** The names of all that is kept and begins so. */
export const itemsOf = (prefix: string): string[] =>
  Object.keys({ ...memory, ...storage }).filter((key) => key.startsWith(prefix));

/** A stored value, which may be anything of that name that somebody put there; or undefined. */
export const readItem = <T>(key: string): Partial<T> | null | undefined =>
  attempt(() => JSON.parse((storage[key] ?? memory[key]) as string));

export function writeItem(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    storage[key] = text;
  } catch {
    memory[key] = text;
  }
}

export function dropItem(key: string): void {
  delete storage[key];
  delete memory[key];
}
