import { beacon, deliver } from './deliver.ts';
import { on } from './dom.ts';
import type { Answer } from './post.ts';
import { dropItem, itemsOf, readItem, writeItem } from './store.ts';

const LIFETIME_MS = 72 * 3600 * 1000;
const CAPACITY = 100;

/** What is to be sent, and since when; or, once the collector has answered, what it said. */
interface Entry {
  at: number;
  body?: string;
  answer?: Answer;
}

/** Sends a text, once for all calls with the same text. Null: no answer yet, it is kept and sent again. */
export type Send = (body: string) => Promise<Answer | null>;

/**
 * Opens the outbox under a prefix. It keeps a text until the collector has answered, on this page or on a later one,
 * and then the answer for as long: the same text again (a reload, the back button, another tab) is no second lead.
 * Sends what earlier pages left, and again when the browser is back online, when the page comes back from the
 * back/forward cache, and after pauses that double up to two minutes.
 */
export function openOutbox(url: string, prefix: string): Send {
  const underWay: Record<string, Promise<Answer | null>> = {};
  let failures = 0;
  let waits = false;

  const kept = () => itemsOf(prefix).map((item) => ({ item, ...(readItem(item) as Entry) }));

  const sendLater = () => {
    // Spread, or all visitors come back to a recovered collector in the same second.
    if (waits) return;
    waits = true;
    setTimeout(
      () => {
        waits = false;
        flush();
      },
      (1 + Math.random()) * 1000 * 2 ** Math.min(failures++, 6),
    );
  };

  async function sendKept(): Promise<void> {
    for (const { item, at, body } of kept()) {
      if (Date.now() - at > LIFETIME_MS) dropItem(item);
      else if (body) await send(item, body);
    }
  }

  const send = (item: string, body: string): Promise<Answer | null> => {
    underWay[item] ??= deliver(url, body).then((answer) => {
      delete underWay[item];
      if (!answer) sendLater();
      else {
        failures = 0;
        if (answer.status !== 'ok') dropItem(item);
        // Gone meanwhile: consent was withdrawn.
        else if (readItem(item)) writeItem(item, { at: Date.now(), answer });
      }
      return answer;
    });
    return underWay[item];
  };

  /** While another tab does it: later. That one may be closed halfway, and saw what was there when it began. */
  async function flush(): Promise<void> {
    try {
      await navigator.locks.request(prefix, { ifAvailable: true }, (lock) =>
        lock ? sendKept() : sendLater(),
      );
    } catch {
      // Without https, and in sandboxed frames, there are no locks.
      await sendKept();
    }
  }

  on(window, 'online pageshow', flush);
  // The visitor may not come back: what waits for its next turn is tried once more.
  on(window, 'pagehide', () => {
    for (const { item, body } of kept()) {
      // What is under way outlives the page, but for Firefox before version 133.
      if (body && !(item in underWay && 'keepalive' in Request.prototype)) beacon(url, body);
    }
  });
  flush();

  return async (body) => {
    // 32 bits: enough for one visitor's leads, and they say nothing about what is in them.
    const sum = [...body].reduce((sum, character) => (31 * sum + character.charCodeAt(0)) | 0, 0);
    const item = prefix + sum;
    const entry = readItem<Entry>(item);
    if (!entry && kept().length < CAPACITY) writeItem(item, { at: Date.now(), body });
    // At once, not after asking for a lock: the page may be left in the next line.
    return entry?.answer ?? send(item, body);
  };
}
