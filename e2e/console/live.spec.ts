import { expect, test } from '../support/collector.ts';
import { postback } from './senders.ts';
import { signIn } from './sign-in.ts';

test('a live log grows by itself, says so, and rests while text is selected', async ({ page, collector }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  const word = 'live-tail';
  await postback(collector, { flow: collector.firstRun.flow, subid: 'one', status: word });
  await signIn(page, collector.firstRun);
  await page.goto(`/console/logs?word=${word}`);
  await page.getByRole('link', { name: 'Live' }).click();
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(1);

  await postback(collector, { flow: collector.firstRun.flow, subid: 'two', status: word });
  await postback(collector, { flow: collector.firstRun.flow, subid: 'three', status: 'another word' });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveClass('fresh');
  await expect(rows.first().locator('time')).toHaveAttribute('title', /\d/);
  await expect(page.getByRole('status').filter({ hasText: 'New: 1' })).toBeVisible();

  // While somebody selects text nothing moves; afterwards the row that came meanwhile appears.
  await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('h1') as Node));
  await postback(collector, { flow: collector.firstRun.flow, subid: 'four', status: word });
  await page.waitForTimeout(2500);
  await expect(rows).toHaveCount(2);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await expect(rows).toHaveCount(3);

  await page.getByRole('link', { name: 'Live: stop' }).click();
  await expect(page).toHaveURL(new RegExp(`/console/logs\\?word=${word}$`));
  expect(problems).toEqual([]);
});
