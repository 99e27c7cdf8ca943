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

const until = async (waits: unknown, event: string): Promise<unknown> =>
  waits && new Promise((resolve) => on(document, event, resolve));

/** Resolves when the visitor sees the page: one that is only prerendered was not visited and sends nothing. */
export const shown = () => until(documentValue('prerendering'), 'prerenderingchange');

/** Resolves when all of the page's HTML is there. */
export const parsed = () => until(documentValue('readyState') === 'loading', 'DOMContentLoaded');
