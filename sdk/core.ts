import { attempt } from './lib/attempt.ts';
import { carrierOf } from './lib/carrier.ts';
import { carryClick } from './lib/carry-click.ts';
import { configure, type Setting, setting } from './lib/config.ts';
import { type Lead, leadFields } from './lib/lead.ts';
import { readPage, trackerOf } from './lib/page.ts';
import { type Answer, shown } from './lib/post.ts';
import { register } from './lib/register.ts';

/** The smallest thing that is of use: click ID, forms, macros, and leads that are sent once. */
export interface Core {
  /** Sends a lead of this visitor's click. Resolves with the collector's answer. */
  lead(lead?: Lead): Promise<Answer>;
  /** The click ID of this visitor, or null. */
  click(): string | null;
}

/** One try: the answer, or null where there is none. A string goes as text/plain, which needs no preflight. */
async function send(url: string, fields: object): Promise<Answer | null> {
  try {
    const body = JSON.stringify(fields);
    await shown();
    return await (await fetch(url, { method: 'POST', body, keepalive: true })).json();
  } catch {
    return null;
  }
}

/** Starts the core on this page. */
export function startCore(lookUp: Setting): Core {
  configure(lookUp);
  const key = setting('key') ?? '';
  const tracker = trackerOf(key);
  const visit = readPage()();
  const click = visit?.click ?? null;
  attempt(() => carryClick(document, carrierOf(click)));
  if (visit && tracker) register(visit, key, (fields) => send(`${tracker}click.json`, fields));

  return {
    lead: async (lead) =>
      (visit && tracker && (await send(`${tracker}lead.json`, leadFields(visit, key, lead)))) || {
        status: 'error',
        error: 'http',
      },
    click: () => click,
  };
}
