import { post } from './post.ts';
import { saveVisit, type Visit } from './visit.ts';
import { warn } from './warn.ts';

/** Tells the collector of a click that was minted here, until it has answered once. */
export async function register(visit: Visit, url: string, key: string): Promise<void> {
  if (visit.known) return;
  const answer = await post(url, JSON.stringify({ ...visit.context, key, click: visit.click }));
  if (!answer) return;
  if (answer.status === 'error') warn(`click not registered: ${answer.reason}, ${answer.hint}`);
  visit.known = true;
  saveVisit(visit);
}
