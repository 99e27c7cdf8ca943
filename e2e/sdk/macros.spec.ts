import { CLICK, expect, test } from './support/test.ts';

const places: [title: string, html: string, attribute: string, expected: string][] = [
  ['a link', '<a href="/go?sub={click}">', 'href', `/go?sub=${CLICK}`],
  ['a path', '<a href="https://a.example/%7Bclick%7D/x">', 'href', `https://a.example/${CLICK}/x`],
  ['any spelling', '<a href="?a=%7bCLICK%7d">', 'href', `?a=${CLICK}`],
  ['several', '<a href="?a={click}&b={click}">', 'href', `?a=${CLICK}&b=${CLICK}`],
  ['an area', '<map><area href="?{click}"></map>', 'href', `?${CLICK}`],
  ['an action', '<form action="/order/{click}"></form>', 'action', `/order/${CLICK}`],
  ['a formaction', '<button formaction="/b/{click}">', 'formaction', `/b/${CLICK}`],
  ['a frame', '<iframe src="/frame?c={click}"></iframe>', 'src', `/frame?c=${CLICK}`],
  ['data-href', '<div data-href="/x?{click}">', 'data-href', `/x?${CLICK}`],
  ['data-url', '<div data-url="//cdn.example/{click}">', 'data-url', `//cdn.example/${CLICK}`],
  ['a value', '<input value="id-{click}-x">', 'value', `id-${CLICK}-x`],

  ['not in a script link', '<a href="javascript:void(\'{click}\')">', 'href', "javascript:void('{click}')"],
  ['not in a hidden script link', '<a href="java\tscript:{click}">', 'href', 'java\tscript:{click}'],
  [
    'not in a mail address',
    '<a href="mailto:a@b.example?body={click}">',
    'href',
    'mailto:a@b.example?body={click}',
  ],
  ['not in a handler', '<a onclick="f(\'{click}\')">', 'onclick', "f('{click}')"],
  ['not in srcdoc', '<iframe srcdoc="{click}"></iframe>', 'srcdoc', '{click}'],
  ['not in a stylesheet', '<link rel=x href="?{click}">', 'href', '?{click}'],
  ['not another macro', '<a href="?{clickid}{x}">', 'href', '?{clickid}{x}'],
  ['not where it is switched off', '<a data-subpixel=off href="?{click}">', 'href', '?{click}'],
];

for (const [title, html, attribute, expected] of places) {
  test(`${title}, now and later`, async ({ open }) => {
    const page = await open(`${html}<div id=box></div>`);
    await page.evaluate((text) => {
      document.querySelector('#box')?.insertAdjacentHTML('beforeend', text);
    }, html);
    const values = await page
      .locator(`[${attribute}]:not(script)`)
      .evaluateAll((elements, name) => elements.map((element) => element.getAttribute(name)), attribute);
    const own = values.filter((value) => value !== CLICK);
    expect(own).toEqual([expected, expected]);
  });
}

test('without a click ID macros stay as they are', async ({ open }) => {
  const page = await open('<a href="?{click}">', { at: '/', tag: '<script>1</script>' });
  expect(await page.locator('a').getAttribute('href')).toBe('?{click}');
});
