import { CLICK, expect, inputsOf, tagOf, test, valuesOf } from './support/test.ts';

const subids = (fields: [string, string][]) => fields.filter(([name]) => name === 'subid');

test.describe('the form arrives with the click ID', () => {
  const ways: [title: string, form: string, act: string][] = [
    ['POST', '<form action=/order method=post><input name=q value=1>', 'form.requestSubmit()'],
    ['GET', '<form action="/order?lost=1"><input name=q value=1>', 'form.requestSubmit()'],
    [
      'multipart',
      '<form action=/order method=post enctype=multipart/form-data><input name=q>',
      'form.requestSubmit()',
    ],
    ['form.submit()', '<form action=/order method=post><input name=q>', 'form.submit()'],
    [
      'made and submitted in one task',
      '<form>',
      `form = document.createElement('form'); form.action = '/order'; form.method = 'post';
       document.body.append(form); form.submit()`,
    ],
    [
      'emptied and submitted in one task',
      '<form action=/order method=post>',
      `form.innerHTML = '<input name=q>'; form.submit()`,
    ],
    [
      'cancelled by the page and sent by fetch',
      `<form action=/order method=post onsubmit="event.preventDefault(); fetch('/order', {
         method: 'post', body: new FormData(this) })">`,
      'form.requestSubmit()',
    ],
  ];
  for (const [title, form, act] of ways) {
    test(title, async ({ open, site }) => {
      const page = await open(`${form}</form>`);
      await page.evaluate(`{ let form = document.querySelector('form'); ${act} }`);
      await expect.poll(() => site.orders().length).toBe(1);
      expect(subids(site.orders()[0]?.fields ?? [])).toEqual([['subid', CLICK]]);
      // Closing a page in the middle of a navigation hangs now and then.
      if (!form.includes('fetch(')) await page.waitForURL('**/order*');
    });
  }
});

test.describe('forms of a page', () => {
  test('get one hidden input each, as the last child', async ({ open }) => {
    const page = await open('<form id=a><input name=q></form><form id=b></form>');
    const last = await page
      .locator('form')
      .evaluateAll((forms) => forms.map((form) => form.lastElementChild?.outerHTML));
    const input = `<input type="hidden" name="subid" value="${CLICK}" autocomplete="off">`;
    expect(last).toEqual([input, input]);
  });

  const later: [title: string, act: string][] = [
    ['inserted as HTML', `document.body.insertAdjacentHTML('beforeend', '<div><form id=late></form></div>')`],
    [
      'from a template',
      `const t = document.createElement('template'); t.innerHTML = '<form id=late></form>';
       document.body.append(t.content.cloneNode(true))`,
    ],
    [
      'a clone',
      `const form = document.querySelector('form').cloneNode(true); form.id = 'late'; document.body.append(form)`,
    ],
    [
      'with its content replaced',
      `document.querySelector('form').id = 'late'; late.replaceChildren(document.createElement('input'))`,
    ],
    [
      'put back after it was taken out',
      `const form = document.querySelector('form'); form.id = 'late'; form.remove(); document.body.append(form)`,
    ],
  ];
  for (const [title, act] of later) {
    test(`that come later: ${title}`, async ({ open }) => {
      const page = await open('<form></form>');
      // In the microtasks of the same task, so before any handler of the page can send the form.
      expect(
        await page.evaluate(`(async () => { ${act}; await null;
          return [...document.querySelectorAll('#late [name=subid]')].map(({ value }) => value) })()`),
      ).toEqual([CLICK]);
    });
  }

  test('keep the ID through a reset', async ({ open }) => {
    const page = await open('<form id=f></form>');
    await page.evaluate('f.reset()');
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });

  const spoilt: [title: string, act: string][] = [
    ['blanked', `document.querySelector('[name=subid]').value = ''`],
    ['overwritten', `document.querySelector('[name=subid]').value = 'other'`],
    ['removed', `document.querySelector('[name=subid]').remove()`],
    ['disabled', `document.querySelector('[name=subid]').disabled = true`],
  ];
  for (const [title, act] of spoilt) {
    test(`send the ID though the input was ${title}`, async ({ open }) => {
      const page = await open('<form id=f></form>');
      await page.evaluate(act);
      expect(await valuesOf(page, '#f')).toEqual([CLICK]);
    });
  }

  test('a page that removes the input at once does not hang', async ({ open }) => {
    const page = await open(`<form id=f></form><script>
      new MutationObserver(() => f.querySelector('[name=subid]')?.remove()).observe(f, { childList: true });
    </script>`);
    await page.evaluate('f.append(document.createElement("p"))');
    expect(await inputsOf(page, '#f')).toEqual([]);
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });
});

test.describe('a field of that name that the page brings', () => {
  const fields: [title: string, form: string, sent: string[]][] = [
    ['hidden and empty: filled', '<input type=hidden name=subid>', [CLICK]],
    ['hidden with a value: replaced', '<input type=hidden name=subid value=old>', [CLICK]],
    ['visible and empty: filled', '<input name=subid>', [CLICK]],
    ['visible with a macro: filled', '<input name=subid value="{subid}">', [CLICK]],
    ['visible with a value: kept', '<input name=subid value=typed>', ['typed']],
    ['a file: kept', '<input type=file name=subid>', ['[object File]']],
    ['a choice: kept', '<select name=subid><option>a</select>', ['a']],
    ['switched off: kept', '<input type=hidden name=subid value=own data-subpixel=off>', ['own']],
    ['twice: both filled, sent once', '<input type=hidden name=subid><input name=subid>', [CLICK]],
  ];
  for (const [title, form, sent] of fields) {
    test(title, async ({ open }) => {
      const page = await open(`<form id=f>${form}</form>`);
      expect(await valuesOf(page, '#f')).toEqual(sent);
    });
  }

  test('typed by the visitor: kept', async ({ open }) => {
    const page = await open('<form id=f><input name=subid></form>');
    await page.fill('[name=subid]', 'mine');
    expect(await valuesOf(page, '#f')).toEqual(['mine']);
  });

  test('outside of its form: filled, and none is added', async ({ open }) => {
    const page = await open('<form id=f></form><input type=hidden name=subid form=f>');
    expect(await inputsOf(page, '#f')).toEqual([]);
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });

  test("inside of one form and another's: counts for the other", async ({ open }) => {
    const page = await open('<form id=f><input name=subid value=typed form=g></form><form id=g></form>');
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
    expect(await valuesOf(page, '#g')).toEqual(['typed']);
  });

  test('another name, as the tag says', async ({ open, collector }) => {
    const page = await open('<form id=f><input name="sub[id]" type=hidden></form><form id=g></form>', {
      tag: tagOf(collector, 'data-key=pk_test data-field="sub[id]"'),
    });
    expect(await inputsOf(page, '#f', 'sub[id]')).toEqual([CLICK]);
    expect(await valuesOf(page, '#g', 'sub[id]')).toEqual([CLICK]);
    expect(await inputsOf(page, 'form')).toEqual([]);
  });
});

test('data-subpixel="off" on a form or around it leaves the form alone', async ({ open }) => {
  const page = await open(`
    <form id=a data-subpixel=off></form><div data-subpixel=off><form id=b></form></div><form id=c></form>`);
  for (const form of ['#a', '#b']) {
    expect(await inputsOf(page, form)).toEqual([]);
    expect(await valuesOf(page, form)).toEqual([]);
  }
  expect(await valuesOf(page, '#c')).toEqual([CLICK]);
});

test.describe('hostile pages', () => {
  test('inputs with the name of every property of a form', async ({ open }) => {
    const page = await open('<div id=box></div><form id=plain></form>');
    const broken = await page.evaluate(async () => {
      const names = new Set<string>();
      const probe = document.createElement('form');
      for (const name in probe) names.add(name);
      const all = [...names, '__proto__', 'constructor', 'getRootNode'];
      const box = document.querySelector('#box') as HTMLElement;
      box.innerHTML = all.map((name) => `<form><input name="${name}"></form>`).join('');
      await null;
      const count = Element.prototype.querySelectorAll;
      return all.filter((_, index) => {
        const form = box.children[index] as HTMLFormElement;
        const sent = new FormData(form).getAll('subid');
        return count.call(form, '[name=subid]').length !== 1 || sent.length !== 1;
      });
    });
    expect(broken).toEqual([]);
    expect(await valuesOf(page, '#plain')).toEqual([CLICK]);
  });

  test('images with the name of what the document is asked for', async ({ open, collector, context }) => {
    const names = [
      'querySelectorAll',
      'createElement',
      'addEventListener',
      'currentScript',
      'cookie',
      'forms',
    ];
    const images = [...names, 'referrer', 'body', 'prerendering']
      .map((name) => `<img name=${name}>`)
      .join('');
    const page = await open(`${images}<form id=f></form>`);
    // Not by a locator: it asks the document for querySelectorAll.
    expect(await page.evaluate('f.lastElementChild.value')).toBe(CLICK);
    expect(await page.evaluate('new FormData(f).getAll("subid")')).toEqual([CLICK]);
    expect(await context.cookies()).toMatchObject([{ name: 'subpixel', value: CLICK }]);
    await page.evaluate('subpixel.lead()');
    expect(collector.leads()[0]?.json).toMatchObject({ click: CLICK, referrer: '' });
  });

  test('methods of the prototypes replaced after the SDK came', async ({ open }) => {
    const page = await open('<div id=box></div>');
    await page.evaluate(() => {
      const fail = () => {
        throw new Error('patched');
      };
      Element.prototype.closest = fail;
      Element.prototype.querySelectorAll = fail;
      Node.prototype.appendChild = fail;
    });
    await page.evaluate(`box.innerHTML = '<form id=f></form>'`);
    expect(await valuesOf(page, '#f')).toEqual([CLICK]);
  });
});
