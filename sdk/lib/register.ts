import { leadFields } from './lead.ts';
import type { Answer } from './post.ts';
import { saveVisit, type Visit } from './visit.ts';

/** Tells the collector of a click that was minted here, until it has answered once. */
export async function register(
  visit: Visit,
  key: string,
  send: (fields: object) => Promise<Answer | null>,
): Promise<void> {
  if (!visit.known && (await send(leadFields(visit, key)))) {
    visit.known = true;
    saveVisit(visit);
  }
}
