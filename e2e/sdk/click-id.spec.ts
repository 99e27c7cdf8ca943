import { CLICK, expect, FOREIGN, inputsOf, tagOf, test } from './support/test.ts';

const FORM = '<form action=/order method=post></form>';
const MINTED = /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

test.describe('the click ID of the URL', () => {
  const given: [title: string, at: string, click: string][] = [
    ['click', `/?click=${CLICK}`, CLICK],
    ['with dashes and capitals', '/?click=0192F3A4-B5C6-7D8E-9F00-112233445566', CLICK],
    ['click of any UUID version', `/?click=${FOREIGN}`, FOREIGN],
    ['an alias', `/?aff_sub=${CLICK}`, CLICK],
    ['the last of several', `/?click=${FOREIGN}&click=${CLICK}`, CLICK],
    ['click before an alias', `/?sub1=0192f3a4b5c67d8e9f00ffffffffffff&click=${CLICK}`, CLICK],
    ['beside a stray percent sign', `/?utm_term=100%&click=${CLICK}`, CLICK],
    ['behind the hash', `/#click=${CLICK}`, CLICK],
    ["in a router's query", `/#/offer?click=${CLICK}`, CLICK],
  ];
  for (const [title, at, click] of given) {
    test(title, async ({ open, collector, settle }) => {
      const page = await open(FORM, { at });
      expect(await inputsOf(page, 'form')).toEqual([click]);
      await settle();
      expect(collector.clicks(), 'the collector has this click').toEqual([]);
    });
  }

  const refused: [title: string, at: string][] = [
    ['an unreplaced macro', '/?click={click}'],
    ["another tracker's ID in an alias", `/?cid=${FOREIGN}`],
    ['too short', '/?click=0192f3a4'],
    ['markup', '/?click="><img src=x onerror=alert(1)>'],
  ];
  for (const [title, at] of refused) {
    test(`not taken: ${title}`, async ({ open, collector }) => {
      const page = await open(FORM, { at });
      const [click] = await inputsOf(page, 'form');
      expect(click).toMatch(MINTED);
      await expect.poll(() => collector.clicks().map(({ json }) => json.click)).toEqual([click]);
    });
  }
});

test('a page may hold the click ID itself, and name its own parameter', async ({ open, collector }) => {
  const page = await open(FORM, {
    at: '/?visit=1',
    tag: tagOf(collector, `data-key=pk_test data-click=${CLICK}`),
  });
  expect(await inputsOf(page, 'form')).toEqual([CLICK]);

  const own = '0192f3a4b5c67d8e9f00aaaaaaaaaaaa';
  await open(FORM, { at: `/own?visit=${own}`, tag: tagOf(collector, 'data-key=pk_test data-param=visit') });
  expect(await inputsOf(page, 'form')).toEqual([own]);
});

test('a minted click is registered once, with its context', async ({ open, collector, site, settle }) => {
  const at = '/?utm_source=fb&utm_campaign=summer%20sale&subid=77&utm_term=';
  const page = await open(FORM, { at });
  const click = await page.evaluate('subpixel.click()');
  expect(click).toMatch(MINTED);
  await expect.poll(() => collector.clicks().length).toBe(1);
  expect(collector.clicks()[0]?.json).toEqual({
    key: 'pk_test',
    click,
    url: site.origin + at,
    referrer: '',
    utm_source: 'fb',
    utm_campaign: 'summer sale',
    utm_term: '',
    subid: '77',
  });
  const { headers } = collector.clicks()[0] ?? {};
  expect(headers?.['content-type']).toMatch(/^text\/plain/);
  expect(headers?.cookie).toBeUndefined();

  await expect.poll(() => page.evaluate('document.cookie')).toBe(`subpixel=${click}`);
  await open(FORM, { at: '/second' });
  expect(await inputsOf(page, 'form')).toEqual([click]);
  await settle();
  expect(collector.clicks().length).toBe(1);
});

test('a registration that failed is made on the next page', async ({ open, collector, page }) => {
  collector.behaviour = { status: 503, body: '' };
  await open(FORM, { at: '/' });
  await expect.poll(() => collector.clicks().length).toBe(1);
  collector.behaviour = undefined;
  await open(FORM, { at: '/' });
  await expect.poll(() => collector.clicks().length).toBe(2);
  const [first, second] = collector.clicks();
  expect(second?.json).toEqual(first?.json);
  await expect.poll(() => page.evaluate('document.cookie')).not.toContain('.new');
});

test.describe('the stored click ID', () => {
  test('is there on the next page, until another click comes', async ({ open, page }) => {
    await open(FORM);
    await open(FORM, { at: '/second' });
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
    await open(FORM, { at: '/?click=0192f3a4b5c67d8e9f00aaaaaaaaaaaa' });
    expect(await inputsOf(page, 'form')).toEqual(['0192f3a4b5c67d8e9f00aaaaaaaaaaaa']);
  });

  test('outlives its cookie', async ({ open, page, context }) => {
    await open(FORM);
    await context.clearCookies();
    await open(FORM, { at: '/second' });
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });

  test('outlives its storage', async ({ open, page }) => {
    await open(FORM);
    await page.evaluate('localStorage.clear()');
    await open(FORM, { at: '/second' });
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });

  test('is not needed: a page whose storage and cookies throw', async ({ open }) => {
    const blocked = `<script>
      for (const [object, name] of [[window, 'localStorage'], [Document.prototype, 'cookie']])
        Object.defineProperty(object, name, { get() { throw new Error(name) }, set() { throw new Error(name) } });
    </script>`;
    const page = await open(blocked + FORM);
    expect(await inputsOf(page, 'form')).toEqual([CLICK]);
  });

  test('is not trusted: what lies there in another shape is ignored', async ({
    open,
    page,
    context,
    site,
  }) => {
    await open(FORM, { at: '/blank', tag: '' });
    await context.addCookies([{ name: 'subpixel', value: '"><script>', url: site.origin }]);
    for (const junk of ['{', 'null', '[]', '{"click":"x","context":{}}', '{"click":null}']) {
      await page.evaluate((text) => localStorage.setItem('subpixel', text), junk);
      await open(FORM);
      expect(await inputsOf(page, 'form')).toEqual([CLICK]);
    }
  });
});

test('without a site key nothing is minted and nothing is sent', async ({ open, collector, settle }) => {
  const page = await open(FORM, { at: '/', tag: tagOf(collector, '') });
  expect(await page.evaluate('subpixel.click()')).toBeNull();
  expect(await inputsOf(page, 'form')).toEqual([]);
  expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({
    status: 'error',
    error: 'no-click',
  });
  await settle();
  expect(collector.received.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('where the click is known and nothing is to be said, no request is made', async ({
  open,
  collector,
  settle,
}) => {
  await open(FORM);
  await settle();
  expect(collector.received.map(({ path }) => path)).toEqual(['/settled']);
});
