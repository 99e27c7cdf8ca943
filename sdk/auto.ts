import { attempt } from './lib/attempt.ts';
import { readConfig } from './lib/config.ts';
import { ownValue } from './lib/own.ts';
import { warn } from './lib/warn.ts';
import { type Subpixel, start } from './start.ts';

// The script tag: reads its configuration, starts, and takes the place of `window.subpixel`.

declare const SUBPIXEL_VERSION: string;

type Call = (subpixel: Subpixel) => unknown;

attempt(() => {
  const page = ownValue(window, 'subpixel');
  if (ownValue(page, 'version')) return warn('the tag is on this page twice');

  const subpixel = start(readConfig(page));
  // In a microtask: what a page's callback throws is reported as the page's, and stops nobody else.
  const call = (callback: Call) => {
    Promise.resolve(subpixel).then(callback);
  };
  const early = ownValue(page, 'queue');
  Object.assign(window, { subpixel: { ...subpixel, version: SUBPIXEL_VERSION, queue: { push: call } } });
  if (Array.isArray(early)) early.forEach(call);
});
