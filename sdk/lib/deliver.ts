import { attempt } from './attempt.ts';
import { log } from './note.ts';
import { type Answer, shown } from './post.ts';

// Taken at load: pages and their scripts replace it, some with one that throws.
const nativeFetch = globalThis.fetch;

/** Sends without hope of an answer: delivered or not, nobody tells. */
export const beacon = (url: string, body: string): unknown => attempt(() => navigator.sendBeacon(url, body));

/**
 * Sends a JSON text to the collector. Returns the answer, or null where there is none yet and sending again can
 * help: no connection, 5xx, 408, 429.
 */
export async function deliver(url: string, body: string): Promise<Answer | null> {
  let answer: Answer | null = null;
  let status = 0;
  await shown();
  try {
    const response = await nativeFetch(url, {
      method: 'POST',
      // A string goes as text/plain, which needs no preflight: one that is still waiting when the page closes takes
      // the request with it. Beyond 64 KiB the browser refuses `keepalive`.
      body,
      keepalive: body.length < 20_000,
    });
    status = response.status;
    // A 200 that is no JSON is not from the collector (a site's "not found" page, say): nothing was taken.
    answer = await response.json();
  } catch {
    if (status > 399) answer = { status: 'error', error: 'http' };
    // Leaving the page rejects the promise too (Chromium: before pagehide), while the request itself lives on.
    // Where there is a next task, the page was not left.
    await new Promise((next) => setTimeout(next));
    if (!status) beacon(url, body);
  }
  if (/^(408|429|5)/.test(`${status}`)) answer = null;
  log.push({ url, body, answer });
  // For the page: addEventListener('subpixel', …). What its listeners throw is theirs.
  attempt(() => dispatchEvent(new Event('subpixel')));
  return answer;
}
