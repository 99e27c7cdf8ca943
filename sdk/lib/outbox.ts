import { on } from './dom.ts';
import { type Answer, beacon, outlivesPage, post } from './post.ts';
import { listItems, readItem, removeItem, writeItem } from './store.ts';

const LIFETIME_MS = 72 * 3600 * 1000;
const CAPACITY = 100;
const LONGEST_PAUSE_MS = 60_000;

/** Sends a text, once for all calls with the same text. Null: no answer yet, it is kept and sent again. */
export type Send = (body: string) => Promise<Answer | null>;

/**
 * Opens the outbox of one site key, which keeps texts until the collector has answered them, on this page or on a
 * later one. Sends what earlier pages left, and again when the browser is back online, when the page comes back
 * from the back/forward cache, and after pauses that double up to a minute.
 */
export function openOutbox(url: string, key: string): Send {
  // An item each: two tabs that rewrite one common list would lose each other's entries.
  const prefix = `subpixel.lead.${key}.`;
  const unstored = new Set<string>();
  const answers = new Map<string, ReturnType<Send>>();
  let failures = 0;
  let isPausing = false;

  /** The texts that wait for their answer, each with the item that holds it. */
  function kept(): Map<string, string> {
    const waiting = new Map<string, string>();
    for (const body of unstored) waiting.set(body, '');
    const items = listItems(prefix);
    items.forEach((item, index) => {
      const body = readItem(item);
      const age = Date.now() - Number.parseInt(item.slice(prefix.length), 36);
      if (body && age < LIFETIME_MS && index >= items.length - CAPACITY) waiting.set(body, item);
      else removeItem(item);
    });
    return waiting;
  }

  function keep(body: string): void {
    if (kept().has(body)) return;
    if (!writeItem(`${prefix}${Date.now().toString(36)}.${Math.random()}`, body)) unstored.add(body);
  }

  function remove(body: string): void {
    unstored.delete(body);
    removeItem(kept().get(body) ?? '');
  }

  function retryLater(): void {
    if (isPausing) return;
    isPausing = true;
    setTimeout(
      () => {
        isPausing = false;
        sendKept();
      },
      // Spread, or all visitors come back to a recovered collector in the same second.
      Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures++) * (1 + Math.random()),
    );
  }

  async function deliver(body: string): Promise<Answer | null> {
    const answer = await post(url, body);
    if (answer) {
      failures = 0;
      remove(body);
    } else {
      answers.delete(body);
      retryLater();
    }
    return answer;
  }

  function send(body: string): Promise<Answer | null> {
    const answer = answers.get(body) ?? deliver(body);
    answers.set(body, answer);
    return answer;
  }

  function sendKept(): void {
    for (const body of kept().keys()) send(body);
  }

  on(window, 'online', sendKept);
  on(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) sendKept();
  });
  // The visitor may not come back: what waits for its next turn is tried once more.
  on(window, 'pagehide', () => {
    for (const body of kept().keys()) {
      if (!answers.has(body) || !outlivesPage()) beacon(url, body);
    }
  });
  sendKept();

  return (body) => {
    if (!answers.has(body)) keep(body);
    return send(body);
  };
}
