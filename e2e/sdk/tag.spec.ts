import { CLICK, expect, inputsOf, tagOf, test } from './support/test.ts';

const FORM = '<form action=/order></form>';
const SEND = 'subpixel.lead({ name: "Ann" })';

test.describe('the key and the address are found', () => {
  const tags: [title: string, tag: (origin: string) => string][] = [
    ['on the tag', (origin) => `<script defer src="${origin}/sdk.js" data-key=pk_test></script>`],
    ['with async', (origin) => `<script async src="${origin}/sdk.js" data-key=pk_test></script>`],
    ['without defer, in the head', (origin) => `<script src="${origin}/sdk.js" data-key=pk_test></script>`],
    ['in the query of the src', (origin) => `<script defer src="${origin}/sdk.js?key=pk_test"></script>`],
    [
      'in the object of the page',
      (origin) =>
        `<script>window.subpixel = { key: 'pk_test' }</script><script src="${origin}/sdk.js"></script>`,
    ],
    [
      'by a tag manager that inserts a bare script',
      (
        origin,
      ) => `<script>{ const s = document.createElement('script'); s.src = '${origin}/sdk.js?key=pk_test';
        document.head.append(s) }</script>`,
    ],
    [
      'in a module, which has no currentScript',
      (origin) => `<script type=module src="${origin}/sdk.js?key=pk_test"></script>`,
    ],
    [
      'inlined by an optimiser',
      (origin) => `<script>window.subpixel = { key: 'pk_test', endpoint: '${origin}' }</script>
        <script>fetch('${origin}/sdk.js').then((r) => r.text()).then((text) => {
          const s = document.createElement('script'); s.text = text; document.head.append(s) })</script>`,
    ],
    [
      'on the tag that was inlined',
      (origin) => `<script data-key=pk_test data-endpoint="${origin}">fetch('${origin}/sdk.js')
        .then((r) => r.text()).then((text) => (0, eval)(text))</script>`,
    ],
  ];
  for (const [title, tag] of tags) {
    test(title, async ({ open, collector, page }) => {
      await open(FORM, { tag: tag(collector.origin) });
      await page.waitForFunction('window.subpixel?.ready');
      expect(await page.evaluate(SEND)).toMatchObject({ status: 'ok', result: 'created' });
      expect(collector.leads()[0]).toMatchObject({ path: '/api/track/lead.json', json: { key: 'pk_test' } });
      expect(await inputsOf(page, 'form')).toEqual([CLICK]);
    });
  }

  const paths: [title: string, src: string, attributes: string, path: string][] = [
    ['a prefix of the src', '/px/sdk.js?x=1', '', '/px/api/track/lead.json'],
    ['data-endpoint', '/sdk.js', 'data-endpoint=/own/path', '/own/path/api/track/lead.json'],
  ];
  for (const [title, src, attributes, path] of paths) {
    test(title, async ({ open, collector, page }) => {
      const endpoint = attributes.replace('=/', `=${collector.origin}/`);
      await open('', {
        tag: `<script defer src="${collector.origin}${src}" data-key=pk_test ${endpoint}></script>`,
      });
      await page.evaluate(SEND);
      expect(collector.leads().map((lead) => lead.path)).toEqual([path]);
    });
  }
});

test.describe('what is not our configuration', () => {
  const pages: [title: string, html: string][] = [
    [
      'an image named currentScript',
      '<img name=currentScript src=/x data-key=pk_evil data-endpoint=//127.0.0.1:9>',
    ],
    ['a link whose ID is subpixel', '<a id=subpixel href=//127.0.0.1:9></a>'],
    [
      'nested links, as window.subpixel.endpoint',
      '<a id=subpixel></a><a id=subpixel name=endpoint href="http://127.0.0.1:9/"></a><a id=subpixel name=key href="x:"></a><a id=subpixel name=ready></a>',
    ],
  ];
  for (const [title, html] of pages) {
    test(title, async ({ open, collector, page }) => {
      await open(`${html}${FORM}${tagOf(collector)}`, { tag: '' });
      await page.evaluate(SEND);
      expect(collector.leads().map(({ json }) => json.key)).toEqual(['pk_test']);
    });
  }
});

test('calls before the script came are made when it is there', async ({ open, collector, page }) => {
  const stub = `<script>window.subpixel={queue:[],lead:d=>new Promise(r=>subpixel.queue.push(s=>r(s.lead(d))))}
    subpixel.lead({ name: 'early' }).then((answer) => { window.answer = answer });
    subpixel.queue.push((s) => { window.early = s.click() })</script>`;
  await open('', { tag: stub + tagOf(collector) });
  await page.waitForFunction('window.answer');
  expect(await page.evaluate('[answer.result, early]')).toEqual(['created', CLICK]);
  expect(collector.leads().map(({ json }) => json.name)).toEqual(['early']);
  await page.evaluate('new Promise((resolve) => subpixel.queue.push(resolve))');
});

test('ready() resolves with the click ID when the forms have it', async ({ open, page }) => {
  await open(FORM);
  const seen = `subpixel.ready().then((click) => [click, document.querySelector('[name=subid]').value])`;
  expect(await page.evaluate(seen)).toEqual([CLICK, CLICK]);
});

test('the tag twice on a page is one SDK', async ({ open, collector, page }) => {
  await open(FORM, { at: '/', tag: tagOf(collector) + tagOf(collector, 'data-key=pk_second') });
  await page.evaluate(SEND);
  expect(collector.clicks().map(({ json }) => json.key)).toEqual(['pk_test']);
  expect(collector.leads().map(({ json }) => json.key)).toEqual(['pk_test']);
  expect(await inputsOf(page, 'form')).toHaveLength(1);
});

test('a page with a strict policy and Trusted Types', async ({ open, collector, page }) => {
  const policy = [
    "default-src 'none'",
    `script-src ${collector.origin}`,
    `connect-src ${collector.origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) violations.push(message.text());
  });
  await open(`${FORM}<a href="?{click}">`, { headers: { 'Content-Security-Policy': policy } });
  await page.evaluate(SEND);
  expect(collector.leads()).toHaveLength(1);
  expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  expect(await page.locator('a').getAttribute('href')).toBe(`?${CLICK}`);
  expect(violations).toEqual([]);
});

test('a policy that forbids the requests: forms still carry the click', async ({ open, collector, page }) => {
  const policy = `connect-src 'none'`;
  await open(FORM, { headers: { 'Content-Security-Policy': policy } });
  expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  expect(await page.evaluate(SEND)).toMatchObject({ result: 'queued' });
  expect(collector.leads()).toEqual([]);
});

test('the module starts by hand, and does nothing on import', async ({ open, collector, page }) => {
  await open(FORM, { tag: '' });
  const module = `${collector.origin}/index.mjs`;
  await page.evaluate(`import('${module}').then((module) => { window.sdk = module })`);
  expect(await inputsOf(page, 'form')).toEqual([]);
  const result = await page.evaluate(`{
    const started = sdk.start({ key: 'pk_test', endpoint: '${collector.origin}' });
    started.lead({ name: 'Ann' }).then((answer) => [answer.result, started.click()]) }`);
  expect(result).toEqual(['created', CLICK]);
  expect(await inputsOf(page, 'form')).toEqual([CLICK]);
});

test('a page that is prerendered sends nothing until it is shown', async ({
  open,
  collector,
  page,
  settle,
}) => {
  // Chromium does not prerender under automation: the page claims to be.
  const prerendered = `<script>let pre = true;
    Object.defineProperty(Document.prototype, 'prerendering', { configurable: true, get: () => pre });
    const show = () => { pre = false; document.dispatchEvent(new Event('prerenderingchange')) }</script>`;
  await open(FORM, { at: '/', tag: prerendered + tagOf(collector) });
  expect(await inputsOf(page, 'form')).toHaveLength(1);
  await settle();
  expect(collector.clicks()).toEqual([]);
  await page.evaluate('show()');
  await expect.poll(() => collector.clicks().length).toBe(1);
});
