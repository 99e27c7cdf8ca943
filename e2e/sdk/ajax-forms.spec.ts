import { bundle } from './support/bundle.ts';
import type { Submitted } from './support/site.ts';
import { CLICK, expect, inputsOf, tagOf, test, valuesOf } from './support/test.ts';

// Forms that a library or a site builder sends by a request of its own.

const JAVASCRIPT = { 'Content-Type': 'text/javascript' };
const LATE = 'data-key=pk_test data-inject=submit';

/** What each form that arrived holds of the click. */
const subidsOf = (orders: Submitted[]) =>
  orders.map(({ fields }) => fields.filter(([name]) => name === 'subid').map(([, value]) => value));

test.describe('Turbo', () => {
  const page = (tag: string, body: string) =>
    `<!doctype html><title>page</title>${tag}<script defer src=/turbo.js></script><body>${body}`;

  test('a visit, the snapshot that comes back, a form', async ({ open, site, collector, page: tab }) => {
    site.write('/turbo.js', await bundle(`import '@hotwired/turbo'`), JAVASCRIPT);
    const tag = tagOf(collector);
    // A field called «action» hides the property of its form, which has been the end of libraries.
    const form =
      '<form id=f action=/order method=post><input name=action value=buy><button>Order</button></form>';
    site.write('/next', page(tag, `<h1>next</h1>${form}`));
    await open(`<h1>first</h1>${form}<a href=/next>next</a>`, {
      tag: `${tag}<script defer src=/turbo.js></script>`,
    });
    await tab.evaluate('window.alive = true');
    await tab.click('a');
    await expect(tab.locator('h1')).toHaveText('next');
    expect(await inputsOf(tab, '#f')).toEqual([CLICK]);

    await tab.goBack();
    await expect(tab.locator('h1')).toHaveText('first');
    expect(await inputsOf(tab, '#f')).toEqual([CLICK]);
    await tab.goForward();
    await expect(tab.locator('h1')).toHaveText('next');
    expect(await inputsOf(tab, '#f')).toEqual([CLICK]);

    await tab.click('button');
    await expect.poll(() => subidsOf(site.orders())).toEqual([[CLICK]]);
    expect(await tab.evaluate('alive'), 'one page all the way').toBe(true);
  });

  test('a frame that brings a form, and a stream that replaces it', async ({ open, site, page: tab }) => {
    site.write('/turbo.js', await bundle(`window.Turbo = require('@hotwired/turbo')`), JAVASCRIPT);
    site.write(
      '/frame',
      '<turbo-frame id=box><form id=f action=/order method=post data-turbo-frame=_top><button>Order</button></form></turbo-frame>',
    );
    await open('<script defer src=/turbo.js></script><turbo-frame id=box src=/frame></turbo-frame>');
    await expect(tab.locator('#f')).toBeVisible();
    expect(await inputsOf(tab, '#f')).toEqual([CLICK]);
    await tab.click('button');
    await expect.poll(() => subidsOf(site.orders())).toEqual([[CLICK]]);

    await tab.evaluate(
      `Turbo.renderStreamMessage('<turbo-stream action=append targets=body><template><form id=g></form></template></turbo-stream>')`,
    );
    await expect(tab.locator('#g')).toBeAttached();
    expect(await inputsOf(tab, '#g')).toEqual([CLICK]);
  });
});

test.describe('htmx', () => {
  for (const attributes of [undefined, LATE]) {
    test(`requests, swaps and boosted pages, ${attributes ?? 'as usual'}`, async ({
      open,
      site,
      collector,
      page,
    }) => {
      site.write('/htmx.js', await bundle(`import 'htmx.org'`), JAVASCRIPT);
      site.write('/part', '<form id=part hx-post=/order hx-swap=none><button>Order</button></form>');
      site.write(
        '/next',
        '<!doctype html><h1>next</h1><form id=next action=/order><button>Order</button></form>',
      );
      await open(
        `<div id=box hx-get=/part hx-trigger=click>more</div>
        <form id=post hx-post=/order hx-swap=none><input name=q value=1><button>Order</button></form>
        <form id=get hx-get=/order hx-swap=none><button>Order</button></form>
        <div hx-boost=true><a href=/next>next</a></div><script defer src=/htmx.js></script>`,
        { tag: tagOf(collector, attributes) },
      );
      await page.click('#post button');
      await expect.poll(() => site.orders().length).toBe(1);
      await page.click('#get button');
      await expect.poll(() => site.orders().length).toBe(2);

      await page.click('#box');
      await page.click('#part button');
      await expect.poll(() => site.orders().length).toBe(3);
      await page.click('a');
      await expect(page.locator('h1')).toHaveText('next');
      expect(await valuesOf(page, '#next')).toEqual([CLICK]);
      await page.click('#next button');
      await expect.poll(() => site.orders().length).toBe(4);
      expect(subidsOf(site.orders())).toEqual([[CLICK], [CLICK], [CLICK], [CLICK]]);
    });
  }
});

/** What a form's fields are as jQuery's `serialize()` takes them: from the page, without a FormData. */
const SERIALIZE = `const serialize = (form) => [...form.elements]
  .filter(({ name, disabled, type }) => name && !disabled && type !== 'submit')
  .map(({ name, value }) => encodeURIComponent(name) + '=' + encodeURIComponent(value)).join('&');
  const post = (body) => fetch('/order', { method: 'POST', body });`;

test.describe('site builders', () => {
  const senders: [title: string, attributes: string | undefined, form: string, script: string][] = [
    [
      'FormData on submit, then a reset (Contact Form 7)',
      undefined,
      '<form id=f action=/#wpcf7-f1-o1><input name=_wpcf7 type=hidden value=1><input name=q><button>Send</button></form>',
      `f.addEventListener('submit', async (event) => {
         event.preventDefault();
         f.dataset.status = 'submitting';
         await post(new FormData(f, event.submitter));
         f.reset();
       })`,
    ],
    [
      'the same with data-inject=submit',
      LATE,
      '<form id=f><button>Send</button></form>',
      `f.addEventListener('submit', (event) => { event.preventDefault(); post(new FormData(f)); f.reset() })`,
    ],
    [
      'serialized on submit (jQuery, Webflow)',
      undefined,
      '<form id=f><input name=q value="a b"><button>Send</button></form>',
      `f.addEventListener('submit', (event) => { event.preventDefault(); post(serialize(f)) })`,
    ],
    [
      'the same with data-inject=submit, by a handler that comes first',
      LATE,
      '<form id=f><button>Send</button></form>',
      `f.addEventListener('submit', (event) => { event.preventDefault(); post(serialize(f)) }, true)`,
    ],
    [
      'serialized at a click, without any submit (Tilda)',
      undefined,
      '<form id=f><input name=q><button>Send</button></form>',
      `f.querySelector('button').addEventListener('click', (event) => {
         event.preventDefault();
         const request = new XMLHttpRequest();
         request.open('POST', '/order');
         request.send(serialize(f));
       })`,
    ],
  ];
  for (const [title, attributes, form, script] of senders) {
    test(title, async ({ open, site, collector, page }) => {
      await open(`${form}<script>${SERIALIZE}${script}</script>`, { tag: tagOf(collector, attributes) });
      for (const count of [1, 2]) {
        await page.click('button');
        await expect.poll(() => site.orders().length).toBe(count);
      }
      expect(subidsOf(site.orders())).toEqual([[CLICK], [CLICK]]);
    });
  }

  test('a popup that clears all fields when it closes (Elementor)', async ({ open, site, page }) => {
    await open(`<a id=open>order</a><script>${SERIALIZE}
      const popup = document.createElement('div');
      popup.innerHTML = '<form id=f><input name=q><button>Send</button></form><a id=close>x</a>';
      document.querySelector('#open').onclick = () => document.body.append(popup);
      popup.querySelector('#close').onclick = () => {
        for (const field of popup.querySelectorAll('input')) field.value = '';
        popup.remove();
      };
      popup.querySelector('form').onsubmit = (event) => { event.preventDefault(); post(serialize(event.target)) };
    </script>`);
    for (const count of [1, 2, 3]) {
      await page.click('#open');
      expect(await inputsOf(page, '#f')).toEqual([CLICK]);
      await page.click('button');
      await expect.poll(() => site.orders().length).toBe(count);
      await page.click('#close');
    }
    expect(subidsOf(site.orders())).toEqual([[CLICK], [CLICK], [CLICK]]);
  });
});
