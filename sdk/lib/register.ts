import { leadFields } from './lead.ts';
import type { Answer } from './post.ts';
import { readItem } from './store.ts';
import { NAME, saveVisit, type Visit } from './visit.ts';

/** Tells the collector of a click that was minted here, until it has answered once. */
export async function register(
  visit: Visit,
  key: string,
  send: (fields: object) => Promise<Answer | null>,
): Promise<void> {
  // Nothing is stored any more where consent was withdrawn meanwhile.
  if (!visit.known && (await send(leadFields(visit, key))) && readItem(NAME)) {
    visit.known = true;
    saveVisit(visit);
  }
}
