import type { Page } from '@playwright/test';
import { signIn } from '../console/sign-in.ts';
import { expect, test } from '../support/collector.ts';
import { startSite } from './site.ts';

// Each check starts a browser of its own.
test.describe.configure({ timeout: 180_000 });

/** Asks on a flow's page for an address to be checked, and waits for what is found. */
async function check(page: Page, url?: string): Promise<void> {
  if (url !== undefined) await page.getByLabel('Landing or thank-you page').fill(url);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible({ timeout: 45_000 });
}

const finding = (page: Page, name: string) =>
  page.locator('.findings li').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('the demo page is checked by one click; then its origin is taken off the list', async ({
  page,
  collector,
}) => {
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/demo');
  await check(page);
  await expect(page.getByRole('status')).toHaveText('It works: leads of this page arrive.');
  await expect(page.locator('.findings .badge')).toHaveText(Array(8).fill('ok'));
  await expect(finding(page, 'Test lead')).toContainText('It has arrived, marked as a test.');

  await page.goto('/console/leads?flow=demo');
  await expect(page.locator('tbody tr', { hasText: 'Installation check' }).first()).toContainText('test');

  await page.goto('/console/flows/demo/settings');
  await page.getByLabel('Origins').fill('https://shop.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await page.goto('/console/flows/demo/check');
  await check(page);
  const { origin } = new URL(collector.firstRun.demoUrl);
  await expect(page.getByRole('alert')).toContainText('do not arrive');
  await expect(finding(page, 'Click ID')).toContainText(`Add ${origin} to the flow’s origins`);
  await expect(finding(page, 'Test lead')).toContainText(`does not take anything from ${origin}`);
  await page.goto('/console/flows/demo/settings');
  await page.getByLabel('Origins').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
});

test('the console’s browser does not go inside: neither directly nor by a redirect', async ({
  page,
  collector,
}) => {
  const inside = await startSite();
  const secret = inside.write('/secret', { html: 'inside' });
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/demo');
  for (const url of [
    secret,
    secret.replace('127.0.0.1', 'localhost'),
    'http://169.254.169.254/latest/meta-data/',
  ]) {
    await check(page, url);
    await expect(finding(page, 'Page')).toContainText('inside a private network');
  }

  // The collector itself may be reached, and its tracking link leads wherever the flow says.
  await page.goto('/console/flows/demo/settings');
  await page.getByLabel('Landing URL').fill(secret);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await page.goto('/console/flows/demo/check');
  await check(page, `${collector.url}/c/demo`);
  await expect(finding(page, 'Page')).toContainText(`It leads to ${secret}`);
  await expect(finding(page, 'Page')).toContainText('inside a private network');
  await page.goto('/console/flows/demo/settings');
  await page.getByLabel('Landing URL').fill(collector.firstRun.demoUrl);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  expect(inside.requests(), 'nothing has knocked inside').toBe(0);
  await inside.close();
});

test('without JavaScript, on a phone: a wrong address is told, and nothing is wider than the screen', async ({
  browser,
  collector,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    baseURL: collector.url,
  });
  const page = await context.newPage();
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/demo/check');
  await page.getByLabel('Landing or thank-you page').fill('file:///etc/passwd');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('alert')).toHaveText(/begins with http:\/\/ or https:\/\//);
  await expect(page.getByLabel('Landing or thank-you page')).toHaveValue('file:///etc/passwd');
  await check(page, `${collector.url}/console/login?${'long'.repeat(60)}`);
  await expect(finding(page, 'Script tag')).toContainText(`data-key="${collector.firstRun.siteKey}"`);
  expect(await page.locator('main').evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(
    0,
  );
  await context.close();
});

test('a flow of nobody, and two checks at once', async ({ page, collector }) => {
  await signIn(page, collector.firstRun);
  const send = (flow: string) =>
    page.request.post(`/console/flows/${flow}/check`, {
      form: { url: collector.firstRun.demoUrl },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      timeout: 60_000,
    });
  expect((await send('nobodys')).status()).toBe(404);
  await page.goto('/console/flows/demo/check');
  const first = send('demo');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('alert')).toContainText('Another page is being checked');
  expect((await first).status()).toBe(200);
  await check(page);
});

test('while a page is checked, its button says so and takes no second click', async ({ page, collector }) => {
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/demo/check');
  // The event alone, which sends nothing: Playwright does not look at a page that is being left.
  await page.locator('form[data-busy]').evaluate((form) => form.dispatchEvent(new Event('submit')));
  await expect(page.getByRole('button', { name: 'Checking …' })).toBeDisabled();
});
