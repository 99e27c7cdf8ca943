import type { Page } from '@playwright/test';
import { expect, test } from '../support/collector.ts';
import { addClick, postback } from './senders.ts';
import { signIn } from './sign-in.ts';

let problems: string[];
test.beforeEach(({ page }) => {
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});
test.afterEach(() => expect(problems).toEqual([]));

const rows = (page: Page) => page.locator('tbody tr');

test('a refused postback is found, understood and followed to its lead', async ({ page, collector }) => {
  const click = await addClick(collector);
  await postback(collector, { click, uid: 'order-1', name: 'Ada', status: 'approve', price: '12.50' });
  await postback(collector, { click: '{subacc4}', status: 'approve' });
  await postback(collector, { click, uid: 'order-1', status: 'approve' });
  await signIn(page, collector.firstRun);

  await page.getByLabel('Error').selectOption('bad-click');
  await page.getByRole('button', { name: 'Filter' }).click();
  const refused = rows(page).filter({ hasText: 'unreplaced-macro' });
  await refused.getByRole('link', { name: /^Show/ }).click();
  await expect(page.getByText('the network sent «{subacc4}» literally').first()).toBeVisible();
  expect(await page.content(), 'the token is in no page').not.toContain(collector.firstRun.postbackToken);

  await page.goto(`/console/logs?click=${click}`);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('same');
  await rows(page).last().getByRole('link', { name: /^Show/ }).click();
  await expect(page.getByRole('heading', { name: 'Other postbacks of this click' })).toBeVisible();
  await page.getByText('As sent').first().click();
  await expect(page.getByText(`id=[redacted]&click=${click}`)).toBeVisible();

  await page.locator('a[href^="/console/leads/"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ada');
  await expect(page.getByText('12.50').first()).toBeVisible();
  const history = page.locator('.history');
  await history.getByRole('link', { name: 'postback' }).click();
  await expect(page.getByRole('heading', { name: 'What was decided' })).toBeVisible();
});

test('the reader’s own time stands beside UTC', async ({ browser, collector }) => {
  const context = await browser.newContext({
    timezoneId: 'Asia/Tokyo',
    locale: 'en-GB',
    baseURL: collector.url,
  });
  const page = await context.newPage();
  await signIn(page, collector.firstRun);
  const time = page.locator('time').first();
  const utc = new Date((await time.getAttribute('datetime')) ?? '');
  await expect(time).toHaveText(utc.toISOString().slice(0, 19).replace('T', ' '));
  const hourInTokyo = String((utc.getUTCHours() + 9) % 24).padStart(2, '0');
  await expect(time).toHaveAttribute('title', new RegExp(`${hourInTokyo}:\\d\\d:\\d\\d`));
  await context.close();
});

test('it works without JavaScript, at the width of a phone', async ({ browser, collector }) => {
  await postback(collector, { click: await addClick(collector), name: 'Grace', status: 'hold' });
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    baseURL: collector.url,
  });
  const page = await context.newPage();
  await signIn(page, collector.firstRun);
  await page.getByLabel('Outcome').selectOption('ok');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await rows(page).filter({ hasText: 'Grace' }).getByRole('link', { name: /^Show/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Grace');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await context.close();
});

test('after signing out nothing can be had back', async ({ page, collector }) => {
  await signIn(page, collector.firstRun);
  await expect(page.getByRole('heading', { name: 'Incoming postbacks' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('over plain http, where browsers say only the origin of a form', async ({ browser, collector }) => {
  // No loopback address: there browsers behave as over https.
  const baseURL = collector.url.replace('localhost', '0.0.0.0');
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await signIn(page, collector.firstRun);
  const headers = await (await sent).allHeaders();
  expect([headers['sec-fetch-site'], headers.origin]).toEqual([undefined, baseURL]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await context.close();
});
