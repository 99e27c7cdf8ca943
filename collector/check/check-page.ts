import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Facts, Target, TestLead } from './facts.ts';
import { type GuardOptions, type GuardProxy, startGuardProxy } from './guard-proxy.ts';
import { toHurdle, watchHeading } from './hurdle.ts';
import { type FormFact, readForms, readScript, sendFromPage, watchViolations } from './in-page.ts';
import { CheckError, type Launch } from './launch-chromium.ts';
import { type Calls, parse, watchCalls } from './watch-calls.ts';

/** All of it, the browser's start included. */
const LIMIT_MS = 30_000;
const OPEN_MS = 12_000;
/** A tag manager adds its tags some time after the page has loaded. */
const LATE_TAG_MS = 3_000;
const SETTLE_MS = 6_000;
const STEP_MS = 100;
const TEST_NAME = 'Installation check';

const TOO_LONG = `The check took longer than ${LIMIT_MS / 1000} seconds and was stopped: the page, or the collector's machine, is too busy. Try again.`;
const STOPPED = 'The collector is being stopped.';

/** What the check needs of the world. */
export interface CheckDeps {
  readonly launch: Launch;
  readonly guard: GuardOptions;
  /** Ends the check where the collector stops. */
  readonly signal: AbortSignal;
  /** The flow of the account that a site key belongs to; null where it is none of theirs. */
  readonly flowOfKey: (key: string) => Promise<string | null>;
  /** Whether a lead of the click is in the database, and as what. */
  readonly leadArrived: (click: string) => Promise<TestLead['arrived']>;
}

/**
 * Opens a page in a browser of its own, as a new visitor, and writes down what the script does there. Sends a test
 * lead and, to see whether the visitor is known again, opens the page twice. Throws CheckError where the check
 * itself is impossible: no http address, no browser, more than 30 seconds.
 */
export async function checkPage(target: Target, deps: CheckDeps): Promise<Facts> {
  const { protocol } = URL.canParse(target.url) ? new URL(target.url) : { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new CheckError('Give the address of a page that begins with http:// or https://.');
  const guard = await startGuardProxy(deps.guard);
  const launching = deps.launch(guard.url);
  const signal = AbortSignal.any([deps.signal, AbortSignal.timeout(LIMIT_MS)]);
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new CheckError(deps.signal.aborted ? STOPPED : TOO_LONG)));
  });
  try {
    const visiting = launching.then((browser) => visit(browser, target, guard, deps));
    return await Promise.race([visiting, stopped]);
  } catch (error) {
    if (error instanceof CheckError) throw error;
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    throw new CheckError(`The page has brought the browser down (${line}). Try again.`, { cause: error });
  } finally {
    // Also one that is still starting; it gives up by itself.
    await launching.then(
      (browser) => browser.close(),
      () => undefined,
    );
    await guard.close();
  }
}

async function visit(
  browser: Browser,
  target: Target,
  guard: GuardProxy,
  { flowOfKey, leadArrived }: CheckDeps,
): Promise<Facts> {
  const context = await openContext(browser);
  const calls = await watchCalls(context);
  const page = await context.newPage();
  const errors = watchErrors(page, target.scriptUrls);
  const heading = watchHeading(page);
  const opened = await open(page, target.url);
  const source = opened.source;
  if (opened.problem !== null || opened.status === null || opened.status >= 400) {
    const hurdle = opened.problem === null ? null : toHurdle(heading(), opened.problem, guard);
    return { ...NOTHING, target, page: { url: heading(), status: opened.status, hurdle } };
  }

  const seen = await settle(page, calls, target.scriptUrls);
  const url = page.url();
  // The page has opened, and a script or a <meta> of it has gone on to where the browser could not follow.
  if (url.startsWith('chrome-error:')) {
    const hurdle = toHurdle(heading(), 'the page goes on to another that does not open', guard);
    return { ...NOTHING, target, page: { url: heading(), status: null, hurdle } };
  }
  const [tag] = seen.tags;
  const registration = calls.clicks.at(-1) ?? null;
  const sentKey = registration?.sent.key;
  const key = (typeof sentKey === 'string' ? sentKey : tag?.key) || null;
  const forms = await formsOf(page, seen.click, tag?.field ?? 'subid');
  const door = registration?.url.replace(/click\.json$/, 'lead.json') ?? (tag && leadDoorOf(tag));
  const lead =
    seen.click !== null && key !== null && door
      ? await sendTestLead(page, door, { key, click: seen.click }, leadArrived)
      : null;
  const { violations } = await read(page, target.scriptUrls);
  const given = seen.click !== null && url.includes(seen.click);
  const again = seen.click !== null ? await comeAgain(page, calls, target.scriptUrls, seen.click) : null;
  return {
    target,
    page: { url, status: opened.status, hurdle: null },
    tags: seen.tags.map(({ src, key: ownKey, type, isPinned, writtenSrc }) => ({
      ...{ src, key: ownKey, type, isPinned },
      inSource: isInSource(source, writtenSrc, ownKey),
    })),
    script: (tag && calls.script(tag.src)) ?? null,
    started: seen.started,
    key: key === null ? null : { text: key, flow: await flowOfKey(key) },
    click: { id: seen.click, given, registration, again },
    forms,
    violations,
    lead,
    ownLeads: calls.leads.filter(({ sent }) => sent.name !== TEST_NAME).length,
    errors: [...errors],
  };
}

const NOTHING: Omit<Facts, 'target' | 'page'> = {
  tags: [],
  script: null,
  started: false,
  key: null,
  click: { id: null, given: false, registration: null, again: null },
  forms: [],
  violations: [],
  lead: null,
  ownLeads: 0,
  errors: [],
};

/** A visitor who was never here, under a name that statistics can tell. */
async function openContext(browser: Browser): Promise<BrowserContext> {
  const version = browser.version().split('.')[0];
  const context = await browser.newContext({
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 SubpixelCheck`,
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  await context.addInitScript(watchViolations);
  return context;
}

/** What our script throws or complains of; what the network and policies do is told elsewhere. */
function watchErrors(page: Page, scriptUrls: readonly string[]): Set<string> {
  const errors = new Set<string>();
  const isOurs = (text: string) => scriptUrls.some((url) => text.includes(url));
  page.on('pageerror', (error) => {
    if (isOurs(error.stack ?? '')) errors.add(error.message);
  });
  page.on('console', (message) => {
    const isAboutNetwork = /content security policy|failed to load|CORS/i.test(message.text());
    if (message.type() === 'error' && isOurs(message.location().url) && !isAboutNetwork)
      errors.add(message.text());
  });
  return errors;
}

/** The status and the HTML as they were served; or what the browser says where the page did not open. */
async function open(page: Page, url: string) {
  try {
    const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: OPEN_MS });
    const source = await response?.text().catch(() => '');
    return { status: response?.status() ?? null, source: source ?? '', problem: null };
  } catch (error) {
    return { status: null, source: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

type Seen = ReturnType<typeof readScript>;

async function read(page: Page, scriptUrls: readonly string[]): Promise<Seen> {
  const seen = await page.evaluate(readScript, scriptUrls);
  // The page may have put anything in the SDK's place.
  return { ...seen, click: seen.click !== null && /^[0-9a-f]{32}$/.test(seen.click) ? seen.click : null };
}

/** Waits until the script runs and its click is registered, or until neither is to be expected any more. */
async function settle(page: Page, calls: Calls, scriptUrls: readonly string[]): Promise<Seen> {
  const from = Date.now();
  // What hangs (a picture that never comes) is not waited for.
  await page.waitForLoadState('load', { timeout: SETTLE_MS }).catch(() => undefined);
  const loadedAt = Date.now();
  for (;;) {
    // A page that is just going on to another has nothing to read.
    const seen = await read(page, scriptUrls).catch(() => null);
    const now = Date.now();
    const isOver = now - from > SETTLE_MS + LATE_TAG_MS;
    if (seen !== null && (isOver || isSettled(seen, page.url(), calls, now - loadedAt))) return seen;
    if (isOver) throw new CheckError('The page never comes to rest: it goes on to another again and again.');
    await delay(STEP_MS);
  }
}

function isSettled(seen: Seen, url: string, calls: Calls, sinceLoadMs: number): boolean {
  if (seen.started) {
    const isMinted = seen.click !== null && !url.includes(seen.click);
    // What a policy blocks is no request at all for who follows the network.
    const isBlocked = seen.violations.some(({ blocked }) => /\/click\.json$/.test(blocked));
    return !isMinted || isBlocked || calls.clicks.length > 0;
  }
  const hasFailed = seen.tags.some(({ src }) => calls.script(src)?.failure != null);
  return hasFailed || sinceLoadMs > LATE_TAG_MS;
}

/** Forms of the page and of its frames. */
async function formsOf(page: Page, click: string | null, field: string): Promise<FormFact[]> {
  const { origin } = new URL(page.url());
  const forms: FormFact[] = [];
  for (const frame of page.frames()) {
    const own = URL.canParse(frame.url()) ? new URL(frame.url()).origin : origin;
    // A frame may go away while it is asked.
    const found = await frame.evaluate(readForms, { click, field }).catch(() => []);
    const isForeign = own !== origin && own !== 'null';
    for (const form of found) forms.push(isForeign ? { ...form, state: 'foreign', detail: own } : form);
  }
  return forms;
}

async function sendTestLead(
  page: Page,
  url: string,
  { key, click }: { readonly key: string; readonly click: string },
  leadArrived: CheckDeps['leadArrived'],
): Promise<TestLead> {
  const body = JSON.stringify({ key, click, name: TEST_NAME, meta: { check: '1' }, test: '1' });
  const { status, text } = await page.evaluate(sendFromPage, { url, body });
  return { status, answer: parse(text), arrived: await leadArrived(click) };
}

/** Where a tag sends leads to, as the SDK finds out: by default beside the script. */
function leadDoorOf({ src, endpoint, path }: Seen['tags'][number]): string {
  const base = endpoint || src.replace(/(sdk\/)?[^/?#]*([?#].*)?$/, '');
  return `${base.replace(/\/*$/, '')}/${path.replace(/^\/|\/$/g, '')}/lead.json`;
}

/** The same visitor comes back: it is the same click, and nothing is registered again. */
async function comeAgain(page: Page, calls: Calls, scriptUrls: readonly string[], click: string) {
  const before = calls.clicks.length;
  const { status } = await open(page, page.url());
  if (status === null) return null;
  const seen = await settle(page, calls, scriptUrls);
  return { sameClick: seen.click === click, registrations: calls.clicks.length - before };
}

/** Whether a tag stands in the HTML as it was served, and not only in the page that scripts have made of it. */
function isInSource(source: string, src: string, key: string): boolean {
  const tags = source.match(/<script\b[^>]*>/gi) ?? [];
  return tags.some((tag) => (src !== '' && tag.includes(src)) || (key !== '' && tag.includes(key)));
}
