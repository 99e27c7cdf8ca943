import { attempt } from './attempt.ts';
import { readConfig, type Setting } from './config.ts';
import { ownValue } from './own.ts';

/** For a script tag: reads its configuration, starts, and takes the place of `window.subpixel`. */
export function install<Sdk extends object>(start: (setting: Setting) => Sdk): void {
  attempt(() => {
    const page = ownValue(window, 'subpixel');
    // The tag is there twice.
    if (ownValue(page, 'ready')) return;

    const subpixel = start(readConfig(page));
    // In a microtask: what a page's callback throws is reported as the page's, and stops nobody else.
    const push = (callback: (subpixel: Sdk) => unknown) => queueMicrotask(() => callback(subpixel));
    const early = ownValue(page, 'queue') as ((subpixel: Sdk) => unknown)[] | undefined;
    (globalThis as { subpixel?: unknown }).subpixel = { ...(page as object), ...subpixel, queue: { push } };
    early?.forEach(push);
  });
}
