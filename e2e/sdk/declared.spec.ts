import { CLICK, expect, tagOf, test } from './support/test.ts';

const LEAD = { name: 'Анна "Ann" <O’Neil>', phone: '+15550109988', goal: 'deposit', meta: { size: 42 } };
const json = JSON.stringify(LEAD);
const escaped = json.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const inScript = json.replace(/</g, '\\u003c');

test.describe('a page declares its lead', () => {
  const places: [title: string, body: string, attributes: string][] = [
    ['on the tag', '', `data-lead="${escaped}"`],
    ['in a meta element', `<meta name="subpixel-lead" content="${escaped}">`, ''],
    ['in a JSON block', `<script type="application/json" data-subpixel-lead>${inScript}</script>`, ''],
    [
      'on the tag, which counts before a block',
      '<meta name=subpixel-lead content=\'{"name":"other"}\'>',
      `data-lead="${escaped}"`,
    ],
  ];
  for (const [title, body, attributes] of places) {
    test(title, async ({ open, collector, settle }) => {
      await open(body, { tag: tagOf(collector, `data-key=pk_test ${attributes}`) });
      await expect.poll(() => collector.leads().length).toBe(1);
      expect(collector.leads()[0]?.json).toMatchObject({ ...LEAD, key: 'pk_test', click: CLICK });
      await settle();
      expect(collector.leads(), 'once').toHaveLength(1);
    });
  }

  test('in the query of the src and in the object of the page, too', async ({ open, collector, settle }) => {
    const src = `${collector.origin}/sdk.js?key=pk_test&lead=${encodeURIComponent(json)}`;
    await open('', { tag: `<script defer src="${src}"></script>` });
    await expect.poll(() => collector.leads().length).toBe(1);
    // A page that is left before the answer sends again on the next.
    await settle();
    const page = `<script>window.subpixel = { lead: ${JSON.stringify(JSON.stringify({ name: 'Bob' }))} }</script>`;
    await open('', { tag: page + tagOf(collector) });
    await expect.poll(() => collector.leads().map(({ json }) => json.name)).toEqual([LEAD.name, 'Bob']);
  });

  test('after the tag that loads async, and long after it', async ({ open, collector, page }) => {
    // The end of the document is held back until the script has run.
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await page.route('**/slow.js', async (route) => {
      await held;
      await route.fulfill({ contentType: 'text/javascript', body: '' });
    });
    const opened = open(
      `<script src=/slow.js></script><script type="application/json" data-subpixel-lead>${inScript}</script>`,
      { tag: tagOf(collector).replace('defer', 'async') },
    );
    await page.waitForFunction('window.subpixel?.ready');
    expect(collector.leads()).toEqual([]);
    finish();
    await opened;
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject(LEAD);
  });

  test('for the click that landed, with its context', async ({ open, collector, site }) => {
    await open('', { at: `/?click=${CLICK}&utm_source=fb` });
    await open('', { at: '/thanks', tag: tagOf(collector, 'data-key=pk_test data-lead={}') });
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toEqual({
      key: 'pk_test',
      click: CLICK,
      utm_source: 'fb',
      url: `${site.origin}/?click=${CLICK}&utm_source=fb`,
      referrer: '',
    });
  });
});

test('a reload, the back button and another tab give no second request', async ({
  open,
  collector,
  page,
  context,
  site,
  settle,
}) => {
  await open(`<meta name="subpixel-lead" content="${escaped}">`, { at: '/thanks' });
  await expect.poll(() => collector.leads().length).toBe(1);
  await settle();
  await page.reload();
  await open('', { at: '/next', tag: '' });
  await page.goBack();
  await page.waitForFunction('window.subpixel?.ready');
  const tab = await context.newPage();
  await tab.goto(`${site.origin}/thanks`);
  await tab.waitForFunction('window.subpixel?.ready');
  await tab.evaluate((url) => fetch(url).then(() => {}), `${collector.origin}/settled`);
  await settle();
  expect(collector.leads()).toHaveLength(1);
});

test('a reload while the collector is away keeps one lead', async ({ open, collector, page, settle }) => {
  collector.behaviour = { status: 503, body: '' };
  await open(`<meta name="subpixel-lead" content="${escaped}">`, { at: '/thanks' });
  await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
  await page.goto('about:blank');
  collector.behaviour = undefined;
  collector.received.length = 0;
  await page.goBack();
  await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
  await settle();
  expect(new Set(collector.leads().map(({ text }) => text)).size).toBe(1);
});

test.describe('an empty one, together with what a form has left', () => {
  const places: [title: string, body: string, attributes: string][] = [
    ['on the tag', '', 'data-lead'],
    ['on the tag, with an empty text', '', 'data-lead=""'],
    ['in a meta element', '<meta name=subpixel-lead>', ''],
    ['in a JSON block', '<script type="application/json" data-subpixel-lead></script>', ''],
  ];
  for (const [title, body, attributes] of places) {
    test(title, async ({ open, collector, page, site }) => {
      const auto = 'data-key=pk_test data-auto';
      await open('<form id=f action=/done><input name=name value=Ann></form>', {
        tag: tagOf(collector, auto),
      });
      site.write(
        '/done',
        `<!doctype html>${tagOf(collector, `data-key=pk_test ${attributes}`)}<body>${body}`,
      );
      await page.evaluate('f.requestSubmit()');
      await page.waitForURL('**/done**');
      await expect.poll(() => collector.leads().map(({ json }) => json.name)).toEqual(['Ann']);
      const kept = () => page.evaluate('JSON.stringify({ ...localStorage })');
      await expect.poll(kept, 'nothing of the person is left').not.toContain('Ann');
    });
  }

  test('what the page says counts before what the form said', async ({ open, collector, page, site }) => {
    await open('<form id=f action=/done><input name=name value=Ann><input name=phone value=1234567></form>', {
      tag: tagOf(collector, 'data-key=pk_test data-auto'),
    });
    const attributes = `data-key=pk_test data-lead='{"name":"Bob","goal":"deposit"}'`;
    site.write('/done', `<!doctype html>${tagOf(collector, attributes)}`);
    await page.evaluate('f.requestSubmit()');
    await page.waitForURL('**/done**');
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject({ name: 'Bob', phone: '1234567', goal: 'deposit' });
  });

  test('without one: a lead of the click alone', async ({ open, collector }) => {
    await open('<meta name=subpixel-lead content="">');
    await expect.poll(() => collector.leads().length).toBe(1);
    expect(collector.leads()[0]?.json).toMatchObject({ click: CLICK });
    expect(collector.leads()[0]?.json).not.toHaveProperty('name');
  });
});

test.describe('what is no lead does nothing and throws nothing', () => {
  const texts: [title: string, text: string][] = [
    ['broken JSON', '{"name": "Ann"'],
    ['a template that was not filled in', '{{ order | json }}'],
    ['null', 'null'],
    ['an HTML error', '<b>Notice</b>: undefined index'],
  ];
  for (const [title, text] of texts) {
    test(title, async ({ open, collector, page, settle }) => {
      const attribute = text.replace(/"/g, '&quot;');
      for (const [index, [body, tag]] of [
        ['', tagOf(collector, `data-key=pk_test data-lead="${attribute}"`)],
        [`<meta name=subpixel-lead content="${attribute}">`, tagOf(collector)],
        [`<script type="application/json" data-subpixel-lead>${text}</script>`, tagOf(collector)],
      ].entries()) {
        await open(`${body}<form></form>`, { at: `/page-${index}?click=${CLICK}`, tag: tag ?? '' });
        await page.waitForFunction('window.subpixel?.ready');
        await settle();
        expect(await page.locator('[name=subid]').count()).toBe(1);
      }
      expect(collector.leads()).toEqual([]);
    });
  }

  test('what is JSON, but of another kind, is a lead without data', async ({ open, collector, page }) => {
    for (const [index, text] of ['5', '"Ann"', 'true', '[1]'].entries()) {
      await open('', {
        at: `/page-${index}?click=${CLICK}`,
        tag: tagOf(collector, `data-key=pk_test data-lead='${text}'`),
      });
      await page.waitForFunction('window.subpixel?.ready');
    }
    await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
    for (const { json } of collector.leads()) expect(json).toMatchObject({ key: 'pk_test', click: CLICK });
  });

  test('no declaration', async ({ open, collector, settle }) => {
    await open('<meta name=description content="{}"><script type="application/json">{"name":"Ann"}</script>');
    await settle();
    expect(collector.leads()).toEqual([]);
  });
});
