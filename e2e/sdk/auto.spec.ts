import type { Page } from '@playwright/test';
import type { Collector } from './support/collector.ts';
import { test as base, CLICK, expect, tagOf } from './support/test.ts';

const attributes = 'data-key=pk_test data-auto=thanks';

interface Fixtures {
  /** Opens a page with these fields in a form, fills them in, sends it, and waits for the thank-you page. */
  order(fields: string, values?: Record<string, string>, send?: string): Promise<void>;
}

const test = base.extend<Fixtures>({
  order: async ({ open, page, site, collector }, use) => {
    await use(async (fields, values = {}, send = 'document.querySelector("[type=submit]").click()') => {
      site.write('/thanks', `<!doctype html><title>thanks</title>${tagOf(collector, attributes)}`);
      await open(`<form id=f action=/thanks method=post>${fields}<button type=submit>Order</button></form>`, {
        tag: tagOf(collector, attributes),
      });
      for (const [selector, value] of Object.entries(values)) await page.fill(selector, value);
      await page.evaluate(send);
      await page.waitForURL('**/thanks');
    });
  },
});

/** The contact data of the leads that arrived. */
const contacts = (collector: Collector): object[] =>
  collector.leads().map(({ json }) => {
    const { name, phone, email, comment } = json;
    return { name, phone, email, comment };
  });

/** All that the browser keeps for the site, as a text. */
const keptOf = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

const ANN = { name: 'Ann', phone: '+15550109988', email: 'ann@example.com', comment: 'Call me' };

test('a form that is sent becomes the lead of the thank-you page', async ({
  order,
  collector,
  page,
  site,
  settle,
}) => {
  await order(
    '<input name=name><input name=phone type=tel><input name=email><textarea name=comment></textarea>',
    {
      '[name=name]': ANN.name,
      '[name=phone]': ANN.phone,
      '[name=email]': ANN.email,
      '[name=comment]': ANN.comment,
    },
  );
  await expect.poll(() => collector.leads().length).toBe(1);
  expect(collector.leads()[0]?.json).toEqual({
    ...ANN,
    key: 'pk_test',
    click: CLICK,
    url: `${site.origin}/?click=${CLICK}`,
    referrer: '',
  });
  await settle();
  expect(collector.leads(), 'once').toHaveLength(1);
  for (const text of Object.values(ANN)) {
    await expect.poll(() => keptOf(page), 'nothing of the person is left').not.toContain(text);
  }
});

test.describe('a field is known', () => {
  const { name, phone, email, comment } = ANN;
  const places: [title: string, fields: string, values: string[], lead: object][] = [
    [
      'by its name',
      '<input name="form_fields[name]"><input name=your-phone><input name=EMAIL><textarea name=message></textarea>',
      [name, phone, email, comment],
      { name, phone, email, comment },
    ],
    ['by its ID', '<input id=billing_phone><input id=billing_email>', [phone, email], { phone, email }],
    ['by its type', '<input type=tel><input type=email>', [phone, email], { phone, email }],
    [
      'by its autocomplete',
      '<input autocomplete=name><input autocomplete="section-a tel"><input autocomplete=email>',
      [name, phone, email],
      { name, phone, email },
    ],
    [
      'by its placeholder',
      '<input name=a placeholder="Your name"><input name=b placeholder="Phone *"><input name=c placeholder=E-mail>',
      [name, phone, email],
      { name, phone, email },
    ],
    [
      'by its label, around it or elsewhere',
      '<label>Name <input name=a></label><label for=x>Phone</label><input id=x><input name=c aria-label="E-mail">',
      [name, phone, email],
      { name, phone, email },
    ],
    [
      'by its mark, whatever else it is called',
      '<input name=x1 data-subpixel=name><input name=email2 data-subpixel=phone><input name=login data-subpixel=email>',
      ['R2D2', '112', 'ann'],
      { name: 'R2D2', phone: '112', email: 'ann' },
    ],
    [
      'by its value, where it takes either: a phone',
      '<input placeholder="E-mail or phone">',
      [phone],
      { phone },
    ],
    [
      'by its value, where it takes either: an address',
      '<input placeholder="Phone or e-mail">',
      [email],
      { email },
    ],
    [
      'first and last name are one',
      '<input name=first_name><input name=last_name>',
      ['Ann', 'O’Neil'],
      { name: 'Ann O’Neil' },
    ],
    [
      'the first of two addresses, which are mostly the same one',
      '<input name=email><input name=email_again>',
      [email, 'other@example.com'],
      { email },
    ],
    [
      'a phone as people write it',
      '<input type=tel>',
      ['+1 (555) 010-99-88'],
      { phone: '+1 (555) 010-99-88' },
    ],
    ['a phone without a plus, in groups', '<input type=tel>', ['089 12 34 56'], { phone: '089 12 34 56' }],
  ];
  for (const [title, fields, values, lead] of places) {
    test(title, async ({ order, collector }) => {
      await order(fields, bySelector(values));
      await expect.poll(() => contacts(collector)).toEqual([lead]);
    });
  }

  test('outside of its form', async ({ order, collector }) => {
    const fields = '<input name=name></form><input name=phone form=f><form>';
    await order(fields, bySelector([name, phone]), 'f.requestSubmit()');
    await expect.poll(() => contacts(collector)).toEqual([{ name, phone }]);
  });

  const languages: [language: string, name: string, phone: string, email: string, comment: string][] = [
    ['English', 'Full name', 'Mobile', 'E-mail', 'Your message'],
    ['Russian', 'Имя', 'Телефон', 'Электронная почта', 'Комментарий'],
    ['Spanish', 'Nombre', 'Teléfono', 'Correo electrónico', 'Mensaje'],
    ['German', 'Vorname', 'Handynummer', 'E-Mail-Adresse', 'Nachricht'],
    ['Polish', 'Imię', 'Telefon', 'Adres e-mail', 'Komentarz'],
    ['French', 'Nom', 'Téléphone', 'Adresse mail', 'Commentaire'],
    ['Italian', 'Nome', 'Cellulare', 'E-mail', 'Messaggio'],
    ['Portuguese', 'Nome', 'Celular', 'E-mail', 'Mensagem'],
    ['Turkish', 'Adınız', 'Telefon', 'E-posta', 'Mesajınız'],
    ['Indonesian', 'Nama', 'Telepon', 'Email', 'Komentar'],
  ];
  for (const [language, ...words] of languages) {
    test(`by ${language} words`, async ({ order, collector }) => {
      const fields = words.map((word, index) => `<input name=f${index} placeholder="${word}">`).join('');
      await order(fields, bySelector([name, phone, email, comment]));
      await expect.poll(() => contacts(collector)).toEqual([{ name, phone, email, comment }]);
    });
  }
});

/** Values for the fields of the form in their order. */
function bySelector(values: string[]): Record<string, string> {
  return Object.fromEntries(
    values.map((value, index) => [
      `:nth-match(:is(input:not([type=hidden]), textarea), ${index + 1})`,
      value,
    ]),
  );
}

test.describe('never taken', () => {
  const secret = 'Secret';
  const fields: [title: string, field: string, value?: string][] = [
    ['a password', '<input type=password name=name_check>'],
    ['a password that is shown', '<input type=text name=user_password_name>'],
    ['the name on a card', '<input name=cardholder_name>'],
    ['the name on a card, by autocomplete', '<input name=name autocomplete=cc-name>'],
    ['a card number', '<input type=tel name=card_number>', '4111111111111111'],
    ['a card number, by autocomplete', '<input type=tel autocomplete=cc-number>', '4111111111111111'],
    ['a CVV', '<input type=tel name=cvv>', '1234'],
    ['a CVC', '<input type=tel placeholder=CVC>', '987'],
    ['an IBAN', '<input name=iban placeholder="IBAN (account name)">', 'DE89370400440532013000'],
    ['a login', '<input name=login placeholder="Login name">'],
    ['a user name', '<input name=username>'],
    ['the name of a company', '<input name=company_name>'],
    ['the name on a card, in Russian', '<input placeholder="Имя на карте">'],
    ['the name on a card, in Spanish', '<input placeholder="Nombre en la tarjeta">'],
    ['the name on a card, in German', '<input placeholder="Name des Karteninhabers">'],
    ['a field that is switched off', '<input name=name data-subpixel=off>'],
    ['a field in a part that is switched off', '<p data-subpixel=off><input name=name></p>'],
    ['a field marked as nothing of ours', '<input name=name data-subpixel=none>'],
    ['a date', '<input name=birthday>', '01.02.1990'],
    ['a field that is called nothing', '<input>'],
  ];
  for (const [title, field, value = secret] of fields) {
    test(title, async ({ order, collector }) => {
      await order(`${field}<input type=email name=email>`, {
        ':nth-match(input, 1)': value,
        '[type=email]': ANN.email,
      });
      await expect.poll(() => contacts(collector)).toEqual([{ email: ANN.email }]);
      expect(collector.leads()[0]?.text).not.toContain(value);
    });
  }

  const untyped: [title: string, field: string][] = [
    ['a hidden input', '<input type=hidden name=product_name value=Secret>'],
    ['a submit button', '<input type=submit name=send_message value=Secret>'],
    ['a button', '<input type=button class=comment value=Secret>'],
    ['a box that is not ticked', '<input type=checkbox name=comment_terms value=Secret>'],
    ['a choice that was not made', '<input type=radio name=message_kind value=Secret>'],
  ];
  for (const [title, field] of untyped) {
    test(title, async ({ order, collector }) => {
      await order(`${field}<input type=email>`, { '[type=email]': ANN.email }, 'f.requestSubmit()');
      await expect.poll(() => contacts(collector)).toEqual([{ email: ANN.email }]);
    });
  }

  const offs: [title: string, body: string][] = [
    ['a form that is switched off', '<form id=f action=/thanks data-subpixel=off><input name=name></form>'],
    [
      'a form around which is switched off',
      '<div data-subpixel=off><form id=f action=/thanks><input name=name></form></div>',
    ],
    [
      'what belongs to a form that is switched off, but is elsewhere',
      '<form id=f action=/thanks data-subpixel=off></form><input name=name form=f>',
    ],
  ];
  for (const [title, body] of offs) {
    test(title, async ({ open, collector, page, site, settle }) => {
      const tag = tagOf(collector, attributes);
      site.write('/thanks', `<!doctype html><title>thanks</title>${tag}`);
      await open(body, { tag });
      await page.fill('[name=name]', secret);
      await page.evaluate('f.requestSubmit()');
      await page.waitForURL('**/thanks**');
      expect(await keptOf(page)).not.toContain(secret);
      await settle();
      expect(collector.leads()).toEqual([]);
    });
  }

  test('anything, where the page has not asked for it', async ({ open, collector, page, settle }) => {
    await open('<form id=f action=/order><input name=name value=Ann></form>');
    await page.evaluate('f.requestSubmit()');
    await page.waitForURL('**/order**');
    expect(await keptOf(page)).not.toContain('Ann');
    await open('', { at: '/thanks' });
    await settle();
    expect(collector.leads()).toEqual([]);
  });
});

test.describe('sent by the thank-you page alone, once', () => {
  const NAME = '<input name=name>';
  const filled = { '[name=name]': 'Ann' };

  test('not by other pages', async ({ open, collector, page, site, settle }) => {
    const tag = tagOf(collector, attributes);
    await open('<form id=f action=/order><input name=name value=Ann></form>', { tag });
    await page.evaluate('f.requestSubmit()');
    await page.waitForURL('**/order**');
    await open('', { at: '/basket', tag });
    await settle();
    expect(collector.leads()).toEqual([]);
    await open('', { at: '/order/thanks.html?id=1', tag });
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
    expect(site.orders()).toHaveLength(1);
  });

  test('not when the page is reloaded, reached by the back button, or opened in another tab', async ({
    order,
    open,
    collector,
    page,
    context,
    site,
    settle,
  }) => {
    await order(NAME, filled);
    await expect.poll(() => collector.leads().length).toBe(1);
    // A page that is left before the answer sends again on the next.
    await expect.poll(() => keptOf(page)).not.toContain('Ann');
    await page.goto(`${site.origin}/thanks`);
    await page.reload();
    await open('', { at: '/next', tag: '' });
    await page.goBack();
    await page.waitForURL('**/thanks');
    const tab = await context.newPage();
    await tab.goto(`${site.origin}/thanks`);
    await tab.waitForFunction('window.subpixel?.ready');
    await tab.evaluate((url) => fetch(url).then(() => {}), `${collector.origin}/settled`);
    await settle();
    expect(contacts(collector)).toEqual([{ name: 'Ann' }]);
  });

  test('the same order again is no second request, another one is', async ({
    order,
    collector,
    page,
    settle,
  }) => {
    await order(NAME, filled);
    await expect.poll(() => collector.leads().length).toBe(1);
    await expect.poll(() => keptOf(page)).not.toContain('Ann');
    await order(NAME, filled);
    await settle();
    expect(collector.leads()).toHaveLength(1);
    await order(NAME, { '[name=name]': 'Bob' });
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }, { name: 'Bob' }]);
  });

  test('the form that was sent last counts; one without contact fields changes nothing', async ({
    open,
    collector,
    page,
  }) => {
    const tag = tagOf(collector, attributes);
    await open(
      `<iframe name=away></iframe><form id=a target=away action=/order><input name=name value=Old><input name=phone value=1234567></form>
       <form id=b target=away action=/order><input name=name value=New></form>
       <form id=search target=away action=/order><input name=q value=shoes></form>`,
      { tag },
    );
    for (const form of ['a', 'b', 'search']) await page.evaluate(`${form}.requestSubmit()`);
    await open('', { at: '/thanks', tag });
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'New' }]);
  });

  test('while the collector is away it waits like any lead', async ({ order, open, collector, page }) => {
    collector.behaviour = { status: 503, body: '' };
    await order(NAME, filled);
    await expect.poll(() => collector.leads().length).toBeGreaterThan(0);
    await page.goto('about:blank');
    collector.behaviour = undefined;
    collector.received.length = 0;
    await open('', { at: '/later' });
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
  });
});

test.describe('however the form is sent', () => {
  const ways: [title: string, send: string][] = [
    ['form.submit()', 'f.submit()'],
    ['form.requestSubmit()', 'f.requestSubmit()'],
    [
      'fetch with its data, then a redirect by the page',
      `fetch('/order', { method: 'POST', body: new FormData(f) }).then(() => { location = '/thanks' })`,
    ],
    [
      'a handler of its own that reads the fields',
      `f.addEventListener('submit', (event) => { event.preventDefault(); location = '/thanks' }); f.requestSubmit()`,
    ],
  ];
  for (const [title, send] of ways) {
    test(title, async ({ order, collector }) => {
      await order('<input name=name>', { '[name=name]': 'Ann' }, send);
      await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
    });
  }

  test('with fields that are named like all that a form has', async ({ order, collector }) => {
    const clobber = [
      'submit',
      'action',
      'elements',
      'querySelectorAll',
      'attributes',
      'id',
      'form',
      'labels',
    ];
    await order(
      `${clobber.map((name) => `<input name=${name}>`).join('')}<input name=name>`,
      { '[name=name]': 'Ann' },
      'HTMLFormElement.prototype.requestSubmit.call(document.querySelector("form"))',
    );
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
  });

  for (const mode of ['open', 'closed']) {
    test(`in a shadow root that is ${mode}`, async ({ open, collector, page, site }) => {
      const tag = tagOf(collector, attributes);
      site.write('/thanks', `<!doctype html><title>thanks</title>${tag}`);
      await open('<div id=host></div>', { tag });
      await page.evaluate(`{ const root = host.attachShadow({ mode: '${mode}' });
        root.innerHTML = '<form action=/thanks method=post><label>Name <input value=Ann></label></form>';
        root.querySelector('form').requestSubmit() }`);
      await page.waitForURL('**/thanks');
      await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
    });
  }

  test('in a frame of the same origin', async ({ open, collector, page, site }) => {
    const tag = tagOf(collector, attributes);
    site.write('/thanks', `<!doctype html><title>thanks</title>${tag}`);
    site.write(
      '/inner',
      '<!doctype html><form id=f action=/thanks method=post target=_top><input name=name></form>',
    );
    await open('<iframe src=/inner></iframe>', { tag });
    const frame = page.frameLocator('iframe');
    await frame.locator('input').first().fill('Ann');
    await frame.locator('form').evaluate((form) => (form as HTMLFormElement).requestSubmit());
    await page.waitForURL('**/thanks');
    await expect.poll(() => contacts(collector)).toEqual([{ name: 'Ann' }]);
  });
});
