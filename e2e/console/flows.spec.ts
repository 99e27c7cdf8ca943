import { findNetwork, type NetworkTemplate, simulateCall } from '../../collector/networks/index.ts';
import { expect, test } from '../support/collector.ts';
import { copyFrom } from '../support/copy-from.ts';
import { addClick } from './senders.ts';
import { signIn } from './sign-in.ts';

/** A template that the tests rely on. */
function network(id: string): NetworkTemplate {
  const found = findNetwork(id);
  if (!found) throw new Error(`There is no template ${id}.`);
  return found;
}

test('a flow for AdCombo: its URL is copied, the network’s test is heard, its call makes an approved lead', async ({
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
  await signIn(page, collector.firstRun);
  await page.getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('link', { name: 'New flow' }).click();
  await page.getByLabel('ID', { exact: true }).fill('adcombo-spring');
  await page.getByLabel('Name').fill('Spring');
  await page.getByLabel('Landing URL').fill('https://shop.example/offer');
  await page.getByLabel('Network').fill('AdCombo');
  await page.getByRole('button', { name: 'Make the flow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Spring');

  const copyBox = (text: string) => page.locator('.copy').filter({ hasText: text });
  const url = await copyFrom(copyBox('/api/track/postback'));
  expect(url).toMatch(/^http:\/\/localhost:\d+\/api\/track\/postback\.json\?id=sk_\w+&click=\{subacc4\}&/);

  await page.getByLabel('Your link from the network').fill('https://tracking.example/?offer=7');
  await page.getByRole('button', { name: 'Add the click ID' }).click();
  await expect(copyBox('subacc4={click}')).toContainText('https://tracking.example/?offer=7&subacc4={click}');

  await page.getByRole('button', { name: 'Listen for the network’s test' }).click();
  await expect(page.getByText('Nothing has come in yet')).toBeVisible();
  const invented = {
    click: '00000000000000000000000000000001',
    uid: 'test',
    status: 'confirmed',
    price: '1',
  };
  await fetch(simulateCall(network('adcombo'), url, invented));
  await expect(page.getByText('«confirmed» → approve by the AdCombo template'), 'by itself').toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Listen for the network’s test' })).toBeVisible();

  const click = await addClick(collector, '', 'adcombo-spring');
  const sale = { click, uid: 'trans-1', status: 'confirmed', price: '18.20' };
  await fetch(simulateCall(network('adcombo'), url, sale));
  await page.getByRole('main').getByRole('link', { name: 'Leads' }).click();
  const row = page.locator('tbody tr');
  await expect(row).toHaveCount(1);
  for (const text of ['approve', '18.20 USD', 'trans-1']) await expect(row).toContainText(text);
  expect(problems).toEqual([]);
  await context.close();
});

test('without JavaScript and on a phone a flow is set up, mistakes are told, and nothing is wider than the screen', async ({
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
  await page.goto('/console/flows/demo/settings');
  await page.getByLabel('Network').fill('No such network');
  await page.getByLabel('Status words').fill(`${'long-word-'.repeat(20)} = approve\nsold = paid`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Nothing was saved')).toBeVisible();
  await expect(page.getByText('Choose a network of the list,')).toBeVisible();
  await expect(page.getByLabel('Status words')).toHaveValue(/sold = paid/);
  await page.getByLabel('Network').fill('');
  await page.getByLabel('Status words').fill('sold = approve');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect(page.getByLabel('Status words')).toHaveValue('sold = approve');
  await page.getByRole('link', { name: 'Listen' }).click();
  await page.getByRole('button', { name: /^Listen/ }).click();
  await page.getByRole('button', { name: 'Stop' }).click();

  await page.goto('/console/settings/rates');
  await page.getByLabel('Or a CSV file').setInputFiles({
    name: 'rates.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('currency;usd\nEUR;1,0832\n'),
  });
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('1 rate is set.');
  await context.close();

  const wide = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: collector.url });
  const phone = await wide.newPage();
  await signIn(phone, collector.firstRun);
  for (const path of [
    '/flows',
    '/flows/demo',
    '/flows/new',
    '/flows/demo/settings',
    '/flows/demo/network',
    '/flows/demo/test',
    '/flows/demo/listen',
    '/settings/rates',
    '/replay?error=access',
  ]) {
    await phone.goto(`/console${path}`);
    const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([path, overflow]).toEqual([path, 0]);
  }
  await wide.close();
});

test('the checklist ticks itself, and the tester plays the network up to the first approved lead', async ({
  page,
  collector,
}) => {
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/new');
  await page.getByLabel('ID', { exact: true }).fill('ticks');
  await page.getByLabel('Name').fill('Ticks');
  await page.getByLabel('Landing URL').fill('https://shop.example/offer');
  await page.getByRole('button', { name: 'Make the flow' }).click();
  const done = page.locator('.checklist .done');
  await expect(page.locator('.checklist')).toContainText('0 of 5');
  await expect(done).toHaveCount(0);
  await addClick(collector, '', 'ticks');
  await expect(done, 'without a reload').toHaveCount(1);
  await expect(done).toContainText('A visitor by the tracking link');

  await page.getByRole('link', { name: 'Send a test postback' }).click();
  await page.getByLabel('Status word').fill('approve');
  await page.getByLabel('Payout').fill('12.50');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('«approve» → approve')).toBeVisible();
  await page.getByRole('link', { name: 'Show the lead' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('approve');
  await page.goto('/console/flows/ticks');
  await expect(done.filter({ hasText: 'The first approved lead' })).toContainText('test');
});
