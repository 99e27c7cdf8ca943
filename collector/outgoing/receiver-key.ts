import { macrosIn } from '../pipeline/sending/macros.ts';
import { hostOf } from '../pipeline/sending/plan-sends.ts';
import type { ReceiverSettings } from '../storage/receivers.ts';

type Templates = Pick<ReceiverSettings, 'url' | 'headers' | 'body' | 'signs'>;

/** All of a receiver's texts that hold macros. */
export function templatesOf({ url, headers, body }: Omit<Templates, 'signs'>): string[] {
  return [url, body, ...headers.map(([, value]) => value)];
}

/** Whether nothing can be sent without a key. */
export function needsKey(receiver: Templates): boolean {
  return receiver.signs || templatesOf(receiver).some(holdsKey);
}

/**
 * Whether a key goes where it went before and nowhere else: otherwise it has to be set by somebody who knows it. What comes
 * behind the key may change.
 */
export function keepsKey(before: Templates, after: Templates): boolean {
  const known = new Set(templatesOf(before).filter(holdsKey).map(upToKey));
  const isSame = templatesOf(after).every((text) => !holdsKey(text) || known.has(upToKey(text)));
  return isSame && hostOf(before.url) === hostOf(after.url);
}

function holdsKey(template: string): boolean {
  return macrosIn(template).includes('secret');
}

function upToKey(template: string): string {
  return template.slice(0, template.lastIndexOf('{secret}'));
}
