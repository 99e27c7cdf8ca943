import { attempt } from './lib/attempt.ts';
import { carryClick } from './lib/carry-click.ts';
import { readClickId } from './lib/click-id.ts';
import type { Config } from './lib/config.ts';
import { documentValue } from './lib/dom.ts';
import { readEndpoint } from './lib/endpoint.ts';
import { clickFromQuery, tagsFromQuery } from './lib/landing.ts';
import { type Lead, leadFields } from './lib/lead-fields.ts';
import { openOutbox } from './lib/outbox.ts';
import type { Answer } from './lib/post.ts';
import { register } from './lib/register.ts';
import { openVisit } from './lib/visit.ts';
import { warn } from './lib/warn.ts';

/** What a page can ask of the SDK. Nothing here throws or rejects. */
export interface Subpixel {
  /**
   * Sends a lead of this visitor's click. Resolves with the collector's answer; with `result: 'queued'` where it
   * could not be reached: the lead is kept for 72 hours and sent again.
   */
  lead(lead?: Lead): Promise<Answer>;
  /** The click ID of this visitor, 32 hex digits; null where the URL and the browser know none and no key is set. */
  click(): string | null;
  /** Resolves with the click ID once the forms of the page have it. */
  ready(): Promise<string | null>;
}

/** The click ID that the page or its URL names: the query, or the query that a router keeps behind the `#`. */
function givenClick({ click, param }: Config): string | null {
  const own = param ? [param] : [];
  const hash = location.hash.replace(/^#(.*\?)?/, '');
  return readClickId(click) ?? clickFromQuery(location.search, own) ?? clickFromQuery(hash, own);
}

/** Starts the SDK on this page: click ID, forms, macros, registration, and what earlier pages left to send. */
export function start(config: Config): Subpixel {
  const { key, field = 'subid' } = config;
  const context = {
    ...tagsFromQuery(location.search),
    url: location.href,
    referrer: String(documentValue('referrer') ?? ''),
  };
  const visit = openVisit(givenClick(config), !!key, context, Date.now());
  const click = visit?.click ?? null;

  if (click) carryClick({ field, click });
  const tracker = config.endpoint && readEndpoint(config.endpoint, location.href);
  const send = key && tracker ? openOutbox(`${tracker}lead.json`, key) : null;
  if (visit && key && tracker) register(visit, `${tracker}click.json`, key);
  if (!send) warn('nothing is sent: the tag has no data-key, or no address of the collector');

  return {
    async lead(lead) {
      if (!send || !visit) {
        return { status: 'error', error: 'access', reason: 'token', hint: 'set data-key' };
      }
      const body = JSON.stringify({
        ...visit.context,
        ...attempt(() => leadFields(Object(lead))),
        key,
        click,
      });
      const hint = 'no answer yet: kept, and sent again';
      return (await send(body)) ?? { status: 'ok', result: 'queued', click: visit.click, hint };
    },
    click: () => click,
    ready: async () => click,
  };
}
