import { attempt } from './attempt.ts';

type Store = Record<string, string>;

/** A storage of the browser that takes a value: it may be blocked, full, or throw in a sandboxed frame. */
const usable = (name: 'localStorage' | 'sessionStorage'): Store | undefined =>
  attempt(() => {
    const store = globalThis[name];
    store.subpixel_ = '';
    delete store.subpixel_;
    return store;
  });

/** What outlives the page, but not its tab; where the browser allows nothing, the page's memory. */
export const tabStorage: Store = usable('sessionStorage') ?? {};

/** What outlives both. */
export const storage: Store = usable('localStorage') ?? tabStorage;

/** A stored value, which may be anything of that name that somebody put there; or undefined. */
export const readItem = <T>(key: string, store = storage): Partial<T> | null | undefined =>
  attempt(() => JSON.parse(store[key] as string));

export const writeItem = (key: string, value: unknown, store = storage): unknown =>
  attempt(() => {
    store[key] = JSON.stringify(value);
  });
