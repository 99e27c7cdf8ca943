import type { Page } from '@playwright/test';
import { CLICK, expect, tagOf, test } from './support/test.ts';

const ANN = { name: 'Ann', phone: '+1 (555) 010-99-88', email: 'ann@example.com', comment: 'call me' };
const ann = JSON.stringify(ANN);

/** What waits in the outbox. */
const waiting = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Object.entries({ ...localStorage }).filter(([key, text]) => /[.]pk_/.test(key) && JSON.parse(text).body),
  );

test('a lead arrives with all that is known, and the page gets the answer', async ({
  open,
  collector,
  site,
}) => {
  const page = await open('', { at: `/?click=${CLICK}&utm_source=fb&utm_term=a%20b` });
  const answer = await page.evaluate(() =>
    subpixel.lead({
      name: 'Анна «Ann» O’Neil',
      phone: '0043',
      email: '',
      goal: 'deposit',
      meta: { size: 42, colour: 'red', nested: { a: [1] }, nothing: null, empty: '' },
      tags: { utm_source: 'own', data1: 'x' },
    }),
  );
  expect(answer).toEqual({ status: 'ok', result: 'created', click: CLICK });
  expect(collector.leads().map(({ json }) => json)).toEqual([
    {
      key: 'pk_test',
      click: CLICK,
      url: `${site.origin}/?click=${CLICK}&utm_source=fb&utm_term=a%20b`,
      referrer: '',
      utm_source: 'own',
      utm_term: 'a b',
      data1: 'x',
      name: 'Анна «Ann» O’Neil',
      phone: '0043',
      email: '',
      goal: 'deposit',
      // As it is: the collector makes text of it.
      meta: { size: 42, colour: 'red', nested: { a: [1] }, nothing: null, empty: '' },
    },
  ]);
  const { headers } = collector.leads()[0] ?? {};
  expect(headers?.['content-type']).toMatch(/^text\/plain/);
  expect(headers?.cookie).toBeUndefined();
  const kept = await page.evaluate('JSON.stringify({ ...localStorage })');
  for (const text of ['Ann', '0043', 'red'])
    expect(kept, 'nothing of the person is kept').not.toContain(text);
});

test('the thank-you page sends the lead of the click that landed', async ({ open, collector, site }) => {
  await open('', { at: `/?click=${CLICK}&utm_source=fb` });
  await open('<script>addEventListener("DOMContentLoaded", () => subpixel.lead({ name: "Ann" }))</script>', {
    at: '/thanks?utm_source=internal',
  });
  await expect.poll(() => collector.leads().length).toBe(1);
  expect(collector.leads()[0]?.json).toMatchObject({
    click: CLICK,
    utm_source: 'fb',
    url: `${site.origin}/?click=${CLICK}&utm_source=fb`,
    name: 'Ann',
  });
});

test('what cannot be told is left out, and nothing is thrown', async ({ open, collector }) => {
  const page = await open('');
  const answers = await page.evaluate(async () => {
    const circle: Record<string, unknown> = { f: () => 1, big: 1n };
    circle.self = circle;
    return [
      await subpixel.lead({ name: 'Ann', meta: circle }),
      await subpixel.lead(),
      await subpixel.lead(null as never),
      await subpixel.lead({ name: null, phone: 5, meta: 'x', tags: 7 } as never),
      await subpixel.lead({ name: Object.create(null) } as never),
      await subpixel.lead('Ann' as never),
    ];
  });
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill('ok'));
  expect(collector.leads()[0]?.json).toMatchObject({ name: 'Ann' });
  expect(collector.leads()[0]?.json.meta).toEqual({});
  expect(collector.leads().at(-1)?.json).toMatchObject({ click: CLICK });
});

test('a double call with the same content is one request, another content is another', async ({
  open,
  collector,
}) => {
  const page = await open('');
  const answers = await page.evaluate(`Promise.all([subpixel.lead(${ann}), subpixel.lead(${ann})])
    .then(async (answers) => [...answers, await subpixel.lead(${ann}), await subpixel.lead({ name: 'Bob' })])`);
  expect(answers).toHaveLength(4);
  expect(collector.leads().map(({ json }) => json.name)).toEqual(['Ann', 'Bob']);
});

test.describe('leaving the page', () => {
  const ways: [title: string, leave: string][] = [
    ['by a link', `location.href = '/order'`],
    ['by a form', `f.submit()`],
    ['in the handler of pagehide', `addEventListener('pagehide', send); location.href = '/order'`],
  ];
  for (const [title, leave] of ways) {
    test(`${title} in the same task loses nothing and sends nothing twice`, async ({
      open,
      collector,
      page,
      site,
    }) => {
      await open('<form id=f action=/order></form>');
      await page.evaluate(`{ const send = () => subpixel.lead(${ann});
        ${title.includes('pagehide') ? '' : 'send();'} ${leave} }`);
      await expect.poll(() => collector.leads().length).toBe(1);
      await page.waitForURL(`${site.origin}/order**`);
      expect(collector.leads()[0]?.json).toMatchObject(ANN);
    });
  }

  test('is what the request is made for', async ({ open, collector, page }) => {
    // On loopback a request without keepalive arrives as well: what was asked for is all there is to see.
    const spy = `<script>{ const real = fetch; window.fetch = (url, init) => { window.init = init; return real(url, init) } }
      </script>`;
    await open('', { tag: spy + tagOf(collector) });
    await page.evaluate(`subpixel.lead(${ann})`);
    expect(await page.evaluate('init.keepalive')).toBe(true);
  });

  test('while the request still waits for a connection', async ({ open, collector, page, settle }) => {
    await open('');
    // Six connections are all that Chromium opens to a host. Leaving rejects the promise of a request that is
    // still to come: it must not be taken for a failure and sent by another way too.
    await page.evaluate((url) => {
      for (let index = 0; index < 6; index++) fetch(`${url}/never?${index}`).catch(() => {});
    }, collector.origin);
    await expect.poll(() => collector.received.length).toBe(6);
    await page.evaluate(`void subpixel.lead(${ann})`);
    expect(collector.leads()).toEqual([]);
    await open('', { at: '/blank', tag: '' });
    await expect.poll(() => collector.leads().length).toBe(1);
    await settle();
    expect(collector.leads().length, 'once').toBe(1);
  });

  test('closing the tab right after the call', async ({ open, collector, page }) => {
    await open('');
    await page.evaluate(`void subpixel.lead(${ann})`);
    await page.close();
    await expect.poll(() => collector.leads().length).toBe(1);
  });
});

test.describe('a collector that is away', () => {
  test('503: kept, and sent again by the next page', async ({ open, collector, page }) => {
    await open('');
    collector.behaviour = { status: 503, body: '' };
    expect(await page.evaluate(`subpixel.lead(${ann})`)).toMatchObject({ status: 'ok', result: 'queued' });
    await page.goto('about:blank');
    collector.behaviour = undefined;
    collector.received.length = 0;
    await open('', { at: '/second' });
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject({ ...ANN, click: CLICK, key: 'pk_test' });
    await expect.poll(() => waiting(page)).toEqual([]);
    await open('', { at: '/third' });
    expect(collector.leads().length).toBe(1);
  });

  const unanswered: [title: string, behaviour: { status: number; body: string } | 'close'][] = [
    ['closes the connection', 'close'],
    ['429', { status: 429, body: '' }],
    ['408', { status: 408, body: '' }],
    ['500', { status: 500, body: 'oops' }],
    ["a 200 that is not the collector's", { status: 200, body: '<h1>Not found</h1>' }],
  ];
  for (const [title, behaviour] of unanswered) {
    test(`${title}: sent again while the page is open`, async ({ open, collector, page }) => {
      await open('');
      collector.behaviour = behaviour;
      expect(await page.evaluate(`subpixel.lead(${ann})`)).toMatchObject({ status: 'ok', result: 'queued' });
      collector.behaviour = undefined;
      const before = collector.leads().length;
      await expect.poll(() => collector.leads().length).toBe(before + 1);
      await expect.poll(() => waiting(page)).toEqual([]);
    });
  }

  test('is tried once more when the visitor leaves', async ({ open, collector, page }) => {
    await open('');
    collector.behaviour = { status: 503, body: '' };
    await page.evaluate(`subpixel.lead(${ann})`);
    collector.behaviour = undefined;
    collector.received.length = 0;
    await page.close();
    await expect.poll(() => collector.leads().length).toBe(1);
  });

  test('a page reloaded meanwhile keeps one lead, not two', async ({ open, collector, page }) => {
    collector.behaviour = { status: 503, body: '' };
    for (let visit = 0; visit < 3; visit++) {
      await open('', { at: '/thanks' });
      await page.evaluate(`subpixel.lead(${ann})`);
    }
    expect(await waiting(page)).toHaveLength(1);
  });
});

test('offline: kept, and sent when the browser is back online', async ({
  open,
  collector,
  page,
  context,
}) => {
  await open('');
  await context.setOffline(true);
  expect(await page.evaluate(`subpixel.lead(${ann})`)).toMatchObject({ status: 'ok', result: 'queued' });
  expect(collector.leads()).toEqual([]);
  await context.setOffline(false);
  await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
  await expect.poll(() => waiting(page)).toEqual([]);
});

test.describe('a refusal is final', () => {
  const refusal = {
    status: 'error',
    error: 'access',
    reason: 'token',
    hint: 'copy the key from the console',
  };
  const refusals: [title: string, status: number, body: string, answer: Record<string, unknown>][] = [
    ['an error with 200', 200, JSON.stringify(refusal), refusal],
    ['400 with a reason', 400, JSON.stringify(refusal), refusal],
    ['404 without', 404, 'no', { status: 'error', error: 'http' }],
    ['413', 413, '', { status: 'error', error: 'http' }],
  ];
  for (const [title, status, body, answer] of refusals) {
    test(title, async ({ open, collector, page }) => {
      await open('');
      collector.behaviour = { status, body };
      expect(await page.evaluate(`subpixel.lead(${ann})`)).toMatchObject(answer);
      expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['subpixel']);
      await open('', { at: '/second' });
      expect(collector.leads().length).toBe(1);
    });
  }
});

test.describe('the outbox', () => {
  const item = (at: number, name: string) => `localStorage.setItem(
    'subpixel.pk_test.' + ${JSON.stringify(name)}, JSON.stringify({ at: ${at}, body: '{"name":"${name}"}' }))`;

  test('forgets what is older than three days', async ({ open, collector, page, settle }) => {
    await open('', { at: '/blank', tag: '' });
    await page.evaluate(item(Date.now() - 73 * 3600e3, 'old'));
    await page.evaluate(item(Date.now() - 71 * 3600e3, 'young'));
    await open('');
    await expect.poll(() => waiting(page)).toEqual([]);
    await settle();
    expect(collector.leads().map(({ json }) => json.name)).toEqual(['young']);
  });

  test("leaves another key's leads alone", async ({ open, collector, page, settle }) => {
    await open('', { at: '/blank', tag: '' });
    await page.evaluate(item(Date.now(), 'mine'));
    await open('', { tag: tagOf(collector, 'data-key=pk_other') });
    await settle();
    expect(collector.leads()).toEqual([]);
    expect(await waiting(page)).toHaveLength(1);
  });

  test('keeps a hundred leads; what is beyond is sent all the same', async ({ open, collector, page }) => {
    await open('', { at: '/blank', tag: '' });
    const now = Date.now();
    for (let index = 0; index < 100; index++) await page.evaluate(item(now, `lead ${index}`));
    collector.behaviour = { status: 503, body: '' };
    await open('');
    await page.evaluate(`subpixel.lead(${ann})`);
    expect(await waiting(page)).toHaveLength(100);
    expect(collector.leads().map(({ json }) => json.name)).toContain('Ann');
  });
});

test.describe('pages that are in the way', () => {
  const hostile: [title: string, script: string][] = [
    [
      'storage that throws',
      `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })`,
    ],
    [
      'a full storage',
      `for (let size = 5e6; size >= 1; size /= 2) try { for (;;) localStorage['full' + Math.random()] = ' '.repeat(size) } catch {}`,
    ],
    ['a fetch that throws', `window.fetch = () => { throw new Error('patched') }`],
    ['a fetch that rejects', `window.fetch = () => Promise.reject(new TypeError('blocked'))`],
    ['a broken toJSON of arrays', `Array.prototype.toJSON = () => 'broken'`],
    [
      'values on Object.prototype',
      `window.subpixel = { queue: [] }; Object.prototype.key = 'evil'; Object.prototype.endpoint = 'http://127.0.0.1:9/'`,
    ],
  ];
  for (const [title, script] of hostile) {
    test(title, async ({ open, collector, page }) => {
      await open('', { tag: `<script>${script}</script>${tagOf(collector)}` });
      await page.evaluate(`void subpixel.lead(${ann})`);
      await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
      // Where no answer can be seen it is sent again, which the collector knows.
      const bodies = new Set(collector.leads().map(({ text }) => text));
      expect([...bodies].map((text) => JSON.parse(text))).toMatchObject([{ ...ANN, key: 'pk_test' }]);
    });
  }
});
