import { attempt } from './attempt.ts';
import { documentValue, writeCookie } from './dom.ts';

// Each of these may throw: storage is blocked or full, or the page is a sandboxed frame. The page's memory
// holds everything as well, so a refusal costs what the next page would have known, nothing on this one.

export const readItem = (key: string): string | null => attempt(() => localStorage.getItem(key)) ?? null;

/** Whether the value is stored. */
export const writeItem = (key: string, value: string): boolean =>
  attempt(() => {
    localStorage.setItem(key, value);
    return true;
  }) ?? false;

export const removeItem = (key: string): void => {
  attempt(() => localStorage.removeItem(key));
};

/** The keys of this prefix, in order. */
export function listItems(prefix: string): string[] {
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  return keys.filter((key) => key.startsWith(prefix)).sort();
}

/** The value of a first-party cookie. */
export function readCookie(name: string): string | null {
  const cookies = attempt(() => String(documentValue('cookie'))) ?? '';
  return RegExp(`(?:^|; )${name}=([^;]*)`).exec(cookies)?.[1] ?? null;
}

/** Sets a first-party cookie for 30 days. */
export function setCookie(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  attempt(() => writeCookie(`${name}=${value}; path=/; max-age=2592000; SameSite=Lax${secure}`));
}
