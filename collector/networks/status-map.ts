import type { Status } from '../pipeline/postback.ts';
import { normaliseWord } from './normalise-word.ts';
import type { NetworkTemplate } from './template.ts';

/** All statuses, with the parameter of a postback URL that lists their words (protocol section 2). */
export const STATUS_LISTS = [
  ['new', 'stn'],
  ['hold', 'sth'],
  ['approve', 'sta'],
  ['cancel', 'stc'],
  ['trash', 'stt'],
] as const satisfies readonly (readonly [Status, string])[];

/** Reading a status is on the hot path: each template is worked out once. */
const maps = new WeakMap<NetworkTemplate, ReadonlyMap<string, Status>>();

/** What the network's words mean, by normalised word. */
export function statusMap(template: NetworkTemplate): ReadonlyMap<string, Status> {
  const known = maps.get(template);
  if (known) return known;
  const map = new Map<string, Status>();
  for (const [status] of STATUS_LISTS) {
    for (const word of template.statuses[status] ?? []) map.set(normaliseWord(word), status);
  }
  maps.set(template, map);
  return map;
}
