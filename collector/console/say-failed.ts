import type { Phrase } from './text/phrases.ts';
import type { Text } from './text/text.ts';
import type { Failed } from './tries.ts';

/** Why a try at a password or a code did not work, for who made it. */
export function sayFailed(text: Text, failed: Failed, wrong: Phrase): string {
  if (failed === 'wrong') return text(wrong);
  return failed.waitS > 1
    ? text('Too many tries. Wait {n} minutes, then try again.', { n: Math.ceil(failed.waitS / 60) })
    : text('Many people are signing in just now. Try again in a moment.');
}
