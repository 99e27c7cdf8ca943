import { beacon, deliver, outlivesPage } from './deliver.ts';
import { on } from './dom.ts';
import type { Answer } from './post.ts';
import { readItem, storage, writeItem } from './store.ts';

const LIFETIME_MS = 72 * 3600 * 1000;
const LONGEST_PAUSE_MS = 60_000;

/** When it was put in and what is to be sent; or, once the collector has answered, what it said. */
type Entry = [time: number, body: string, answer?: Answer];

/** Sends a text, once for all calls with the same text. Null: no answer yet, it is kept and sent again. */
export type Send = (body: string) => Promise<Answer | null>;

/** FNV-1a, 32 bits: enough for one visitor's leads, and says nothing about what is in them. */
function hash(text: string): number {
  let sum = 9;
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x1000193);
  return sum;
}

/** Runs a task unless another tab runs one of that name: then null. */
async function alone<T>(name: string, task: () => Promise<T>): Promise<T | null> {
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && task());
  } catch {
    // Without https, and in sandboxed frames, there are no locks.
    return task();
  }
}

/**
 * Opens the outbox under a prefix. It keeps a text until the collector has answered, on this page or on a later one,
 * and then the answer for as long: the same text again (a reload, the back button, another tab) is no second lead.
 * Sends what earlier pages left, and again when the browser is back online, when the page comes back from the
 * back/forward cache, and after pauses that double up to a minute.
 */
export function openOutbox(url: string, prefix: string): Send {
  const underWay = new Map<string, Promise<Answer | null>>();
  let failures = 0;
  let timer = 0;

  const kept = () => Object.keys(storage).filter((item) => item.startsWith(prefix));

  function sendKept(): void {
    timer = 0;
    for (const item of kept()) {
      const [time = 0, body] = readItem<Entry>(item) ?? [];
      if (Date.now() - time > LIFETIME_MS) delete storage[item];
      // Read again inside: another tab may have been faster.
      else if (body)
        send(item, () => alone(item, async () => readItem<Entry>(item)?.[2] ?? deliverItem(item, body)));
    }
  }

  async function deliverItem(item: string, body: string): Promise<Answer | null> {
    const answer = await deliver(url, body);
    if (answer) {
      failures = 0;
      // Gone meanwhile: consent was withdrawn.
      if (answer.status !== 'ok') delete storage[item];
      else if (storage[item]) writeItem(item, [Date.now(), '', answer]);
    } else {
      // Spread, or all visitors come back to a recovered collector in the same second.
      const pause = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures++) * (1 + Math.random());
      if (!timer) timer = +setTimeout(sendKept, pause);
    }
    return answer;
  }

  function send(item: string, task: () => Promise<Answer | null>): Promise<Answer | null> {
    const sending = underWay.get(item) ?? task().finally(() => underWay.delete(item));
    underWay.set(item, sending);
    return sending;
  }

  on(window, 'online pageshow', sendKept);
  // The visitor may not come back: what waits for its next turn is tried once more.
  on(window, 'pagehide', () => {
    for (const item of kept()) {
      const body = readItem<Entry>(item)?.[1];
      if (body && !(outlivesPage() && underWay.has(item))) beacon(url, body);
    }
  });
  sendKept();

  return async (body) => {
    const item = prefix + hash(body);
    const entry = readItem<Entry>(item);
    if (entry?.[2]) return entry[2];
    return send(item, () => {
      if (entry) return alone(item, () => deliverItem(item, body));
      writeItem(item, [Date.now(), body]);
      // At once, not after asking for a lock: the page may be left in the next line.
      return deliverItem(item, body);
    });
  };
}
