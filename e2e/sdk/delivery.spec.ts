import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect, GOALS, test, type Visitor } from './support/delivery.ts';

// Every lead arrives, once, whatever happens to the page and the network: seen in the collector's database.

/** Leads in each scenario, and the visitors who leave them. */
const LEADS = Number(process.env.SUBPIXEL_DELIVERY ?? 8);
const VISITORS = Math.ceil(LEADS / GOALS.length);
/** A slow mobile network. On loopback all ways of sending look alike: a request is there before the page is gone. */
const LATENCY_MS = 400;

test.describe.configure({ timeout: 60_000 + LEADS * 1000 });

/** What must be in the database: the leads of each visitor, with all that was sent. */
const allOf = (visitors: readonly Visitor[]) =>
  visitors
    .flatMap(({ click }, index) => GOALS.map((goal) => ({ click, goal, name: `Ann ${index}` })))
    .sort((a, b) => (a.click + a.goal < b.click + b.goal ? -1 : 1));

const clicksOf = (visitors: readonly Visitor[]) => visitors.map(({ click }) => click);

/** Sends without waiting for the answer. */
const send = ({ page, call }: Visitor) => page.evaluate(`void ${call}`);

/** Sends where that cannot succeed now. */
const sendInVain = async ({ page, call }: Visitor) =>
  expect(await page.evaluate(call)).toMatchObject(GOALS.map(() => ({ status: 'ok', result: 'queued' })));

/** The visitor comes back another time, in a new tab. */
async function comeBack({ context, page }: Visitor, url: string): Promise<Page> {
  await page.close();
  const later = await context.newPage();
  await later.goto(url);
  return later;
}

const each = <T>(visitors: readonly Visitor[], step: (visitor: Visitor) => Promise<T>) =>
  Promise.all(visitors.map(step));

test.describe('the page goes away while the network is slow', () => {
  test.beforeEach(({ network }) => {
    network.latencyMs = LATENCY_MS;
  });

  for (const wait of [0, 10, 50]) {
    test(`the tab is closed after ${wait} ms`, async ({ visitors, storedLeads }) => {
      const all = await visitors(VISITORS);
      for (const visitor of all) {
        await send(visitor);
        await delay(wait);
        await visitor.page.close();
      }
      await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
    });
  }

  test('another page is opened in the same task', async ({ visitors, storedLeads, network }) => {
    const all = await visitors(VISITORS);
    await each(all, ({ page, call }) => page.evaluate(`void ${call}; location.href = '/order'`));
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
    expect(network.leads(), 'each was sent once').toHaveLength(VISITORS * GOALS.length);
  });

  test('the renderer crashes, and the visitor comes back', async ({
    visitors,
    storedLeads,
    landing,
    network,
  }) => {
    const all = await visitors(VISITORS);
    // What was under way is lost with it.
    network.weather = 'drop';
    await each(all, async (visitor) => {
      const { context, page } = visitor;
      const session = await context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      await send(visitor);
      session.send('Page.crash').catch(() => undefined);
      await crashed;
    });
    await delay(LATENCY_MS);
    network.weather = 'pass';
    await each(all, (visitor) => comeBack(visitor, landing));
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
  });
});

test.describe('the page stays open', () => {
  test('offline, and online again', async ({ visitors, storedLeads }) => {
    const all = await visitors(VISITORS);
    await each(all, async (visitor) => {
      await visitor.context.setOffline(true);
      await sendInVain(visitor);
    });
    await each(all, ({ context }) => context.setOffline(false));
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
  });

  test('the collector is away, and back', async ({ visitors, storedLeads, network }) => {
    const all = await visitors(VISITORS);
    await network.away();
    await each(all, sendInVain);
    await network.back();
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
  });

  test('connections break, then they last', async ({ visitors, storedLeads, network }) => {
    const all = await visitors(VISITORS);
    network.weather = 'drop';
    await each(all, sendInVain);
    network.weather = 'pass';
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
  });
});

for (const weather of ['503', 'lose answers'] as const) {
  test(`${weather}, and the visitor comes back`, async ({ visitors, storedLeads, network, landing }) => {
    const all = await visitors(VISITORS);
    network.weather = weather;
    await each(all, sendInVain);
    await each(all, ({ page }) => page.close());
    network.weather = 'pass';
    const later = await each(all, (visitor) => comeBack(visitor, landing));
    await expect.poll(() => storedLeads(clicksOf(all))).toEqual(allOf(all));
    // Answered, not only taken: a beacon may have been faster.
    for (const page of later) {
      await expect.poll(() => page.evaluate('JSON.stringify({ ...localStorage })')).not.toContain('"body"');
    }
    network.forget();
    for (const page of later) {
      await page.reload();
      await settle(page);
    }
    expect(network.leads(), 'nothing is left to be sent').toEqual([]);
  });
}

test('ten tabs share an outbox of a hundred leads: each is sent by one of them', async ({
  storedLeads,
  context,
  click,
  network,
  landing,
}) => {
  const id = await click();
  const numbers = Array.from({ length: 10 }, (_, index) => index);
  network.weather = '503';
  const tabs = await Promise.all(
    numbers.map(async () => {
      const page = await context.newPage();
      await page.goto(`${landing}?click=${id}`);
      return page;
    }),
  );
  await Promise.all(
    tabs.map((page, tab) =>
      page.evaluate(`Promise.all(${JSON.stringify(numbers)}.map((number) =>
        subpixel.lead({ name: 'Ann', goal: 'g${tab}' + number })))`),
    ),
  );
  network.forget();
  network.weather = 'pass';
  // Long enough for the other tabs to come by while one of them sends.
  network.latencyMs = 20;
  await Promise.all(tabs.map((page) => page.evaluate(`dispatchEvent(new Event('online'))`)));

  const goals = numbers.flatMap((tab) => numbers.map((number) => `g${tab}${number}`));
  // One after the other takes its time.
  const stored = async () => (await storedLeads([id])).map(({ goal }) => goal);
  await expect.poll(stored, { timeout: 45_000 }).toEqual(goals);
  const sent = network.leads().map((body) => (JSON.parse(body) as { goal: string }).goal);
  expect(sent.sort(), 'each was sent once').toEqual(goals);
});

test.describe('one lead however often its page is seen', () => {
  /** The order form's target, which says that there was a lead. */
  const thanks = (tag: string, script = '') =>
    `<!doctype html><meta charset=utf-8><title>thanks</title>
    <meta name=subpixel-lead content='{"name":"Ann"}'><script>${script}</script>${tag}`;

  // By themselves: Playwright loses a page that comes from the back/forward cache.
  const BACK = `<script>addEventListener('pageshow', () => setTimeout(() => history.back()))</script>`;
  const FORWARD = `
    sessionStorage.seen ??= 0;
    sessionStorage.cached ??= 0;
    addEventListener('subpixel', () => { location.href = '/next'; }, { once: true });
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) sessionStorage.cached++;
      if (sessionStorage.seen++ < 1) return;
      setTimeout(() => {
        if (sessionStorage.seen <= 10) history.forward();
        else location.href = '/order?cached=' + sessionStorage.cached;
      });
    });`;

  const cases: [title: string, ignoreDefaultArgs: string[], cached: string][] = [
    ['which loads again each time', [], '0'],
    ['which the back/forward cache keeps', ['--disable-back-forward-cache'], '10'],
  ];
  for (const [title, ignoreDefaultArgs, cached] of cases) {
    test(`ten times back and forward on a thank-you page ${title}`, async ({
      playwright,
      launchOptions,
      storedLeads,
      click,
      tag,
      network,
      site,
    }) => {
      const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs });
      const context = await browser.newContext();
      const id = await click();
      site.write('/thanks', thanks(tag, FORWARD));
      site.write('/next', `<!doctype html><title>next</title>${BACK}`);
      await (await context.newPage()).goto(`${site.origin}/thanks?click=${id}`);
      await expect.poll(() => site.orders().at(-1)?.fields).toEqual([['cached', cached]]);
      const page = await context.newPage();
      await page.goto(`${site.origin}/thanks`);
      await settle(page);
      expect(network.leads(), 'it was sent once').toHaveLength(1);
      expect(await storedLeads([id])).toEqual([{ click: id, goal: '', name: 'Ann' }]);
      await browser.close();
    });
  }

  test('reloads of a thank-you page', async ({ page, storedLeads, click, tag, network, site }) => {
    const id = await click();
    site.write('/thanks', thanks(tag));
    await page.goto(`${site.origin}/thanks?click=${id}`);
    // The second one comes while the first lead may still be under way.
    for (let round = 0; round < 5; round++) await page.reload();
    await settle(page);
    await expect.poll(() => storedLeads([id])).toEqual([{ click: id, goal: '', name: 'Ann' }]);
    expect(new Set(network.leads()).size, 'always the same').toBe(1);
  });

  test('a double click on the order button', async ({ page, storedLeads, click, tag, network, site }) => {
    const id = await click();
    const button = `<button onclick="subpixel.lead({ name: 'Ann' })">Order</button>`;
    site.write('/order-page', `<!doctype html><title>order</title>${tag}${button}`);
    await page.goto(`${site.origin}/order-page?click=${id}`);
    await page.getByRole('button').dblclick();
    await settle(page);
    expect(network.leads(), 'it was sent once').toHaveLength(1);
    await expect.poll(() => storedLeads([id])).toEqual([{ click: id, goal: '', name: 'Ann' }]);
  });
});

test('a page of a known click with forms asks the collector for nothing', async ({
  page,
  click,
  tag,
  network,
  site,
}) => {
  const id = await click();
  const form = '<form action=/order><input name=name><button>Order</button></form>';
  site.write('/forms', `<!doctype html><title>forms</title>${tag}${form.repeat(3)}`);
  await page.goto(`${site.origin}/forms?click=${id}`);
  await expect(page.locator(`[name=subid][value="${id}"]`)).toHaveCount(3);
  await page.getByRole('button').first().click();
  await page.waitForURL('**/order?*');
  expect(network.requests('GET').concat(network.requests('POST'))).toEqual([]);
});

/** Waits until all that the page has sent so far has reached the other end: then "nothing more was sent" can be said. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    `fetch(document.querySelector('script[data-key]').src, { cache: 'no-store' }).then(() => {})`,
  );
}
