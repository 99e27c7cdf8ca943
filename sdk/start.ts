import { attempt } from './lib/attempt.ts';
import { carrierOf } from './lib/carrier.ts';
import { carryClick } from './lib/carry-click.ts';
import { type Config, configure, listOf, type Setting, setting } from './lib/config.ts';
import { rememberContact, takeContact } from './lib/contact.ts';
import { declaredLead } from './lib/declared-lead.ts';
import { decorateLink } from './lib/decorate-link.ts';
import { deliver } from './lib/deliver.ts';
import { addElement, type Root } from './lib/dom.ts';
import { findRoots } from './lib/find-roots.ts';
import { forget } from './lib/forget.ts';
import { type Lead, leadBody } from './lib/lead.ts';
import { log, type Note } from './lib/note.ts';
import { openOutbox, type Send } from './lib/outbox.ts';
import { addressOf, readPage, trackerOf } from './lib/page.ts';
import { type Answer, parsed } from './lib/post.ts';
import { register } from './lib/register.ts';
import { NAME, type Visit } from './lib/visit.ts';

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
  /** True: starts what `data-consent` holds back. False: removes cookie, storage, outbox and inputs, and stops. */
  consent(given: boolean): void;
  /** What was sent and answered on this page, and why something was not. */
  log: Note[];
}

/** Starts the SDK: click ID, forms, macros, registration, and what earlier pages left to send. */
export const start = (config: Config): Subpixel => startWith((name) => config[name]);

/** The same for settings that are looked up. */
export function startWith(lookUp: Setting): Subpixel {
  configure(lookUp);
  const key = setting('key') ?? '';
  const tracker = trackerOf(key);
  const carrier = carrierOf(null);
  carrier.attributes.push(...listOf(setting('attributes')).map((name) => `data-${name}`));
  const auto = setting('auto');
  const openVisit = readPage();
  const kept = `${NAME}.${key}.`;
  const roots = new Set<Root>();
  let visit: Visit | undefined;
  let send: Send | undefined;

  function enter(root: Root): void {
    carryClick(root, carrier, setting('inject'), (form) => {
      if (carrier.click && auto != null) rememberContact(`${kept}lead`, root, form);
    });
  }

  const touch = (node: EventTarget) => decorateLink(node, listOf(setting('hosts')), carrier.click);

  async function lead(lead?: Lead): Promise<Answer> {
    if (!visit || !send) return { status: 'error', error: visit ? 'access' : 'no-click' };
    const answer = await send(leadBody(visit, key, lead));
    if (answer) return answer;
    // What is left where fetch and beacons are blocked. It says that there is a lead and nothing about whom: addresses
    // end up in logs. What is known of the person waits in the outbox.
    attempt(() => {
      // Throws where consent was withdrawn meanwhile.
      const { click } = visit as Visit;
      new Image().src = `${tracker}lead.gif?${new URLSearchParams({ key, click, goal: lead?.goal ?? '' })}`;
    });
    return { status: 'ok', result: 'queued' };
  }

  async function sendDeclared(): Promise<void> {
    await parsed();
    const declared = declaredLead(setting('lead'));
    const contact = (declared || (auto && location.href.includes(auto))) && takeContact(`${kept}lead`);
    if (declared || contact) lead({ ...contact, ...declared });
  }

  function begin(): void {
    visit = openVisit();
    carrier.click = visit?.click ?? null;
    if (!roots.size) findRoots(roots, enter, touch);
    if (!visit || !tracker) return;
    send ??= openOutbox(`${tracker}lead.json`, kept);
    register(visit, key, (fields) => deliver(`${tracker}click.json`, JSON.stringify(fields)));
    sendDeclared();
  }

  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const rule = setting('consent');
  if (!rule || (rule === 'gpc' && !(globalPrivacyControl || doNotTrack === '1'))) begin();

  if (location.href.includes('subpixel-debug')) {
    addElement(document.head, 'script', { src: addressOf('sdk-debug.js') });
  }

  return {
    lead,
    click: () => carrier.click,
    ready: async () => carrier.click,
    consent(given) {
      if (given) visit || begin();
      else {
        forget(roots, carrier);
        visit = undefined;
      }
    },
    log,
  };
}
