import type { Page } from '@playwright/test';
import { CLICK, expect, tagOf, test } from './support/test.ts';

const AT = `/?click=${CLICK}&subpixel-debug`;

const overlay = (page: Page) => page.getByRole('region', { name: 'Subpixel debug' });

test.describe('the overlay', () => {
  test('is loaded only where the URL of the page asks for it', async ({ open, collector, page, settle }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open('<form></form>');
    await settle();
    expect(asked).not.toContain(`${collector.origin}/sdk-debug.js`);
    await open('<form></form>', { at: AT });
    await expect(overlay(page)).toBeVisible();
    expect(asked).toContain(`${collector.origin}/sdk-debug.js`);
  });

  test('comes from the endpoint', async ({ open, collector, page }) => {
    const asked = page.waitForRequest('**/sdk-debug.js');
    await open('', {
      at: AT,
      tag: tagOf(collector, `data-key=pk_test data-endpoint=${collector.origin}/px/`),
    });
    expect((await asked).url()).toBe(`${collector.origin}/px/sdk-debug.js`);
    await expect(overlay(page)).toBeVisible();
  });

  test('is closed by the mouse', async ({ open, page }) => {
    await open('', { at: AT });
    await overlay(page).getByRole('button', { name: 'Close' }).click();
    await expect(overlay(page)).toHaveCount(0);
  });

  for (const key of ['Enter', 'Space']) {
    test(`is closed by ${key} on its button, which the keyboard reaches`, async ({ open, page }) => {
      await open('', { at: AT });
      const button = overlay(page).getByRole('button', { name: 'Close' });
      await expect(button).toBeVisible();
      await page.keyboard.press('Tab');
      await expect(button).toBeFocused();
      await page.keyboard.press(key);
      await expect(overlay(page)).toHaveCount(0);
    });
  }

  test('is closed by Escape, and stays closed', async ({ open, page }) => {
    await open('', { at: AT });
    await expect(overlay(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(overlay(page)).toHaveCount(0);
    await page.evaluate('subpixel.lead({ name: "Ann" })');
    await page.keyboard.press('Escape');
    await expect(overlay(page)).toHaveCount(0);
  });

  test('breaks no policy', async ({ open, collector, page }) => {
    await page.addInitScript(`window.violated = [];
      addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))`);
    const { origin } = collector;
    const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}`;
    await open('', { at: AT, headers: { 'Content-Security-Policy': policy } });
    await expect(overlay(page)).toContainText(CLICK);
    await overlay(page).getByRole('button', { name: 'Close' }).click();
    await expect(overlay(page)).toHaveCount(0);
    expect(await page.evaluate('violated')).toEqual([]);
  });

  test('is text: what a form or an answer says is not read as HTML', async ({ open, collector, page }) => {
    collector.behaviour = {
      status: 400,
      body: JSON.stringify({ status: 'error', error: '<img src=x onerror="window.bad=1">' }),
    };
    await open('<form id="&lt;b&gt;x&lt;/b&gt;"></form>', { at: AT });
    await page.evaluate('subpixel.lead({ name: "Ann" })');
    await expect(overlay(page)).toContainText('form #<b>x</b>');
    await expect(overlay(page)).toContainText('<img src=x');
    expect(await overlay(page).locator('img,b').count()).toBe(0);
  });

  test('is loaded by an SDK without a tag, too', async ({ open, collector, page }) => {
    const settings = `<script>window.subpixel = { key: 'pk_test', endpoint: '${collector.origin}' }</script>`;
    const inline = `<script>fetch('${collector.origin}/sdk.js').then((r) => r.text()).then((text) => (0, eval)(text))</script>`;
    await open('<form id=f></form>', { at: AT, tag: settings + inline });
    await expect(overlay(page)).toContainText('form #f: has the click');
    await expect(overlay(page)).not.toContainText('no data-key');
  });
});

test.describe('it says', () => {
  const KEY = 'data-key=pk_test';
  const stored = (path = '/second') => `${path}?subpixel-debug`;
  const facts: [title: string, body: string, says: string, at?: string, attributes?: string][] = [
    ['that the click is of the URL', '', `click ${CLICK}, from the URL`],
    ['that it is behind the #', '', 'from the URL, behind the #', `/?subpixel-debug#/route?click=${CLICK}`],
    ['that the page gave it', '', 'from the page', stored(), `${KEY} data-click=${CLICK}`],
    ['that it is of an earlier page or new', '', 'from an earlier page, or new', stored()],
    ['which form has it', '<form id=order></form>', 'form #order: has the click'],
    [
      'a form by its name or action',
      '<form name=n></form><form action=/buy></form>',
      'form #n: has the click\nform /buy: has',
    ],
    [
      'that a form is switched off',
      '<form id=f data-subpixel=off></form>',
      'form #f: left alone (data-subpixel=off)',
    ],
    [
      'that a form keeps what a person typed',
      '<form id=f><input name=subid value=mine></form>',
      'form #f: keeps its own «subid» = «mine»',
    ],
    [
      'that a form gets it when it is sent',
      '<form id=f></form>',
      'form #f: gets the click when it is sent',
      AT,
      `${KEY} data-inject=submit`,
    ],
    ['that a click was registered', '', 'click created', stored('/')],
    ['that there is no key', '', 'no data-key', AT, ''],
    ['that there is no click without a key', '', 'no click: the URL has none', stored(), ''],
    [
      'that consent is missing',
      '',
      'no click: consent(true) has not been called',
      AT,
      `${KEY} data-consent=required`,
    ],
    [
      'that a GET form loses its query',
      '<form action="/buy?product=1"></form>',
      '1 GET form(s) with a query in the action',
    ],
  ];
  for (const [title, body, says, at = AT, attributes = KEY] of facts) {
    test(title, async ({ open, collector, page }) => {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await open(body, { at, tag: tagOf(collector, attributes) });
      const pattern = new RegExp(says.replace(/[()?#|.*+[\]]/g, '\\$&'));
      await expect(overlay(page)).toHaveText(pattern);
      const [line = ''] = says.split('\n');
      expect(
        said.filter((text) => text.includes(line)),
        'once on the console',
      ).toHaveLength(1);
      if (attributes) await expect(overlay(page)).not.toContainText('no data-key');
    });
  }

  test('what was sent and answered, and why something was not', async ({ open, collector, page }) => {
    await open('', { at: AT });
    await page.evaluate('subpixel.lead({ name: "Ann" })');
    await expect(overlay(page)).toContainText(/lead created: .*"name":"Ann"/);
    const hint = 'add the page’s host to the flow';
    collector.behaviour = {
      status: 403,
      body: JSON.stringify({ status: 'error', error: 'access', reason: 'origin', hint }),
    };
    await page.evaluate('subpixel.lead({ name: "Bob" })');
    await expect(overlay(page)).toContainText(`lead refused: access, origin, ${hint}`);
    collector.behaviour = { status: 404, body: '' };
    await page.evaluate('subpixel.lead({ name: "Cid" })');
    await expect(overlay(page)).toContainText('lead refused: http');
    collector.behaviour = { status: 503, body: '' };
    await page.evaluate('subpixel.lead({ name: "Dan" })');
    await expect(overlay(page)).toContainText('lead sent, no answer yet');
  });

  test('that consent was withdrawn', async ({ open, page }) => {
    await open('<form id=f></form>', { at: AT });
    await expect(overlay(page)).toContainText('has the click');
    await page.evaluate('subpixel.consent(false)');
    await expect(overlay(page)).toContainText('no click: consent was withdrawn');
    await expect(overlay(page)).not.toContainText('has the click');
  });

  test('of forms that come later', async ({ open, page }) => {
    await open('', { at: AT });
    await expect(overlay(page)).toContainText(CLICK);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<form id=late></form>')`);
    await expect(overlay(page)).toContainText('form #late: has the click');
  });
});
