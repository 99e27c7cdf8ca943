import { expect, test } from '../support/collector.ts';

/** The way of one lead, from the visitor's arrival to the console, as a newcomer would walk it. */
for (const way of ['through the tracking link', 'directly'] as const) {
  test(`a visitor who arrives ${way} becomes an approved lead`, async ({ page, collector }) => {
    const { firstRun, url } = collector;
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    const buyer = `Ada ${way}`;

    await page.goto(way === 'directly' ? firstRun.demoUrl : `${url}/c/${firstRun.flow}?utm_source=spring`);
    const form = page.locator('form[name=order]');
    const subid = form.locator('input[name=subid]');
    await expect(subid).toHaveValue(/^[0-9a-f]{32}$/);
    const click = await subid.inputValue();
    if (way !== 'directly') expect(new URL(page.url()).searchParams.get('click')).toBe(click);

    await form.locator('[name=name]').fill(buyer);
    await form.locator('[name=phone]').fill('+1 555 0100');
    await form.getByRole('button', { name: /order/i }).click();
    await page.waitForURL('**/thanks**');
    expect(page.url()).not.toContain('555');
    await expect(page.locator('[data-answer]')).toContainText('created');

    await page.goto(`${firstRun.demoUrl}network`);
    const order = page.locator('article', { hasText: click }).first();
    await order.getByRole('button', { name: 'Approve' }).click();
    await expect(page.locator('article', { hasText: click }).first()).toContainText(
      '"lead_status":"approve"',
    );

    await page.goto('/console/login');
    await page.getByLabel(/login|user/i).fill(firstRun.login);
    await page.getByLabel(/password/i).fill(firstRun.password);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.goto('/console/leads');
    const lead = page.getByRole('row').filter({ hasText: buyer });
    await expect(lead).toContainText('approve');
    await expect(lead).toContainText('+1 555 0100');
    await page.goto(`/console/logs?click=${click}`);
    await expect(page.getByRole('row').filter({ hasText: 'updated' })).toHaveCount(1);
    expect(problems).toEqual([]);
  });
}

test('the traffic source learns of the lead that its ad has brought, by its own click ID', async ({
  page,
  collector,
}) => {
  const { demoUrl } = collector.firstRun;
  const source = await page.context().newPage();
  await source.goto(`${demoUrl}source`);
  // Its link, as a visitor would: in the same window.
  await page.goto(`${demoUrl}source`);
  await page.getByRole('link', { name: /lamp/ }).click();
  const form = page.locator('form[name=order]');
  await form.locator('[name=name]').fill('Grace Source');
  await form.locator('[name=phone]').fill('+1 555 0199');
  const click = await form.locator('input[name=subid]').inputValue();
  await form.getByRole('button', { name: /order/i }).click();
  await page.waitForURL('**/thanks**');
  await expect(source.locator('.clicks li')).toContainText('new');

  await page.goto(`${demoUrl}network`);
  const order = page.locator('article', { hasText: click }).first();
  await order.getByLabel('payout').fill('7.25');
  await order.getByRole('button', { name: 'Approve' }).click();
  const reported = source.locator('.clicks article', { hasText: /ad-[0-9a-f]{8}/ }).first();
  await expect(reported.locator('li').first()).toContainText(/approve.*7\.25 USD/);
  await expect(reported.locator('li')).toHaveCount(2);
});

test('the sample postback that the welcome prints approves the demo lead', async ({ collector }) => {
  const sample = /curl '([^']+)'/.exec(collector.output())?.[1] ?? '';
  const first = await (await fetch(sample)).json();
  expect(first).toMatchObject({ status: 'ok', result: 'updated', lead_status: 'approve' });
  expect(await (await fetch(sample)).json()).toMatchObject({ error: 'no-changes', reason: 'same' });
});
