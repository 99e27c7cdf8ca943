import type { Collector } from './support/collector.ts';
import { CLICK, expect, inputsOf, test, valuesOf } from './support/test.ts';

const tagOf = ({ origin }: Collector, attributes = 'data-key=pk_test') =>
  `<script defer src="${origin}/sdk-core.js" ${attributes}></script>`;

const FORM = '<form id=f action=/order method=post><input name=q></form>';

test('click, form and macros, without a request where the click is known', async ({
  open,
  collector,
  page,
  site,
  settle,
}) => {
  await open(`${FORM}<a href="?c={click}"></a><a href="javascript:f('{click}')"></a>`, {
    tag: tagOf(collector),
  });
  expect(await page.evaluate('subpixel.click()')).toBe(CLICK);
  expect(await inputsOf(page, '#f')).toEqual([CLICK]);
  const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual([`?c=${CLICK}`, `javascript:f('{click}')`]);
  await settle();
  expect(collector.received.map(({ path }) => path)).toEqual(['/settled']);
  await page.evaluate('f.submit()');
  await page.waitForURL('**/order');
  expect(site.orders().map(({ fields }) => fields)).toEqual([
    [
      ['q', ''],
      ['subid', CLICK],
    ],
  ]);
});

test('a lead arrives with the context of its click', async ({ open, collector, page, site }) => {
  const at = `/?click=${CLICK}&utm_source=fb`;
  await open('', { at, tag: tagOf(collector) });
  await open('', { at: '/thanks?utm_source=internal', tag: tagOf(collector) });
  const answer = await page.evaluate('subpixel.lead({ name: "Ann", password: "x", tags: { data1: "y" } })');
  expect(answer).toEqual({ status: 'ok', result: 'created', click: CLICK });
  expect(collector.leads().map(({ json }) => json)).toEqual([
    {
      key: 'pk_test',
      click: CLICK,
      url: site.origin + at,
      referrer: '',
      utm_source: 'fb',
      data1: 'y',
      name: 'Ann',
    },
  ]);
  expect(collector.leads()[0]?.headers['content-type']).toMatch(/^text\/plain/);
});

test('a new click is registered, once', async ({ open, collector, page, settle }) => {
  await open(FORM, { at: '/', tag: tagOf(collector) });
  await expect.poll(() => collector.clicks().length).toBe(1);
  const click = await page.evaluate('subpixel.click()');
  expect(collector.clicks()[0]?.json).toMatchObject({ key: 'pk_test', click });
  await settle();
  await open(FORM, { at: '/second', tag: tagOf(collector) });
  await settle();
  expect(collector.clicks()).toHaveLength(1);
  expect(await inputsOf(page, '#f')).toEqual([click]);
});

test('settings of the tag: field, param, click, endpoint', async ({ open, collector, page }) => {
  const attributes = `data-key=pk_test data-field="subid, sub2" data-param=ref data-endpoint=${collector.origin}/own`;
  await open(FORM, { at: `/?ref=${CLICK}`, tag: tagOf(collector, attributes) });
  expect([await valuesOf(page, '#f'), await valuesOf(page, '#f', 'sub2')]).toEqual([[CLICK], [CLICK]]);
  await page.evaluate('subpixel.lead()');
  expect(collector.leads().map(({ path }) => path)).toEqual(['/own/api/track/lead.json']);
  await open(FORM, { at: '/second', tag: tagOf(collector, `data-key=pk_test data-click=${'a'.repeat(32)}`) });
  expect(await valuesOf(page, '#f')).toEqual(['a'.repeat(32)]);
});

test('a form that comes later, one that is sent at once, one whose input was removed', async ({
  open,
  collector,
  page,
}) => {
  await open('<div id=place></div>', { tag: tagOf(collector) });
  const seen = await page.evaluate(`(async () => {
    const sent = (form) => new FormData(form).getAll('subid');
    place.innerHTML = '<p><form id=late></form></p>';
    await null;
    const late = [...document.querySelectorAll('#late [name=subid]')].map(({ value }) => value);
    const atOnce = document.body.appendChild(document.createElement('form'));
    const now = sent(atOnce);
    await null;
    document.querySelector('#late [name=subid]').remove();
    return { late, now, removed: sent(document.querySelector('#late')) };
  })()`);
  expect(seen).toEqual({ late: [CLICK], now: [CLICK], removed: [CLICK] });
});

test('what the page keeps: a switched off form, what a person typed', async ({ open, collector, page }) => {
  await open(
    `<form id=off data-subpixel=off></form><form id=own><input name=subid value=mine></form>
     <form id=macro><input name=subid value="{subid}"></form>`,
    { tag: tagOf(collector) },
  );
  const values = ['#off', '#own', '#macro'].map((form) => valuesOf(page, form));
  expect(await Promise.all(values)).toEqual([[], ['mine'], [CLICK]]);
});

test.describe('hostile names', () => {
  const names = [
    ...['action', 'method', 'submit', 'elements', 'appendChild', 'append', 'querySelectorAll', 'getRootNode'],
    ...[
      'closest',
      'matches',
      'getAttribute',
      'setAttribute',
      'parentNode',
      'ownerDocument',
      'isConnected',
      'nodeType',
    ],
  ];

  test('of inputs in a form', async ({ open, collector, page }) => {
    await open(`<form id=f>${names.map((name) => `<input name=${name}>`).join('')}</form>`, {
      tag: tagOf(collector),
    });
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });

  test('of elements of the document', async ({ open, collector, page, context }) => {
    const images = [
      'currentScript',
      'cookie',
      'referrer',
      'querySelectorAll',
      'addEventListener',
      'createElement',
      'head',
      'prerendering',
    ]
      .map((name) => `<img name=${name} data-key=pk_evil>`)
      .join('');
    await open(`${images}${FORM}${tagOf(collector)}<a id=subpixel href="//evil"></a>`, { tag: '' });
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
    expect((await context.cookies()).map(({ value }) => value)).toEqual([CLICK]);
    await page.evaluate('subpixel.lead({ name: "Ann" })');
    expect(collector.leads().map(({ json }) => [json.key, json.referrer])).toEqual([['pk_test', '']]);
  });
});

test.describe('what it answers where it can do nothing', () => {
  test('a collector that is away', async ({ open, collector, page }) => {
    await open('', { tag: tagOf(collector) });
    collector.behaviour = 'close';
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toEqual({ status: 'error', error: 'http' });
    collector.behaviour = { status: 503, body: 'oops' };
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toEqual({ status: 'error', error: 'http' });
    expect(await page.evaluate('Object.keys(localStorage)'), 'there is no outbox').toEqual(['subpixel']);
  });

  test('a refusal is handed on', async ({ open, collector, page }) => {
    await open('', { tag: tagOf(collector) });
    const refusal = { status: 'error', error: 'access', reason: 'origin', hint: 'add the host' };
    collector.behaviour = { status: 403, body: JSON.stringify(refusal) };
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toEqual(refusal);
  });

  test('what is no JSON, and no key', async ({ open, collector, page, settle }) => {
    await open('', { tag: tagOf(collector) });
    const circle = 'const circle = {}; circle.self = circle; circle';
    expect(await page.evaluate(`{ ${circle}; subpixel.lead({ meta: circle }) }`)).toMatchObject({
      status: 'error',
    });
    await open(FORM, { tag: tagOf(collector, 'data-x') });
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({ status: 'error' });
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
    await settle();
    expect(collector.leads()).toEqual([]);
  });

  test('blocked storage and cookies, a broken observer', async ({ open, collector, page, site }) => {
    const broken = `<script>
      for (const [object, name] of [[window, 'localStorage'], [window, 'sessionStorage'], [Document.prototype, 'cookie']])
        Object.defineProperty(object, name, { get() { throw new Error(name) }, set() { throw new Error(name) } });
      window.MutationObserver = undefined</script>`;
    await open(FORM, { tag: broken + tagOf(collector) });
    expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({ status: 'ok' });
    await page.evaluate('f.submit()');
    await page.waitForURL('**/order');
    expect(site.orders()[0]?.fields).toContainEqual(['subid', CLICK]);
  });
});

test('it works under a strict policy with Trusted Types', async ({ open, collector, page }) => {
  await page.addInitScript(`window.violated = [];
    addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))`);
  const { origin } = collector;
  const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'`;
  await open(FORM, { tag: tagOf(collector), headers: { 'Content-Security-Policy': policy } });
  expect(await page.evaluate('subpixel.lead({ name: "Ann" })')).toMatchObject({ status: 'ok' });
  expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  expect(await page.evaluate('violated')).toEqual([]);
});
