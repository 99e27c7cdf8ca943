import { CLICK, expect, tagOf, test, valuesOf } from './support/test.ts';

/** In the page: what is in a form without sending it, and what it would send. */
const READ = `<script>
  const inDom = (root, form = 'form') => [...root.querySelectorAll(form + ' [name=subid]')].map(({ value }) => value);
  const sent = (root, form = 'form') => new FormData(root.querySelector(form)).getAll('subid');
  const both = (root, form) => [inDom(root, form), sent(root, form)];
  const loaded = (frame) => new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const frameOf = async (attributes, place = document.body) => {
    const frame = Object.assign(document.createElement('iframe'), attributes);
    const load = loaded(frame);
    place.append(frame);
    await load;
    return frame;
  };
</script>`;

const HAS = [[CLICK], [CLICK]];
const ORDER = '<form action=/order method=post><input name=q><button>Order</button></form>';

test.describe('shadow roots', () => {
  test('attached when the SDK is there: open, closed, nested, of custom elements', async ({ open }) => {
    const page = await open(`${READ}<div id=open></div><div id=closed></div>`);
    const seen = await page.evaluate(`(async () => {
      const open = document.querySelector('#open').attachShadow({ mode: 'open' });
      const closed = document.querySelector('#closed').attachShadow({ mode: 'closed' });
      for (const root of [open, closed]) root.innerHTML = '<form></form><a href="?c={click}"></a>';

      const nested = open.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      nested.append(document.createElement('form'));

      customElements.define('order-form', class extends HTMLElement {
        constructor() { super(); this.root = this.attachShadow({ mode: 'closed' }); this.root.innerHTML = '<form>' }
      });
      document.body.insertAdjacentHTML('beforeend', '<order-form></order-form>');
      const element = document.querySelector('order-form').root;
      await null;

      const formless = document.createElement('div').attachShadow({ mode: 'closed' });
      formless.innerHTML = '<form></form>';
      return {
        open: both(open), closed: both(closed), nested: both(nested), element: both(element),
        sameTask: sent(formless),
        links: [open, closed].map((root) => root.querySelector('a').getAttribute('href')),
        mode: [open.mode, open.host.shadowRoot === open, closed.host.shadowRoot],
      };
    })()`);
    expect(seen).toEqual({
      open: HAS,
      closed: HAS,
      nested: HAS,
      element: HAS,
      sameTask: [CLICK],
      links: [`?c=${CLICK}`, `?c=${CLICK}`],
      mode: ['open', true, null],
    });
  });

  test('what comes, changes and is spoilt in one later', async ({ open }) => {
    const page = await open(`${READ}<div id=host></div>`);
    const seen = await page.evaluate(`(async () => {
      const root = document.querySelector('#host').attachShadow({ mode: 'closed' });
      root.innerHTML = '<div></div>';
      root.firstChild.innerHTML = '<form id=a></form><form id=b><input name=subid value=typed></form>'
        + '<form id=c data-subpixel=off></form><form id=d></form><input type=hidden name=subid form=d>';
      await null;
      const came = { a: both(root, '#a'), b: sent(root, '#b'), c: both(root, '#c'), d: sent(root, '#d') };
      root.querySelector('#a [name=subid]').remove();
      const removed = sent(root, '#a');
      root.querySelector('#a').replaceChildren();
      root.querySelector('#a').append(document.createElement('p'));
      await null;
      return { ...came, removed, rewritten: both(root, '#a') };
    })()`);
    expect(seen).toEqual({
      a: HAS,
      b: ['typed'],
      c: [[], []],
      d: [CLICK],
      removed: [CLICK],
      rewritten: HAS,
    });
  });

  test('open ones from before: when the visitor touches something in them', async ({ open, site }) => {
    const page = await open(`<div id=declared><template shadowrootmode=open>
        <div><template shadowrootmode=open>${ORDER}</template></div>
      </template></div>
      <div id=early></div><script>
        early.attachShadow({ mode: 'open' }).innerHTML = '<form><input name=q></form>';
      </script>`);
    await page.focus('#early input');
    expect(await valuesOf(page, '#early form')).toEqual([CLICK]);

    await page.click('#declared button');
    await page.waitForURL('**/order');
    expect(site.orders().map(({ fields }) => fields)).toEqual([
      [
        ['q', ''],
        ['subid', CLICK],
      ],
    ]);
  });

  test('with data-inject=submit: in what is sent, not in the page before', async ({ open, collector }) => {
    const tag = tagOf(collector, 'data-key=pk_test data-inject=submit');
    const page = await open(`${READ}<div id=host></div>`, { tag });
    const seen = await page.evaluate(`(async () => {
      const root = document.querySelector('#host').attachShadow({ mode: 'closed' });
      root.innerHTML = '<form></form>';
      await null;
      return both(root);
    })()`);
    expect(seen).toEqual([[], [CLICK]]);
  });

  test('form.submit() in a closed one arrives', async ({ open, site }) => {
    const page = await open('<div id=host></div>');
    await page.evaluate((order) => {
      const root = (document.querySelector('#host') as Element).attachShadow({ mode: 'closed' });
      root.innerHTML = order;
      root.querySelector('form')?.submit();
    }, ORDER);
    await page.waitForURL('**/order');
    expect(site.orders()[0]?.fields).toContainEqual(['subid', CLICK]);
  });

  test('limitation: data-subpixel="off" around a shadow root does not count in it', async ({ open }) => {
    const page = await open(`${READ}<div data-subpixel=off><div id=host></div></div>`);
    const seen = await page.evaluate(`(async () => {
      const root = document.querySelector('#host').attachShadow({ mode: 'open' });
      root.innerHTML = '<form></form>';
      await null;
      return both(root);
    })()`);
    expect(seen).toEqual([[CLICK], [CLICK]]);
  });
});

test.describe('frames of the same origin', () => {
  test('there from the start, added later, nested, written by a script', async ({ open, site }) => {
    site.write('/inner', `<title>inner</title>${ORDER}`);
    const page = await open(`${READ}<iframe id=first src=/inner></iframe>
      <iframe id=words srcdoc="<form></form>"></iframe><div id=host></div>`);
    const seen = await page.evaluate(`(async () => {
      const later = await frameOf({ src: '/inner' });
      const nested = await frameOf({ srcdoc: '<form></form>' }, later.contentDocument.body);
      const blank = await frameOf({});
      blank.contentDocument.body.innerHTML = '<form></form><a href="?c={click}"></a>';
      const shadow = document.querySelector('#host').attachShadow({ mode: 'closed' });
      const inShadow = await frameOf({ src: '/inner' }, shadow);
      const written = await frameOf({});
      written.contentDocument.open();
      written.contentDocument.write('<form></form>');
      written.contentDocument.close();
      await null;
      const frames = { first, words, later, nested, blank, inShadow, written };
      return {
        ...Object.fromEntries(Object.entries(frames).map(([name, frame]) => [name, both(frame.contentDocument)])),
        link: blank.contentDocument.querySelector('a').getAttribute('href'),
      };
    })()`);
    expect(seen).toEqual({
      ...{ first: HAS, words: HAS, later: HAS, nested: HAS, blank: HAS, inShadow: HAS, written: HAS },
      link: `?c=${CLICK}`,
    });
  });

  test('there before the SDK', async ({ open, site, collector }) => {
    site.write('/inner', `<title>inner</title>${ORDER}`);
    const page = await open(`${READ}<iframe id=frame src=/inner></iframe>`, { tag: '' });
    await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.src = '${collector.origin}/sdk.js';
      const load = loaded(script);
      document.head.append(script);
      await load;
    })()`);
    expect(await page.evaluate('both(frame.contentDocument)')).toEqual(HAS);
  });

  test('a frame that goes to another page, and one that hands its form over', async ({ open, site }) => {
    site.write('/one', '<form id=one></form>');
    site.write('/two', '<form id=two></form>');
    const page = await open(`${READ}<iframe id=frame src=/one></iframe>`);
    const seen = await page.evaluate(`(async () => {
      const before = both(frame.contentDocument, '#one');
      const load = loaded(frame);
      frame.contentWindow.location = '/two';
      await load;
      const after = both(frame.contentDocument, '#two');
      // Adopted: from now on a form of this page.
      document.body.append(frame.contentDocument.querySelector('#two'));
      await null;
      return { before, after, adopted: both(document, '#two') };
    })()`);
    expect(seen).toEqual({ before: HAS, after: HAS, adopted: HAS });
  });

  test('a form that is sent from a frame arrives, by its button and by form.submit()', async ({
    open,
    site,
    page,
  }) => {
    site.write('/inner', `<title>inner</title>${ORDER}`);
    await open('<iframe src=/inner></iframe><iframe src=/inner></iframe>');
    await page.frameLocator('iframe >> nth=0').locator('button').click();
    await expect.poll(() => site.orders().length).toBe(1);
    await page.evaluate('frames[1].document.forms[0].submit()');
    await expect.poll(() => site.orders().length).toBe(2);
    for (const { fields } of site.orders())
      expect(fields).toEqual([
        ['q', ''],
        ['subid', CLICK],
      ]);
  });

  test('with the tag in both: one input, one click, and no harm when the frame goes', async ({
    open,
    site,
    collector,
    page,
    settle,
  }) => {
    site.write('/inner', `<title>inner</title>${tagOf(collector)}${ORDER}`);
    await open(`${READ}<iframe id=frame src=/inner></iframe>${ORDER}`, { at: '/' });
    const click = await page.evaluate('subpixel.click()');
    expect(await page.evaluate('[both(document), both(frame.contentDocument)]')).toEqual([
      [[click], [click]],
      [[click], [click]],
    ]);
    await page.evaluate('frame.remove()');
    await settle();
    // Each of the two may tell of it before the other was answered.
    expect(new Set(collector.clicks().map(({ json }) => json.click))).toEqual(new Set([click]));
    expect(await valuesOf(page, 'form')).toEqual([click]);
  });

  test('with the tag in both, each with a click of its own: no quarrel without end', async ({
    open,
    site,
    collector,
  }) => {
    const own = '0192f3a4b5c67d8e9f00aaaaaaaaaaaa';
    site.write('/inner', `<title>inner</title>${tagOf(collector)}${ORDER}`);
    const page = await open(`${READ}<iframe id=frame src="/inner?click=${own}"></iframe>${ORDER}`);
    await page.evaluate('frame.contentDocument.forms[0].append(document.createElement("p"))');
    const [inPage, inFrame] = (await page.evaluate(
      '[sent(document), sent(frame.contentDocument)]',
    )) as string[][];
    expect(inPage).toEqual([CLICK]);
    expect(inFrame).toHaveLength(1);
    expect([CLICK, own]).toContain(inFrame?.[0]);
  });

  test('frames that are closed to the page are no error', async ({ open, site, collector, page }) => {
    site.write('/inner', ORDER);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await open(`<iframe sandbox="allow-forms" srcdoc="<form></form>"></iframe>
      <iframe src="${collector.origin}/other"></iframe><iframe src="data:text/html,<form>"></iframe>${ORDER}`);
    expect(await valuesOf(page, 'form')).toEqual([CLICK]);
    for (const frame of page.frames().slice(1)) {
      expect(await frame.evaluate(`document.querySelectorAll('[name=subid]').length`)).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
});
