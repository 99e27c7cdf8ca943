import type { Page } from '@playwright/test';
import { CLICK, expect, tagOf, test } from './support/test.ts';

const ANN = { name: 'Ann', phone: '+15550109988', email: 'ann@example.com', comment: 'call me' };
const lead = (goal = '') => `subpixel.lead(${JSON.stringify(goal ? { ...ANN, goal } : ANN)})`;
const QUEUED = { status: 'ok', result: 'queued' };

/** What waits in a storage. */
const waiting = (page: Page, storage = 'localStorage'): Promise<unknown[]> =>
  page.evaluate(`Object.entries({ ...${storage} })
    .filter(([key, text]) => key.startsWith('subpixel.') && JSON.parse(text).body)`);

test.describe('where fetch and beacons are blocked', () => {
  test('an image says that there is a lead; all of it follows when there is a way', async ({
    open,
    collector,
    page,
    context,
  }) => {
    await open('');
    await context.route('**/api/track/*.json', (route) => route.abort());
    expect(await page.evaluate(lead('deposit'))).toMatchObject(QUEUED);
    await expect.poll(() => collector.images()).toEqual([{ key: 'pk_test', click: CLICK, goal: 'deposit' }]);
    expect(await waiting(page)).toHaveLength(1);
    await page.goto('about:blank');
    await context.unroute('**/api/track/*.json');
    collector.received.length = 0;
    await open('', { at: '/next' });
    await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
    expect(collector.leads()[0]?.json).toMatchObject({ ...ANN, goal: 'deposit', click: CLICK });
    await expect.poll(() => waiting(page)).toEqual([]);
    expect(collector.images(), 'once').toEqual([]);
  });

  test('by a policy, too', async ({ open, collector, page }) => {
    await open('', { headers: { 'Content-Security-Policy': "connect-src 'none'" } });
    expect(await page.evaluate(lead())).toMatchObject(QUEUED);
    await expect.poll(() => collector.images()).toEqual([{ key: 'pk_test', click: CLICK, goal: '' }]);
    const image = collector.received.find(({ path }) => path.includes('lead.gif'));
    expect(`${image?.path} ${JSON.stringify(image?.headers)}`).not.toMatch(/Ann|5550109988|example.com|call/);
  });

  test('and images as well: nothing is thrown, and the lead waits', async ({ open, collector, page }) => {
    const policy = "connect-src 'none'; img-src 'none'";
    await open('', { headers: { 'Content-Security-Policy': policy } });
    expect(await page.evaluate(lead())).toMatchObject(QUEUED);
    expect(await waiting(page)).toHaveLength(1);
    await open('', { at: '/next' });
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject(ANN);
  });

  test('and there are no images: nothing is thrown', async ({ open, page }) => {
    const noImage = `<script>window.Image = function () { throw new Error('no') }</script>`;
    await open(noImage, { headers: { 'Content-Security-Policy': "connect-src 'none'" } });
    expect(await page.evaluate(lead())).toMatchObject(QUEUED);
  });

  test('a lead that was answered asks for no image', async ({ open, collector, page, settle }) => {
    await open('');
    await page.evaluate(lead());
    await settle();
    expect(collector.images()).toEqual([]);
  });
});

test.describe('leaving while a request has no answer yet', () => {
  // A fetch that never ends. Beacons are what is left.
  const STUCK = '<script>window.fetch = () => new Promise(() => {})</script>';
  const WITHOUT = '<script>delete Request.prototype.keepalive</script>';

  test('without keepalive it is sent by beacon', async ({ open, collector, page }) => {
    await open('', { tag: STUCK + WITHOUT + tagOf(collector) });
    await page.evaluate(`void ${lead()}`);
    expect(collector.leads()).toEqual([]);
    await page.goto('about:blank');
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject(ANN);
    expect(collector.leads()[0]?.headers['content-type']).toMatch(/^text\/plain/);
  });

  test('with keepalive the request lives on: nothing is sent twice', async ({
    open,
    collector,
    page,
    settle,
  }) => {
    await open('', { tag: STUCK + tagOf(collector) });
    await page.evaluate(`void ${lead()}`);
    await open('', { at: '/blank', tag: '' });
    await settle();
    expect(collector.leads()).toEqual([]);
    expect(await waiting(page), 'and is kept until it is answered').toHaveLength(1);
    await open('', { at: '/next' });
    await expect.poll(() => collector.leads().length).toBe(1);
  });

  test('keepalive is not asked for where a lead is too large for it', async ({ open, collector, page }) => {
    await open('');
    const large = 'я'.repeat(40_000);
    const answer = await page.evaluate((comment) => subpixel.lead({ comment }), large);
    expect(answer).toMatchObject({ status: 'ok', result: 'created' });
    expect(collector.leads()[0]?.json.comment).toBe(large);
  });
});

test.describe('storage', () => {
  const block = (...names: string[]) =>
    `<script>for (const name of ${JSON.stringify(names)})
      Object.defineProperty(window, name, { get() { throw new DOMException(name, 'SecurityError') } })</script>`;
  const without = (...names: string[]) =>
    `<script>for (const name of ${JSON.stringify(names)})
      Object.defineProperty(window, name, { value: null })</script>`;
  const browsers: [title: string, script: string, kept: string | null][] = [
    ['localStorage is blocked', block('localStorage'), 'sessionStorage'],
    ['both are blocked', block('localStorage', 'sessionStorage'), null],
    ['both are null, as in some web views', without('localStorage', 'sessionStorage'), null],
  ];
  for (const [title, script, kept] of browsers) {
    test(`${title}: the page itself sends again`, async ({ open, collector, page }) => {
      await open('<form></form>', { tag: script + tagOf(collector) });
      collector.behaviour = { status: 503, body: '' };
      expect(await page.evaluate(lead())).toMatchObject(QUEUED);
      if (kept) expect(await waiting(page, kept)).toHaveLength(1);
      collector.behaviour = undefined;
      const before = collector.leads().length;
      await expect.poll(() => collector.leads().length).toBe(before + 1);
      expect(new Set(collector.leads().map(({ text }) => text)).size).toBe(1);
      expect(await page.evaluate(lead()), 'answered from what is kept').toMatchObject({ result: 'created' });
      expect(collector.leads()).toHaveLength(before + 1);
    });
  }

  test('sessionStorage alone: the next page of the tab sends it', async ({ open, collector, page }) => {
    const tag = block('localStorage') + tagOf(collector);
    await open('', { tag });
    collector.behaviour = { status: 503, body: '' };
    await page.evaluate(lead());
    await page.goto('about:blank');
    collector.behaviour = undefined;
    collector.received.length = 0;
    await open('', { at: '/next', tag });
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject({ ...ANN, click: CLICK });
  });

  test('memory alone: a page that is left tries once more', async ({ open, collector, page }) => {
    await open('', { tag: block('localStorage', 'sessionStorage') + tagOf(collector) });
    collector.behaviour = { status: 503, body: '' };
    await page.evaluate(lead());
    collector.behaviour = undefined;
    collector.received.length = 0;
    await page.goto('about:blank');
    await expect.poll(() => collector.leads().length).toBe(1);
  });
});

test.describe('the page is told', () => {
  const LISTEN = `<script>window.told = []; addEventListener('subpixel', () => told.push(subpixel.log.at(-1)))</script>`;

  test('of each request and its answer, by an event and in the log', async ({ open, collector, page }) => {
    await open('', { at: '/', tag: LISTEN + tagOf(collector) });
    await page.waitForFunction('told.length === 1');
    await page.evaluate(lead());
    collector.behaviour = { status: 400, body: '{"status":"error","error":"access","reason":"origin"}' };
    await page.evaluate('subpixel.lead({ name: "refused" })');
    collector.behaviour = { status: 503, body: '' };
    await page.evaluate('subpixel.lead({ name: "away" })');
    const told = await page.evaluate(`told.map(({ url, body, answer }) =>
      [url, JSON.parse(body).name ?? null, answer && (answer.result ?? answer.reason)])`);
    const track = `${collector.origin}/api/track`;
    expect(told).toEqual([
      [`${track}/click.json`, null, 'created'],
      [`${track}/lead.json`, 'Ann', 'created'],
      [`${track}/lead.json`, 'refused', 'origin'],
      [`${track}/lead.json`, 'away', null],
    ]);
    expect(await page.evaluate('subpixel.log.slice(0, 4)')).toEqual(await page.evaluate('told.slice(0, 4)'));
  });

  test('a listener that throws breaks nothing, and the page sees its error', async ({
    open,
    collector,
    page,
    pageErrors,
  }) => {
    const listener = `<script>addEventListener('subpixel', () => { throw new Error('mine') })</script>`;
    await open('', { tag: listener + LISTEN + tagOf(collector) });
    expect(await page.evaluate(lead())).toMatchObject({ result: 'created' });
    expect(await page.evaluate('told.length')).toBe(1);
    await expect.poll(() => pageErrors).toEqual(['mine']);
    pageErrors.length = 0;
  });

  test('what its calls in the queue throw is its own, and stops no other', async ({
    open,
    collector,
    page,
    pageErrors,
  }) => {
    const queue = `<script>window.ran = []; window.subpixel = { queue: [
      () => { throw new Error('first') }, (sdk) => ran.push(sdk.click())] }</script>`;
    await open('<form></form>', { tag: queue + tagOf(collector) });
    await page.waitForFunction('ran.length');
    await page.evaluate(`subpixel.queue.push(() => { throw new Error('second') });
      subpixel.queue.push((sdk) => ran.push(sdk.click()))`);
    expect(await page.evaluate('ran')).toEqual([CLICK, CLICK]);
    expect(await page.locator('[name=subid]').inputValue()).toBe(CLICK);
    await expect.poll(() => pageErrors).toEqual(['first', 'second']);
    pageErrors.length = 0;
  });

  test('a queue that holds something else than functions', async ({ open, page, collector, pageErrors }) => {
    await open('<form></form>', {
      tag: `<script>window.subpixel = { queue: ['lead', null] }</script>${tagOf(collector)}`,
    });
    expect(await page.locator('[name=subid]').inputValue()).toBe(CLICK);
    expect(await page.evaluate(lead())).toMatchObject({ result: 'created' });
    // The page's own mistake, and reported as one.
    expect(pageErrors).toHaveLength(2);
    pageErrors.length = 0;
  });
});
