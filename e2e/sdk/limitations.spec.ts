import { CLICK, expect, inputsOf, tagOf, test, valuesOf } from './support/test.ts';

// What is knowingly not covered. A test that fails here has become a feature: move it, and the line in the README.

const LATE = 'data-key=pk_test data-inject=submit';
const ORDER = '<form action=/order method=post><button>Order</button></form>';

const subids = (fields: [string, string][] = []) => fields.filter(([name]) => name === 'subid');

/** In the page: what a form, and a root with one, has and would send. */
const READ = `<script>
  const sent = (root) => new FormData(root.querySelector('form')).getAll('subid');
</script>`;

test('limitation: the data of a form that is not in the document', async ({ open, page }) => {
  await open('');
  const seen = await page.evaluate(`(async () => {
    const form = document.createElement('form');
    form.innerHTML = '<input name=q value=1>';
    const before = new FormData(form).getAll('subid');
    document.body.append(form);
    await null;
    form.remove();
    return { before, after: new FormData(form).getAll('subid') };
  })()`);
  expect(seen).toEqual({ before: [], after: [CLICK] });
});

test('limitation: forms in a frame of another origin', async ({ open, site, page }) => {
  const there = site.origin.replace('127.0.0.1', 'localhost');
  site.write('/embedded', ORDER);
  await open(`<iframe src="${there}/embedded"></iframe>`);
  await page.frameLocator('iframe').locator('button').click();
  await expect.poll(() => site.orders().length).toBe(1);
  expect(subids(site.orders()[0]?.fields)).toEqual([]);
});

test('limitation: a request that a framework makes of its state; click() is what it can add', async ({
  open,
  site,
  page,
}) => {
  await open(`<form id=f><input name=q value=1><button>Order</button></form><script>
    const state = {};
    f.onsubmit = (event) => {
      event.preventDefault();
      for (const own of [undefined, subpixel.click()])
        fetch('/order', { method: 'POST', body: new URLSearchParams({ q: f.q.value, ...(own && { subid: own }) }) });
    };
  </script>`);
  await page.click('button');
  await expect.poll(() => site.orders().length).toBe(2);
  expect(
    site
      .orders()
      .map(({ fields }) => subids(fields))
      .sort(),
  ).toEqual([[], [['subid', CLICK]]]);
});

test('limitation: a macro in the query of a GET form’s action, which browsers drop', async ({
  open,
  site,
  page,
}) => {
  await open('<form action="/order?c={click}"><button name=q value=1>Order</button></form>');
  expect(await page.locator('form').getAttribute('action')).toBe(`/order?c=${CLICK}`);
  await page.click('button');
  await page.waitForURL('**/order?*');
  expect(
    site
      .orders()[0]
      ?.fields.map(([name]) => name)
      .sort(),
  ).toEqual(['q', 'subid']);
});

test('limitation: a thank-you page on another domain, which a link or {click} has to tell', async ({
  open,
  site,
  collector,
  page,
}) => {
  const there = site.origin.replace('127.0.0.1', 'localhost');
  site.write('/thanks', `<title>thanks</title>${tagOf(collector)}`);
  await open(`<a id=plain href="${there}/thanks">x</a><a id=told href="${there}/thanks?click={click}">x</a>`);
  for (const [link, isSame] of [
    ['#plain', false],
    ['#told', true],
  ] as const) {
    await page.click(link);
    await page.waitForURL(`${there}/thanks*`);
    expect((await page.evaluate('subpixel.click()')) === CLICK, link).toBe(isSame);
    await page.goBack();
  }
});

test('limitation: AMP, which runs no script of ours', async ({ open, site, page }) => {
  const amp = `<form action=/order><input type=hidden name=subid value="QUERY_PARAM(click)" data-amp-replace=QUERY_PARAM>
    <button>Order</button></form>`;
  await open(amp, { headers: { 'Content-Security-Policy': 'script-src https://cdn.ampproject.org' } });
  expect(await page.evaluate('window.subpixel')).toBeUndefined();
  await page.click('button');
  await page.waitForURL('**/order?*');
  // What AMP itself would have put there.
  expect(site.orders()[0]?.fields).toEqual([['subid', 'QUERY_PARAM(click)']]);
});

test('limitation: closed shadow roots from before the script', async ({ open, page }) => {
  await open(`${READ}<div id=declared><template shadowrootmode=closed>${ORDER}</template></div>
    <div id=host></div><script>
      const early = host.attachShadow({ mode: 'closed' });
      early.innerHTML = '<form><input name=q></form>';
    </script>`);
  expect(
    await page.evaluate(
      `early.querySelector('input').focus(); early.querySelector('input').click(); sent(early)`,
    ),
  ).toEqual([]);
});

test('limitation: open shadow roots from before the script, until they are touched', async ({
  open,
  page,
}) => {
  await open(`${READ}<div id=host></div><script>
    const early = host.attachShadow({ mode: 'open' });
    early.innerHTML = '<form><input name=q></form>';
  </script>`);
  expect(await page.evaluate('sent(early)')).toEqual([]);
  expect(await page.evaluate(`early.querySelector('input').focus(); sent(early)`)).toEqual([CLICK]);
});

test('limitation: closed shadow roots that a frame’s own script attaches', async ({ open, site, page }) => {
  // It comes later: Chromium gives a node the classes of the window that asks for it first, here its own.
  site.write(
    '/inner',
    `<div></div><div></div><script>const hosts = [...document.querySelectorAll('div')];
    window.roots = () => ['open', 'closed'].map((mode, index) => {
      const root = hosts[index].attachShadow({ mode });
      root.innerHTML = '<form><input></form>';
      root.querySelector('input').dispatchEvent(new Event('focusin', { bubbles: true, composed: true }));
      return root;
    })</script>`,
  );
  await open(READ);
  await page.evaluate(`new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { id: 'frame', src: '/inner', onload: resolve });
    document.body.append(frame);
  }).then(() => {})`);
  expect(await page.evaluate('frame.contentWindow.roots().map(sent)')).toEqual([[CLICK], []]);
});

test('limitation: a form that is read without being sent, with data-inject=submit', async ({
  open,
  collector,
  page,
}) => {
  await open('<form><input name=q></form>', { tag: tagOf(collector, LATE) });
  expect(await page.evaluate('[...document.forms[0].elements].map(({ name }) => name)')).toEqual(['q']);
  expect(await valuesOf(page, 'form')).toEqual([CLICK]);
});

test('limitation: addresses that a script goes to by itself', async ({ open, site, collector, page }) => {
  const there = site.origin.replace('127.0.0.1', 'localhost');
  await open('', { tag: tagOf(collector, 'data-key=pk_test data-hosts=localhost') });
  await page.evaluate((url) => {
    location.href = url;
  }, `${there}/order`);
  await page.waitForURL(`${there}/order`);
  expect(site.orders()[0]?.fields).toEqual([]);
});

test('limitation: the path and the fragment of an address do not tell the click', async ({ open, page }) => {
  await open('<form></form>', { at: `/${CLICK}?x=1#${CLICK}` });
  const [click] = await inputsOf(page, 'form');
  expect(click).not.toBe(CLICK);
});

test('limitation: without scripts there is what the page was served with', async ({
  browser,
  site,
  collector,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  site.write(
    '/',
    `${tagOf(collector)}${ORDER.replace('<button', '<input type=hidden name=subid value="{click}"><button')}`,
  );
  await page.goto(`${site.origin}/?click=${CLICK}`);
  await page.click('button');
  await expect.poll(() => site.orders().length).toBe(1);
  expect(subids(site.orders()[0]?.fields)).toEqual([['subid', '{click}']]);
  await context.close();
});
