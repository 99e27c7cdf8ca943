import { attempt } from './attempt.ts';
import { documentValue, on } from './dom.ts';

/** What the collector answers, and what a call is answered with in the collector's place. */
export interface Answer {
  status: 'ok' | 'error';
  /** `queued`: kept, and sent or applied as soon as that is possible. */
  result?: 'created' | 'updated' | 'queued';
  click?: string;
  /** What is wrong, why, and what to do about it. */
  error?: string;
  reason?: string;
  hint?: string;
}

// Taken at load: pages and their scripts replace it, some with one that throws.
const nativeFetch = globalThis.fetch;
const WAIT_MS = 20_000;

/** Whether a request outlives its page. Firefox learnt it in version 133. */
export const outlivesPage = (): boolean => 'keepalive' in Request.prototype;

/** Sends without hope of an answer: delivered or not, nobody tells. */
export const beacon = (url: string, body: string): boolean =>
  attempt(() => navigator.sendBeacon(url, body)) ?? false;

/**
 * Sends a JSON text to the collector. A string goes as text/plain, which needs no preflight (one that is still
 * waiting when the page closes takes the request with it). Beyond 64 KiB the browser refuses `keepalive`.
 *
 * Returns the answer, or null where there is none yet and sending again can help: no connection, 5xx, 408, 429.
 */
export async function post(url: string, body: string): Promise<Answer | null> {
  // A page that is only prerendered was not visited: its requests wait for the visitor.
  if (documentValue('prerendering')) {
    await new Promise<Event>((resolve) => on(document, 'prerenderingchange', resolve));
  }
  const keepalive = body.length < 20_000 && outlivesPage();
  let response: Response;
  try {
    response = await nativeFetch(url, {
      method: 'POST',
      body,
      keepalive,
      credentials: 'omit',
      signal: AbortSignal.timeout?.(WAIT_MS) ?? null,
    });
  } catch {
    // Leaving the page rejects the promise too (Chromium: before pagehide), while the request itself lives on.
    // Where there is a next task, the page was not left.
    if (keepalive) await new Promise((resolve) => setTimeout(resolve));
    beacon(url, body);
    return null;
  }
  const { ok, status } = response;
  const final = ok || (status >= 400 && status < 500 && status !== 408 && status !== 429);
  if (!final) return null;
  // A 200 that is no JSON is not from the collector (a site's "not found" page, say): nothing was taken.
  const answer = (await response.json().catch(() => null)) as Answer | null;
  return answer ?? (ok ? null : { status: 'error', error: 'http', reason: `${status}`, hint: url });
}
