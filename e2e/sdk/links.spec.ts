import { CLICK, expect, inputsOf, tagOf, test } from './support/test.ts';

const OTHER = '0192f3a4b5c67d8e9f00aaaaaaaaaaaa';
const HOSTS = 'data-key=pk_test data-hosts="shop.example, pay.example localhost"';

test.describe('data-hosts: a link gets the click when the visitor touches it', () => {
  const decorated: [href: string, expected: string][] = [
    ['https://shop.example', `https://shop.example/?click=${CLICK}`],
    ['https://shop.example/a/b', `https://shop.example/a/b?click=${CLICK}`],
    ['//shop.example/a', `http://shop.example/a?click=${CLICK}`],
    ['HTTPS://Shop.Example/A', `https://shop.example/A?click=${CLICK}`],
    ['https://shop.example:8443/a', `https://shop.example:8443/a?click=${CLICK}`],
    ['https://www.shop.example/a', `https://www.shop.example/a?click=${CLICK}`],
    ['http://pay.example/a', `http://pay.example/a?click=${CLICK}`],
    [
      'https://shop.example/?q=a+b%20c&q=%D0&x#top?x=1',
      `https://shop.example/?q=a+b%20c&q=%D0&x&click=${CLICK}#top?x=1`,
    ],
    ['https://shop.example/#', `https://shop.example/?click=${CLICK}#`],
    ['https://shop.example/?clickid=1', `https://shop.example/?clickid=1&click=${CLICK}`],
  ];
  const untouched = [
    `https://shop.example/?click=${OTHER}`,
    'https://shop.example/?a=1&click=#x',
    'https://evilshop.example/',
    'https://shop.example.evil.example/',
    'https://evil.example/?to=https://shop.example/',
    'https://shop.example@evil.example/',
    '/relative',
    '?relative',
    '#shop.example',
    '',
    'mailto:ann@shop.example',
    'tel:+15550109988',
    'sms:+15550109988?body=https://shop.example',
    "javascript:void('https://shop.example')",
    'javascript://shop.example/%0Avoid(1)',
    ' java\tscript://shop.example/%0Avoid(1)',
    'data:text/plain,https://shop.example',
    'blob:https://shop.example/1',
    'ftp://shop.example/a',
    'intent://shop.example/#Intent;scheme=https;end',
    'https://',
    'https://[shop.example/',
  ];

  test('what is a link of these hosts, what is not, and that nothing else of it changes', async ({
    open,
    collector,
  }) => {
    const page = await open('<div id=box></div>', { tag: tagOf(collector, HOSTS) });
    const touch = (hrefs: string[]) =>
      page.evaluate((all) => {
        const box = document.querySelector('#box') as HTMLElement;
        // Followed by nobody: what a click would open is not on this network.
        box.addEventListener('click', (event) => event.preventDefault());
        return all.map((href) => {
          const link = document.createElement('a');
          link.setAttribute('href', href);
          box.append(link);
          for (let round = 0; round < 2; round++) {
            for (const type of ['pointerdown', 'focusin', 'click']) {
              link.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true }));
            }
          }
          return [link.getAttribute('href'), link.href];
        });
      }, hrefs);
    const followed = await touch(decorated.map(([href]) => href));
    expect(followed.map(([, href]) => href)).toEqual(decorated.map(([, expected]) => expected));
    const left = await touch(untouched);
    expect(left.map(([attribute]) => attribute)).toEqual(untouched);
  });

  test('an address that ends in a bare question mark, or in a space', async ({ open, collector }) => {
    const hrefs = ['https://shop.example/a?', 'https://shop.example/a?#top', ' https://shop.example/a \n'];
    const links = hrefs.map((href) => `<a href="${href}">x</a>`).join('');
    const page = await open(links, { tag: tagOf(collector, HOSTS) });
    const seen = await page.evaluate(`[...document.querySelectorAll('a')].map((link) => {
      link.dispatchEvent(new Event('pointerdown', { bubbles: true }));
      return [link.pathname, new URL(link.href).searchParams.get('click'), link.hash];
    })`);
    expect(seen).toEqual([
      ['/a', CLICK, ''],
      ['/a', CLICK, '#top'],
      ['/a', CLICK, ''],
    ]);
  });

  test('wherever it is: around other elements, an area, in shadow roots and frames, switched off', async ({
    open,
    collector,
  }) => {
    const page = await open(
      `<a href="https://shop.example/a"><b id=inner>x</b></a>
       <map name=m><area id=area href="https://shop.example/a" shape=default></map>
       <svg><a id=svg href="https://shop.example/a"></a></svg>
       <div data-subpixel=off><a id=off href="https://shop.example/a">x</a></div>
       <div id=host></div><iframe id=frame srcdoc="<a href='https://shop.example/a'>x</a>"></iframe>`,
      { tag: tagOf(collector, HOSTS) },
    );
    const seen = await page.evaluate(`(() => {
      const closed = host.attachShadow({ mode: 'closed' });
      closed.innerHTML = '<a href="https://shop.example/a"><b>x</b></a>';
      const framed = frame.contentDocument.querySelector('a');
      const all = { inner, area, svg, off, closed: closed.querySelector('b'), framed };
      return Object.fromEntries(Object.entries(all).map(([name, element]) => {
        element.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
        return [name, element.closest('[href]').getAttribute('href')];
      }));
    })()`);
    const expected = `https://shop.example/a?click=${CLICK}`;
    expect(seen).toEqual({
      inner: expected,
      area: expected,
      svg: 'https://shop.example/a',
      off: 'https://shop.example/a',
      closed: expected,
      framed: expected,
    });
  });

  const ways: [title: string, press: { button?: 'middle' } | 'Enter'][] = [
    ['a click', {}],
    ['the keyboard', 'Enter'],
    ['the middle button, in a new tab', { button: 'middle' }],
  ];
  for (const [title, press] of ways) {
    test(`followed by ${title}: the other site knows the click`, async ({
      open,
      site,
      collector,
      context,
      page,
    }) => {
      const there = site.origin.replace('127.0.0.1', 'localhost');
      site.write('/shop', `<title>shop</title>${tagOf(collector)}<form></form>`);
      await open(`<a href="${there}/shop?a=1#top">shop</a>`, { tag: tagOf(collector, HOSTS) });
      expect(await page.locator('a').getAttribute('href'), 'nothing before').toBe(`${there}/shop?a=1#top`);
      const opened = press !== 'Enter' && press.button ? context.waitForEvent('page') : page;
      if (press === 'Enter') await page.press('a', press);
      else await page.click('a', press);
      const shop = await opened;
      await shop.waitForURL(`${there}/shop?a=1&click=${CLICK}#top`);
      expect(await inputsOf(shop, 'form')).toEqual([CLICK]);
    });
  }

  test('not without a click, not without hosts, and not after consent was withdrawn', async ({
    open,
    collector,
  }) => {
    const href = 'https://shop.example/a';
    const link = `<a href="${href}">x</a>`;
    const pages: [at: string, attributes: string][] = [
      ['/', 'data-hosts=shop.example'],
      [`/?click=${CLICK}`, 'data-key=pk_test'],
      [`/?click=${CLICK}`, `${HOSTS} data-consent=required`],
      [`/?click=${CLICK}`, HOSTS],
    ];
    for (const [at, attributes] of pages) {
      const page = await open(link, { at, tag: tagOf(collector, attributes) });
      if (attributes === HOSTS) await page.evaluate('subpixel.consent(false)');
      await page.focus('a');
      expect(await page.locator('a').getAttribute('href')).toBe(href);
      await page.context().clearCookies();
      await page.evaluate('localStorage.clear()');
    }
  });
});

test('a click ID that is something else is written nowhere', async ({ open, collector, page }) => {
  const hostile = [
    '"><img src=x onerror=window.hit=1>',
    "'><script>window.hit=1</script>",
    'javascript:window.hit=1',
    `${CLICK}"onfocus="window.hit=1`,
    `${CLICK}%0D%0ASet-Cookie:%20a=b`,
    `${CLICK}%00`,
    `${CLICK}&click=<b>`,
    '%F0%9F%92%A9'.repeat(8),
    '０１９２ｆ３ａ４ｂ５ｃ６７ｄ８ｅ９ｆ００１１２２３３４４５５６６',
    '__proto__',
  ];
  const places = ['?click=', '#click=', '?aff_sub='];
  for (const [index, value] of hostile.entries()) {
    const at = `/${places[index % places.length]}${value}`;
    await open('<form></form><a href="https://shop.example/?c={click}">x</a>', {
      at,
      tag: tagOf(collector, HOSTS),
    });
    await page.focus('a');
    const [click = ''] = await inputsOf(page, 'form');
    expect(click, at).toMatch(/^[0-9a-f]{32}$/);
    expect(await page.locator('a').getAttribute('href')).toBe(
      `https://shop.example/?c=${click}&click=${click}`,
    );
    expect(await page.evaluate('[document.images.length, window.hit, document.cookie]')).toEqual([
      0,
      undefined,
      `subpixel=${click}`,
    ]);
  }
});
