import type { Page } from '@playwright/test';
import { findNetwork, simulateCall } from '../../collector/networks/index.ts';
import { startSite } from '../sdk/support/site.ts';
import { expect, test } from '../support/collector.ts';
import { copyFrom } from '../support/copy-from.ts';
import { signIn } from './sign-in.ts';

const copyBox = (page: Page, text: string | RegExp) =>
  page.locator('.copy').filter({ hasText: text }).first();

test('a newcomer, from the first sign-in to the first approved lead, by clicks and copies alone', async ({
  browser,
  collector,
}) => {
  const context = await browser.newContext({
    baseURL: collector.url,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  const shop = await startSite();

  await signIn(page, collector.firstRun);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('link', { name: 'New flow' }).click();
  await page.getByLabel('ID', { exact: true }).fill('first-offer');
  await page.getByLabel('Name').fill('First offer');
  await page.getByLabel('Landing URL').fill(`${shop.origin}/`);
  await page.getByRole('button', { name: 'Make the flow' }).click();

  await page.getByLabel('Network').fill('AdCombo');
  await page.getByRole('button', { name: 'Choose' }).click();
  const link = await copyFrom(copyBox(page, '/c/first-offer'));
  const tag = await copyFrom(copyBox(page, /<script defer src="[^"]*sdk\.js"/));
  const postbackUrl = await copyFrom(copyBox(page, '/api/track/postback'));

  // What was copied goes into pages of the newcomer's own, and to the network.
  shop.write(
    '/',
    `<!doctype html><title>shop</title><head>${tag}</head>
     <form method=post action=/order><input name=name><input name=phone><button>Order</button></form>`,
  );
  const checklist = page.locator('#checklist');
  await expect(checklist).toContainText('0 of 5');
  const visitor = await context.newPage();
  await visitor.goto(link);
  await visitor.locator('[name=name]').fill('Grace Newcomer');
  await visitor.locator('[name=phone]').fill('+1 555 0199');
  await expect(visitor.locator('input[name=subid]')).toHaveValue(/^[0-9a-f]{32}$/);
  await visitor.getByRole('button', { name: 'Order' }).click();
  await expect.poll(() => shop.orders().length).toBe(1);
  const order = new Map(shop.orders()[0]?.fields);
  await visitor.close();
  await expect(checklist.locator('li.done'), 'the list ticks itself').not.toHaveCount(0);

  const adcombo = findNetwork('adcombo');
  if (!adcombo) throw new Error('There is no template adcombo.');
  const sale = { click: order.get('subid') ?? '', uid: 'trans-9', status: 'confirmed', price: '21.50' };
  await fetch(simulateCall(adcombo, postbackUrl, sale));
  await expect(checklist.locator('li.done').filter({ hasText: 'approved lead' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Leads' }).click();
  const row = page.getByRole('row').filter({ hasText: 'trans-9' });
  for (const text of ['approve', '21.50 USD', 'first-offer']) await expect(row).toContainText(text);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  // Statistics follow within moments.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: 'First offer' }).first()).toContainText('21.50', {
      timeout: 500,
    });
  }).toPass();
  expect(problems).toEqual([]);
  await context.close();
  await shop.close();
});
