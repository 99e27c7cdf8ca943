import { expect, test } from '../support/collector.ts';
import { addClick, postback } from './senders.ts';
import { signIn } from './sign-in.ts';

test('an unknown status word is mapped where it was met, previewed, replayed, and the lead is approved', async ({
  browser,
  collector,
}) => {
  const clicks = [await addClick(collector), await addClick(collector)];
  for (const [index, click] of clicks.entries())
    await postback(collector, { click, uid: `order-${index}`, status: 'Zorblax', price: '12.50' });

  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: collector.url });
  const page = await context.newPage();
  await signIn(page, collector.firstRun);
  await page.getByLabel('Warning').selectOption('unmapped-status');
  await page.getByLabel('Status word').fill('Zorblax');
  await page.getByRole('button', { name: 'Filter' }).click();
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('link', { name: /^Show/ }).click();

  await page.getByLabel('«Zorblax» means').selectOption('approve');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('«Zorblax» now means approve in the flow demo');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('new → approve');

  // One of them by hand first: a preview, then the replay.
  await rows.first().getByRole('link', { name: /^Show/ }).click();
  await page.getByRole('link', { name: 'Preview a replay' }).click();
  await expect(page.getByText('new → approve')).toBeVisible();
  await expect(page.getByText("by the flow's mapping")).toBeVisible();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('updated');
  await page.locator('a[href^="/console/leads/"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('approve');

  await page.goto('/console/logs?warning=unmapped-status&word=Zorblax');
  await page.getByRole('link', { name: 'Replay what fits' }).click();
  await page.getByRole('button', { name: 'Replay all 1' }).click();
  await expect(page.getByRole('status')).toHaveText('Repeated 1: 1 updated.');
  await expect(page.getByText('Nothing is left that fits')).toBeVisible();
  for (const click of clicks) {
    await page.goto(`/console/leads?click=${click}`);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('approve');
  }
  await context.close();
});
