import { CLICK, expect, tagOf, test } from './support/test.ts';

// Pages that replace, by accident or by design, what a script of theirs asks the browser for.

const MINTED = /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

test.describe('fields named like the properties of their form', () => {
  /** In the page: all names up the prototype chain of a form, those that no loop shows too. */
  const NAMES = `const names = [];
    for (let object = HTMLFormElement.prototype; object; object = Object.getPrototypeOf(object))
      for (const name of Object.getOwnPropertyNames(object)) if (!names.includes(name)) names.push(name);`;

  test('one of each: injected, filled, switched off, macros, links, data', async ({ open, collector }) => {
    const tag = tagOf(collector, 'data-key=pk_test data-auto=/thanks data-hosts=shop.example');
    const page = await open('<div id=box></div>', { tag });
    const { count, broken } = (await page.evaluate(`(async () => {
      ${NAMES}
      const find = Element.prototype.querySelectorAll;
      const get = Element.prototype.getAttribute;
      const values = (form) => Array.from(find.call(form, '[name=subid]'), ({ value }) => value).join();
      const broken = [];
      for (const name of names) {
        // Twice of a name gives a list, which answers to other properties than an element does.
        for (const inputs of ['<input name="' + name + '">', ('<input id="' + name + '" name="' + name + '">').repeat(2)]) {
          box.innerHTML = '<form action="/order/{click}">' + inputs + '<a href="https://shop.example/a">x</a></form>'
            + '<form data-subpixel=off>' + inputs + '</form>'
            + '<form>' + inputs + '<input type=hidden name=subid></form>';
          await null;
          const [form, off, own] = box.children;
          const link = find.call(form, 'a')[0];
          link.dispatchEvent(new Event('pointerdown', { bubbles: true }));
          const seen = [
            values(form), values(off), values(own),
            ...[form, off, own].map((each) => new FormData(each).getAll('subid').join()),
            get.call(form, 'action'), link.getAttribute('href'),
          ];
          const wanted = ['${CLICK}', '', '${CLICK}', '${CLICK}', '', '${CLICK}',
            '/order/${CLICK}', 'https://shop.example/a?click=${CLICK}'];
          if (seen.join(' ') !== wanted.join(' ')) broken.push([name, seen]);
        }
      }
      return { count: names.length, broken };
    })()`)) as { count: number; broken: unknown[] };
    expect(broken).toEqual([]);
    expect(count, 'the 44 of a form itself, and those of its ancestors').toBeGreaterThan(300);
  });

  test('all of them at once, sent by the browser; then the lead of its contact', async ({
    open,
    site,
    collector,
    page,
  }) => {
    const tag = tagOf(collector, 'data-key=pk_test data-auto=/thanks');
    await open('<div id=box></div>', { tag });
    await page.evaluate(`{ ${NAMES}
      box.innerHTML = '<form action=/order method=post><input name=phone value=+15550109988>'
        + names.map((name) => '<input name="' + name + '">').join('') + '</form>';
      HTMLFormElement.prototype.requestSubmit.call(box.firstChild); }`);
    await page.waitForURL('**/order');
    const fields = site.orders()[0]?.fields ?? [];
    expect(fields.length).toBeGreaterThan(300);
    expect(fields.filter(([name]) => name === 'subid')).toEqual([['subid', CLICK]]);

    await open('', { at: '/thanks', tag });
    await expect.poll(() => collector.leads().map(({ json }) => json.phone)).toEqual(['+15550109988']);
  });
});

test('elements named like all that a document has', async ({ open, collector, page, context }) => {
  const kinds = ['img', 'form', 'embed', 'object'];
  await open('', { at: '/blank', tag: '' });
  const names = (await page.evaluate(`{
    const names = new Set();
    for (let object = Document.prototype; object; object = Object.getPrototypeOf(object))
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
    [...names] }`)) as string[];
  expect(names).toEqual(
    expect.arrayContaining(['currentScript', 'forms', 'createElement', 'addEventListener']),
  );
  const clobbers = names.map((name, index) => {
    const kind = kinds[index % kinds.length];
    return `<${kind} id="${name}" name="${name}"></${kind}>`;
  });
  await open(`<form id=f action=/order></form>${clobbers.join('')}`, {
    at: `/?click=${CLICK}&utm_source=fb`,
    tag: tagOf(collector, 'data-key=pk_test data-hosts=shop.example'),
  });
  expect(await page.evaluate('f.lastElementChild.value')).toBe(CLICK);
  expect(await page.evaluate('new FormData(f).getAll("subid").join()')).toBe(CLICK);
  expect(await page.evaluate('subpixel.lead({ name: "Ann" }).then(({ result }) => result)')).toBe('created');
  expect(collector.leads().map(({ json }) => json)).toMatchObject([
    { key: 'pk_test', click: CLICK, referrer: '', utm_source: 'fb', name: 'Ann' },
  ]);
  expect(await context.cookies()).toMatchObject([{ name: 'subpixel', value: CLICK }]);
});

test('elements named like our global are no configuration and no SDK', async ({ open, collector, page }) => {
  const elements = [
    '<form name=subpixel><input name=key value=pk_evil><input name=endpoint value=//127.0.0.1:9></form>',
    '<form id=subpixel><input name=version><input name=queue></form>',
    '<iframe name=subpixel srcdoc="<script>var key = `pk_evil`, version = `1`</script>"></iframe>',
    '<embed name=subpixel><embed name=subpixel>',
    '<object id=subpixel></object>',
    '<img name=subpixel data-key=pk_evil>',
    '<a id=subpixel name=queue></a><a id=subpixel name=click></a>',
  ];
  for (const [index, element] of elements.entries()) {
    await open(`${element}<form class=f></form>${tagOf(collector)}`, {
      at: `/${index}?click=${CLICK}`,
      tag: '',
    });
    await page.evaluate(`subpixel.lead({ name: '${index}' })`);
    expect(await page.locator('.f [name=subid]').inputValue()).toBe(CLICK);
  }
  expect(collector.leads().map(({ json }) => [json.key, json.name])).toEqual(
    elements.map((_, index) => ['pk_test', `${index}`]),
  );
});

test.describe('patched globals', () => {
  const pages: [title: string, script: string, result?: string][] = [
    [
      'Prototype.js',
      `Array.prototype.toJSON = function () { return '[' + this + ']' };
       String.prototype.toJSON = function () { return '"' + this + '"' };
       Object.toJSON = JSON.stringify;
       Array.from = (list) => { const copy = []; for (let i = 0; i < (list || []).length; i++) copy.push(list[i]); return copy };
       Function.prototype.bind = function (self, ...first) { const f = this; return function (...rest) { return f.apply(self, first.concat(rest)) } };
       Element.prototype.remove = function () { this.parentNode.removeChild(this); return this };
       document.getElementsByClassName = () => [];`,
    ],
    [
      'MooTools',
      `Array.prototype.contains = Array.prototype.flatten = Array.prototype.each = function () { throw new Error('mootools') };
       Array.prototype.flat = undefined;
       String.prototype.contains = Number.prototype.limit = () => true;
       Element.prototype.get = Element.prototype.set = Element.prototype.getElement = () => null;
       window.$ = window.$$ = () => null;`,
    ],
    [
      'things on Object.prototype',
      `for (const name of ['extend', 'click', 'field', 'hosts', 'name', 'phone', 'meta', 'tags', 'queue', 'version', 'param', 'days', 'lead'])
         Object.prototype[name] = 'evil';`,
    ],
    [
      'a getter on Object.prototype',
      `Object.defineProperty(Object.prototype, 'endpoint', { get() { throw new Error('get') } });`,
    ],
    [
      'frozen prototypes',
      `for (const object of [Object, Array, Function, Element, Node, EventTarget, Promise]) { Object.freeze(object); Object.freeze(object.prototype) }`,
    ],
    [
      'a history that throws, and one that rewrites the address',
      `history.replaceState({}, '', '/clean');
       history.pushState = history.replaceState = () => { throw new Error('history') };`,
    ],
    [
      'handlers of beforeunload and error',
      `addEventListener('beforeunload', (event) => { event.preventDefault(); return 'stay' });
       window.onerror = window.onunhandledrejection = () => { throw new Error('handler') };`,
    ],
    ['no console', `delete window.console; window.console = undefined;`],
    [
      'listeners wrapped by a monitoring script',
      `const listen = EventTarget.prototype.addEventListener;
       EventTarget.prototype.addEventListener = function (type, listener, options) {
         return listen.call(this, type, function (...all) { return (listener.handleEvent ?? listener).apply(this, all) }, options);
       };
       window.addEventListener = () => { throw new Error('listen') };`,
    ],
    ['no MutationObserver', `window.MutationObserver = undefined;`],
    [
      'a MutationObserver that throws',
      `window.MutationObserver = class { constructor() { throw new Error('observer') } };`,
    ],
    ['no attachShadow', `delete Element.prototype.attachShadow;`],
    [
      'locks that throw',
      `Object.defineProperty(Navigator.prototype, 'locks', { get() { throw new Error('locks') } });`,
    ],
    [
      'timers that throw, and a beacon',
      `window.setTimeout = window.setInterval = window.queueMicrotask = () => { throw new Error('timer') };
       Navigator.prototype.sendBeacon = () => { throw new Error('beacon') };`,
    ],
    [
      'another fetch, XMLHttpRequest and Request',
      `window.fetch = function (...all) { throw new Error('fetch') };
       window.XMLHttpRequest = window.Request = window.Headers = function () { throw new Error('request') };`,
      // By a beacon, whose answer nobody hears.
      'queued',
    ],
    ['a number in our place', `window.subpixel = 7;`],
    ['a frozen object in our place', `window.subpixel = Object.freeze({ queue: Object.freeze([]) });`],
    [
      'functions in place of settings',
      `window.subpixel = { key() {}, endpoint: {}, click: null, field: [] };`,
    ],
  ];

  test('the page sees no error of ours, its form carries the click, the lead arrives', async ({
    open,
    collector,
    page,
    pageErrors,
  }) => {
    const outcome: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [index, [title, script, result = 'created']] of pages.entries()) {
      await open('<form id=f></form>', {
        at: `/${index}?click=${CLICK}`,
        tag: `<script>${script}</script>${tagOf(collector)}`,
      });
      const answer = await page.evaluate(
        `typeof subpixel === 'object' && subpixel.lead ? subpixel.lead({ name: '${index}' }).then(({ result }) => result, String) : 'no SDK'`,
      );
      const sent = await page.evaluate('new FormData(f).getAll("subid").join()');
      const [lead] = collector.leads().filter(({ json }) => json.name === `${index}`);
      outcome[title] = [answer, sent, lead?.json.key, lead?.json.click, pageErrors.splice(0)];
      expected[title] = [result, CLICK, 'pk_test', CLICK, []];
    }
    expect(outcome).toEqual(expected);
  });

  test('what is replaced after the SDK came is not asked', async ({ open, collector, page }) => {
    await open('<form id=f></form>');
    await page.evaluate(`for (const [object, name] of [
      [window, 'fetch'], [EventTarget.prototype, 'addEventListener'], [Document.prototype, 'createElement'],
      [Document.prototype, 'querySelectorAll'], [Element.prototype, 'getAttribute'], [Element.prototype, 'setAttribute'],
      [Element.prototype, 'matches'],
    ]) object[name] = () => { throw new Error(name) }`);
    // Written without what has just been broken.
    await page.evaluate(`f.innerHTML = '<input name=q>'`);
    expect(await page.evaluate('f.lastElementChild.value')).toBe(CLICK);
    expect(await page.evaluate(`subpixel.lead({ name: 'Ann' }).then(({ result }) => result)`)).toBe(
      'created',
    );
    expect(collector.leads().map(({ json }) => json.name)).toEqual(['Ann']);
  });

  test('a page that blanks the input at each change does not hang', async ({ open, page }) => {
    await open(`<form id=f></form><script>
      new MutationObserver(() => { const input = f.querySelector('[name=subid]'); if (input?.value) input.value = '' })
        .observe(f, { childList: true, attributes: true, subtree: true });
    </script>`);
    await page.evaluate('f.append(document.createElement("p"))');
    expect(await page.evaluate('new FormData(f).getAll("subid")')).toEqual([CLICK]);
  });

  test('a place that cannot be taken: forms carry the click all the same', async ({
    open,
    collector,
    page,
  }) => {
    const script = `<script>Object.defineProperty(window, 'subpixel', { value: 7 })</script>`;
    await open('<form id=f></form>', { at: '/', tag: script + tagOf(collector) });
    expect(await page.evaluate('[subpixel, new FormData(f).get("subid")]')).toEqual([
      7,
      expect.stringMatching(MINTED),
    ]);
    await expect.poll(() => collector.clicks().length).toBe(1);
  });
});
