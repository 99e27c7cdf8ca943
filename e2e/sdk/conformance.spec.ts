import { CLICK, expect, inputsOf, tagOf, test, valuesOf } from './support/test.ts';

// What browsers do and pages rely on, as far as no other file here holds it.

const OTHER = '0192f3a4b5c67d8e9f00aaaaaaaaaaaa';
const LATE = 'data-key=pk_test data-inject=submit';
const ORDER = '<form action=/order method=post><input name=q><button>Order</button></form>';
const DAY_S = 86_400;

const subids = (fields: [string, string][] = []) => fields.filter(([name]) => name === 'subid');

test.describe('a form that is sent', () => {
  const stopped: [title: string, event: string][] = [
    ['though the page keeps the submit event to itself', 'submit'],
    ['in browsers without formdata (Safari 14)', 'formdata'],
  ];
  for (const [title, event] of stopped) {
    test(`has the click ${title}`, async ({ open, site, collector, page }) => {
      const stop = `<script>window.addEventListener('${event}', (event) => event.stopImmediatePropagation(), true)</script>`;
      await open(ORDER, { tag: stop + tagOf(collector, LATE) });
      await page.click('button');
      await page.waitForURL('**/order');
      expect(subids(site.orders()[0]?.fields)).toEqual([['subid', CLICK]]);
    });
  }

  test('has it once, however often its data is asked for and it is sent', async ({ open, site, page }) => {
    await open(`<iframe name=target></iframe>${ORDER.replace('<form', '<form id=f target=target')}`);
    const asked = await page.evaluate(`{
      f.addEventListener('submit', () => new FormData(f));
      f.addEventListener('formdata', (event) => new FormData(document.createElement('form')));
      [1, 2, 3].map(() => new FormData(f).getAll('subid').length) }`);
    expect(asked).toEqual([1, 1, 1]);
    for (const [index, way] of ['f.requestSubmit()', 'f.submit()', 'f.requestSubmit()'].entries()) {
      await page.evaluate(way);
      await expect.poll(() => site.orders().length).toBe(index + 1);
    }
    for (const { fields } of site.orders()) expect(subids(fields)).toEqual([['subid', CLICK]]);
  });

  test('has it on another site too', async ({ open, site, page }) => {
    const there = site.origin.replace('127.0.0.1', 'localhost');
    await open(ORDER.replace('/order', `${there}/order`));
    await page.click('button');
    await page.waitForURL(`${there}/order`);
    expect(subids(site.orders()[0]?.fields)).toEqual([['subid', CLICK]]);
  });

  test('twice by a double click is one lead, also when the thank-you page is opened again', async ({
    open,
    collector,
    page,
    settle,
  }) => {
    const tag = tagOf(collector, 'data-key=pk_test data-auto=/thanks');
    await open('<iframe name=target></iframe><form action=/order target=target><input name=phone><button>', {
      tag,
    });
    await page.fill('[name=phone]', '+15550109988');
    await page.dblclick('button');
    for (let visit = 0; visit < 3; visit++) {
      await open('', { at: '/thanks', tag });
      // Left before the answer, the next page would ask again.
      if (visit === 0) await expect.poll(() => page.evaluate('subpixel.log.length')).toBe(1);
    }
    await page.goBack();
    await settle();
    await expect.poll(() => collector.leads().map(({ json }) => json.phone)).toEqual(['+15550109988']);
  });
});

test('the content of a template is nobody’s form yet', async ({ open, page }) => {
  await open('<template><form></form><a href="?{click}"></a></template><form></form>');
  expect(await page.evaluate(`document.querySelector('template').innerHTML`)).toBe(
    '<form></form><a href="?{click}"></a>',
  );
});

test('macros that a script writes into what is there already', async ({ open, page }) => {
  await open('<a href=/a>x</a><form action=/b><input type=hidden name=sub2></form><iframe></iframe>');
  const seen = await page.evaluate(`(async () => {
    const [a, form, input, frame] = ['a', 'form', '[name=sub2]', 'iframe'].map((name) => document.querySelector(name));
    a.href = '/a?{click}';
    form.setAttribute('action', '/b/{click}');
    input.setAttribute('value', 'x-{click}');
    frame.src = '/order?{click}';
    await null;
    return [a.getAttribute('href'), form.getAttribute('action'), input.value, frame.getAttribute('src')];
  })()`);
  expect(seen).toEqual([`/a?${CLICK}`, `/b/${CLICK}`, `x-${CLICK}`, `/order?${CLICK}`]);
});

test('a cached page is the same for all: each visitor’s click is put in by their browser', async ({
  open,
  browser,
  page,
}) => {
  const form = '<form id=f action="/order/{click}"><input type=hidden name=subid value="{click}"></form>';
  await open(form);
  expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  const second = await browser.newPage();
  await second.goto(`${page.url().split('?')[0]}?click=${OTHER}`);
  expect(await valuesOf(second, '#f')).toEqual([OTHER]);
  expect(await second.locator('#f').getAttribute('action')).toBe(`/order/${OTHER}`);
  await second.close();
});

test.describe('cost and manners', () => {
  test('what is slow or blocks the back/forward cache is not touched', async ({ open, collector, page }) => {
    const spy = `<script>
      const calls = { elements: 0, cookie: 0, listeners: [], writes: 0 };
      const count = (Class, property) => {
        const { get, set, ...rest } = Object.getOwnPropertyDescriptor(Class.prototype, property);
        Object.defineProperty(Class.prototype, property,
          { ...rest, set, get() { calls[property]++; return get.call(this) } });
      };
      count(HTMLFormElement, 'elements');
      count(Document, 'cookie');
      const listen = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, ...rest) {
        calls.listeners.push(type);
        return listen.call(this, type, ...rest);
      };
      document.write = document.writeln = () => { calls.writes++ };
    </script>`;
    await open('<form></form>'.repeat(20), { tag: spy + tagOf(collector) });
    expect(await page.evaluate('[calls.elements, calls.cookie, calls.writes]')).toEqual([0, 1, 0]);
    const listeners = (await page.evaluate('calls.listeners')) as string[];
    expect(listeners).toEqual(expect.arrayContaining(['formdata', 'pagehide']));
    expect(listeners.filter((type) => /unload|mousemove|scroll|touch|wheel|key/.test(type))).toEqual([]);
  });

  test('forms have the click before an image that never comes', async ({ site, collector, page }) => {
    site.write(
      '/',
      `<!doctype html>${tagOf(collector)}<img src="${collector.origin}/never">${ORDER}
       <script>addEventListener('DOMContentLoaded', () => { window.ready = document.querySelector('[name=subid]')?.value })</script>`,
    );
    await page.goto(`${site.origin}/?click=${CLICK}`, { waitUntil: 'domcontentloaded' });
    expect(await page.evaluate('[ready, document.readyState]')).toEqual([CLICK, 'interactive']);
  });

  test('held back until the visitor does something, as optimisers do it', async ({
    open,
    collector,
    page,
  }) => {
    // After load, without currentScript, the attributes of Rocket Loader and WP Rocket still on it.
    const delayed = `<script>addEventListener('pointerdown', () => {
      const script = document.createElement('script');
      for (const [name, value] of Object.entries({ 'data-key': 'pk_test', 'data-cfasync': 'false', nowprocket: '', src: '${collector.origin}/sdk.js' }))
        script.setAttribute(name, value);
      document.head.append(script);
    }, { once: true })</script>`;
    await open(`${ORDER}<p>text</p>`, { tag: delayed });
    expect(await inputsOf(page, 'form')).toEqual([]);
    await page.click('p');
    await page.waitForFunction('window.subpixel');
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
    expect(await page.evaluate('subpixel.lead().then(({ result }) => result)')).toBe('created');
  });
});

test.describe('the cookie', () => {
  test('lives as long as the page says, and is sent to the site alone', async ({
    open,
    collector,
    context,
  }) => {
    const lives: [attributes: string, days: number][] = [
      ['', 30],
      ['data-days=2', 2],
    ];
    for (const [attributes, days] of lives) {
      await context.clearCookies();
      const now = Date.now() / 1000;
      await open('', { tag: tagOf(collector, `data-key=pk_test ${attributes}`) });
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ name: 'subpixel', value: CLICK, path: '/', domain: '127.0.0.1' });
      expect(Math.round(((cookie?.expires ?? 0) - now) / DAY_S)).toBe(days);
    }
  });

  test('is shared with subdomains where the page names the domain', async ({
    open,
    site,
    collector,
    page,
    context,
  }) => {
    const tag = tagOf(collector, 'data-key=pk_test data-domain=site.localhost');
    const { port } = new URL(site.origin);
    await open('<form></form>', { tag });
    await page.goto(`http://www.site.localhost:${port}/?click=${CLICK}`);
    await page.goto(`http://shop.site.localhost:${port}/`);
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
    expect((await context.cookies()).map(({ domain }) => domain)).toContain('.site.localhost');
  });
});

test.describe('requests and their limits', () => {
  test('leads beyond what may outlive a page: each arrives, none is refused', async ({
    open,
    collector,
    page,
  }) => {
    await open('');
    // 64 KiB is the limit of one request with keepalive, and of all of them together.
    const answers =
      await page.evaluate(`Promise.all([10, 19_000, 19_001, 19_002, 40_000, 70_000].map((length) =>
      subpixel.lead({ comment: 'я'.repeat(length) }).then(({ status }) => status)))`);
    expect(answers).toEqual(Array(6).fill('ok'));
    const lengths = () => new Set(collector.leads().map(({ json }) => String(json.comment).length));
    await expect.poll(lengths).toEqual(new Set([10, 19_000, 19_001, 19_002, 40_000, 70_000]));
    await expect.poll(() => page.evaluate('Object.keys(localStorage)')).toContain('subpixel');
  });

  test('a browser whose fetch does not outlive the page: a beacon takes the lead', async ({
    open,
    collector,
    page,
  }) => {
    // Firefox before 133. The request still waits for a connection when the page is left, and goes with it.
    const firefox132 = `<script>delete Request.prototype.keepalive;
      window.fetch = () => new Promise((_, reject) => addEventListener('pagehide', reject));</script>`;
    await open('', { tag: firefox132 + tagOf(collector) });
    await page.evaluate(`void subpixel.lead({ name: 'Ann' })`);
    await open('', { at: '/blank', tag: '' });
    await expect.poll(() => collector.leads().map(({ json }) => json.name)).toEqual(['Ann']);
  });

  test('a lead goes by fetch first, by a beacon only where that failed', async ({
    open,
    collector,
    page,
  }) => {
    const spy = `<script>const sent = [];
      const { fetch } = window;
      window.fetch = (...all) => { sent.push('fetch'); return fetch(...all) };
      const { sendBeacon } = Navigator.prototype;
      Navigator.prototype.sendBeacon = function (...all) { sent.push('beacon'); return sendBeacon.apply(this, all) };
    </script>`;
    await open('', { tag: spy + tagOf(collector) });
    await page.evaluate(`subpixel.lead({ name: 'Ann' })`);
    expect(await page.evaluate('sent')).toEqual(['fetch']);
    collector.behaviour = 'close';
    await page.evaluate(`subpixel.lead({ name: 'Bob' })`);
    expect(await page.evaluate('sent.slice(0, 3)')).toEqual(['fetch', 'fetch', 'beacon']);
  });
});

test('a page that comes back from the back/forward cache goes on, and repeats nothing', async ({
  playwright,
  launchOptions,
  site,
  collector,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const page = await browser.newPage();
  const call = `<script>const shows = [];
    let told;
    addEventListener('pageshow', (event) => { shows.push(event.persisted); told = subpixel.lead({ name: 'Ann' }) })</script>`;
  site.write('/', `<!doctype html><title>page</title>${tagOf(collector)}${call}${ORDER}`);
  await page.goto(`${site.origin}/?click=${CLICK}`);
  for (let visit = 0; visit < 3; visit++) {
    // Chromium does not keep a page that leaves with a keepalive request under way.
    await page.evaluate('told');
    await page.goto(`${site.origin}/order`);
    // There is no load event to wait for.
    await page.goBack({ waitUntil: 'commit' });
    // The way back is committed before the page hears of it.
    await expect.poll(() => page.evaluate('shows.length')).toBe(visit + 2);
  }
  expect(await page.evaluate('shows')).toEqual([false, true, true, true]);
  expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  await page.evaluate('document.body.insertAdjacentHTML("beforeend", "<form id=late></form>")');
  expect(await inputsOf(page, '#late')).toEqual([CLICK]);
  await page.evaluate(`fetch('${collector.origin}/settled').then(() => {})`);
  expect(collector.leads()).toHaveLength(1);
  await browser.close();
});
