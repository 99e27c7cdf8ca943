import type { BrowserContext, Page } from '@playwright/test';
import { CLICK, expect, inputsOf, tagOf, test, valuesOf } from './support/test.ts';

const REQUIRED = 'data-key=pk_test data-consent=required';
const FORM = '<form id=f action=/order></form><a href="?c={click}"></a>';
const NOTHING = { cookies: [], storage: {}, inputs: [] };

/** What the SDK has left on the page and in the browser. */
async function leftOn(page: Page, context: BrowserContext) {
  const cookies = (await context.cookies()).map(({ name, value, domain }) => ({ name, value, domain }));
  const storage = await page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
  return { cookies, storage, inputs: await inputsOf(page, 'form') };
}

test.describe('required', () => {
  test('before it is given there is no cookie, no storage, no input, no request', async ({
    open,
    collector,
    page,
    context,
    site,
    settle,
  }) => {
    await open(FORM, { tag: tagOf(collector, `${REQUIRED} data-auto=order data-lead={}`) });
    expect(await page.evaluate('subpixel.click()')).toBeNull();
    expect(await page.evaluate('subpixel.ready()')).toBeNull();
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toEqual({
      status: 'error',
      error: 'no-click',
    });
    await page.evaluate('document.body.append(f.cloneNode())');
    expect(await valuesOf(page, 'form >> nth=1')).toEqual([]);
    expect(await page.locator('a').getAttribute('href')).toBe('?c={click}');
    expect(await leftOn(page, context)).toEqual(NOTHING);
    await settle();
    await page.evaluate('document.querySelector("form").submit()');
    await page.waitForURL('**/order**');
    expect(site.orders().map(({ fields }) => fields)).toEqual([[]]);
    expect(collector.received.map(({ path }) => path)).toEqual(['/settled']);
  });

  test('once it is given everything starts, with the address as it was', async ({
    open,
    collector,
    page,
    context,
    site,
  }) => {
    const at = '/landing?utm_source=fb&data1=x';
    await open(FORM, { at, tag: tagOf(collector, REQUIRED) });
    await page.evaluate(`history.replaceState(null, '', '/elsewhere?utm_source=router')`);
    await page.evaluate('subpixel.consent(true)');
    const click = await page.evaluate('subpixel.click()');
    expect(click).toMatch(/^[0-9a-f]{32}$/);
    await expect.poll(() => collector.clicks().length).toBe(1);
    expect(collector.clicks()[0]?.json).toEqual({
      key: 'pk_test',
      click,
      url: site.origin + at,
      referrer: '',
      utm_source: 'fb',
      data1: 'x',
    });
    const { cookies, inputs, storage } = await leftOn(page, context);
    expect(cookies).toEqual([{ name: 'subpixel', value: click, domain: '127.0.0.1' }]);
    expect(inputs).toEqual([click]);
    expect(storage).toHaveProperty('subpixel');
    expect(await page.locator('a').getAttribute('href')).toBe(`?c=${click}`);
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({ status: 'ok', click });
  });

  test('the click of the URL counts, when the router has taken it away meanwhile', async ({
    open,
    collector,
    page,
  }) => {
    await open(FORM, { tag: tagOf(collector, REQUIRED) });
    await page.evaluate(`history.replaceState(null, '', '/')`);
    await page.evaluate('subpixel.consent(true)');
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });

  test('given twice is given once', async ({ open, collector, page, settle }) => {
    await open(FORM, { at: '/', tag: tagOf(collector, REQUIRED) });
    await page.evaluate('subpixel.consent(true); subpixel.consent(true)');
    await settle();
    expect(collector.clicks()).toHaveLength(1);
    expect(await inputsOf(page, 'form')).toHaveLength(1);
  });

  test('given by a call in the queue, before the script came', async ({ open, collector, page }) => {
    const early = '<script>window.subpixel = { queue: [(sdk) => sdk.consent(true)] }</script>';
    await open(FORM, { tag: early + tagOf(collector, REQUIRED) });
    await page.waitForFunction('subpixel.click?.()');
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });

  test('what the page declares waits for it', async ({ open, collector, page, settle }) => {
    await open('', { tag: tagOf(collector, `${REQUIRED} data-lead='{"name":"Ann"}'`) });
    await settle();
    expect(collector.leads()).toEqual([]);
    await page.evaluate('subpixel.consent(true)');
    await expect.poll(() => collector.leads().map(({ json }) => json.name)).toEqual(['Ann']);
  });
});

test.describe('withdrawn', () => {
  test('cookie, storage, outbox and inputs are gone, and nothing comes again', async ({
    open,
    collector,
    page,
    context,
    settle,
  }) => {
    await open(`${FORM}<div id=host></div><iframe srcdoc="<form></form>"></iframe>`, {
      tag: tagOf(collector, 'data-key=pk_test data-auto=thanks'),
    });
    await page.evaluate(`window.root = host.attachShadow({ mode: 'closed' }); root.innerHTML = '<form>'`);
    collector.behaviour = { status: 503, body: '' };
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({ result: 'queued' });
    const before = await leftOn(page, context);
    expect(JSON.stringify(before.storage)).toContain('Ann');
    expect(before.inputs).toEqual([CLICK]);

    await page.evaluate('subpixel.consent(false)');
    expect(await leftOn(page, context)).toEqual(NOTHING);
    const inRoots = await page.evaluate(`[root, frames[0].document]
      .map((place) => place.querySelectorAll('form [name=subid]').length)`);
    expect(inRoots).toEqual([0, 0]);
    expect(await page.evaluate('subpixel.click()')).toBeNull();
    expect(await page.evaluate('subpixel.lead({ name: "Bob" })')).toEqual({
      status: 'error',
      error: 'no-click',
    });

    collector.behaviour = undefined;
    collector.received.length = 0;
    await page.evaluate(`document.body.append(document.createElement('form')); f.append('x')`);
    expect(await valuesOf(page, '#f')).toEqual([]);
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await settle();
    expect(await leftOn(page, context)).toEqual(NOTHING);
    await open('', { at: '/blank', tag: '' });
    await settle();
    expect(collector.received.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('with the cookie of a whole domain', async ({ collector, page, context, site }) => {
    const at = (host: string) => site.origin.replace('127.0.0.1', host);
    const tag = tagOf(collector, 'data-key=pk_test data-domain=shop.localhost');
    site.write('/', `<!doctype html>${tag}<body><form></form>`);
    await page.goto(`${at('www.shop.localhost')}/?click=${CLICK}`);
    await page.goto(`${at('pay.shop.localhost')}/`);
    expect(await inputsOf(page, 'form'), 'the other subdomain knows the click').toEqual([CLICK]);
    expect((await context.cookies()).map(({ domain }) => domain)).toEqual(['.shop.localhost']);
    await page.evaluate('subpixel.consent(false)');
    expect(await context.cookies()).toEqual([]);
  });

  test('while a registration is under way: its answer brings nothing back', async ({
    open,
    collector,
    page,
    context,
  }) => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/click.json', async (route) => {
      await held;
      await route.continue();
    });
    await open(FORM, { at: '/' });
    const answered = page.waitForResponse('**/click.json');
    await page.evaluate('subpixel.consent(false)');
    answer();
    await (await answered).finished();
    await page.waitForFunction('subpixel.log.length');
    await page.evaluate('new Promise((next) => setTimeout(next))');
    expect(collector.clicks()).toHaveLength(1);
    expect(await leftOn(page, context)).toEqual(NOTHING);
  });

  test('while a lead is under way: its answer brings nothing back', async ({ open, page, context }) => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/lead.json', async (route) => {
      await held;
      await route.continue();
    });
    await open(FORM);
    await page.evaluate('window.answered = subpixel.lead({ name: "Ann" }); void 0');
    await page.evaluate('subpixel.consent(false)');
    answer();
    expect(await page.evaluate('answered')).toMatchObject({ status: 'ok' });
    expect(await leftOn(page, context)).toEqual(NOTHING);
  });

  test('on a page that asks for it: nothing is left of earlier pages', async ({
    open,
    collector,
    page,
    context,
  }) => {
    await open(FORM);
    await open(FORM, { at: '/second', tag: tagOf(collector, REQUIRED) });
    await page.evaluate('subpixel.consent(false)');
    expect(await leftOn(page, context)).toEqual(NOTHING);
  });

  test('what is not ours stays', async ({ open, page, context }) => {
    await open(`${FORM}<form id=g><input name=coupon value=x></form>`);
    await page.evaluate(`localStorage.setItem('basket', '1'); document.cookie = 'session=1'`);
    await page.evaluate('subpixel.consent(false)');
    expect(await page.evaluate('localStorage.getItem("basket")')).toBe('1');
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['session']);
    expect(await valuesOf(page, '#g', 'coupon')).toEqual(['x']);
  });

  test('and given again: forms carry the click again', async ({ open, page }) => {
    await open(FORM);
    await page.evaluate('subpixel.consent(false); subpixel.consent(true)');
    expect(await page.evaluate('subpixel.click()')).toBe(CLICK);
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });
});

test.describe('gpc', () => {
  const GPC = 'data-key=pk_test data-consent=gpc';
  const signal = (name: string, value: unknown) =>
    `Object.defineProperty(Navigator.prototype, '${name}', { get: () => ${JSON.stringify(value)} })`;
  const visitors: [title: string, script: string, starts: boolean][] = [
    ['who sends Global Privacy Control', signal('globalPrivacyControl', true), false],
    ['who sends Do Not Track', signal('doNotTrack', '1'), false],
    ['who has said nothing', '', true],
    [
      'who has turned both off',
      `${signal('globalPrivacyControl', false)};${signal('doNotTrack', '0')}`,
      true,
    ],
    ['whose browser says «unspecified»', signal('doNotTrack', 'unspecified'), true],
  ];
  for (const [title, script, starts] of visitors) {
    test(`a visitor ${title}: it ${starts ? 'starts' : 'waits'}`, async ({
      open,
      collector,
      page,
      context,
      settle,
    }) => {
      if (script) await page.addInitScript(script);
      await open(FORM, { at: '/', tag: tagOf(collector, GPC) });
      await settle();
      expect(collector.clicks()).toHaveLength(starts ? 1 : 0);
      const left = await leftOn(page, context);
      if (starts) expect(left.inputs).toHaveLength(1);
      else expect(left).toEqual(NOTHING);

      await page.evaluate('subpixel.consent(true)');
      expect(await inputsOf(page, 'form')).toHaveLength(1);
      await settle();
      expect(collector.clicks()).toHaveLength(1);
    });
  }

  test('is a choice of the page: without it the signals change nothing', async ({ open, page }) => {
    await page.addInitScript(signal('globalPrivacyControl', true));
    await open(FORM);
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });
});
