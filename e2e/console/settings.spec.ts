import { Secret, TOTP } from 'otpauth';
import { expect, test } from '../support/collector.ts';
import { signIn } from './sign-in.ts';

test('a second step is set up by its key, and signing in then takes a code', async ({ page, collector }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await signIn(page, collector.firstRun);
  await page.goto('/console/settings/me');
  await page.getByRole('link', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the app' })).toBeVisible();
  const key = (await page.locator('pre.code').innerText()).replaceAll(' ', '');
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel('Code from your app').fill(totp.generate());
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('It is on: the next sign-in asks for a code.')).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Login').fill(collector.firstRun.login);
  await page.getByLabel('Password').fill(collector.firstRun.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/console\/login\/code/);
  await page.goto('/console/leads');
  await expect(page).toHaveURL(/\/console\/login\?/);
  await page.goto('/console/login/code?next=/console/leads');
  // The code of this half minute is used up: the clock may be half a minute off.
  await page.getByLabel('Code from your app').fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/console\/leads$/);

  // As it was, for who signs in next.
  await page.goto('/console/settings/me');
  await page.locator('form[action$="/off"]').getByLabel('Password').fill(collector.firstRun.password);
  await page.getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByText('From now on the password is enough.')).toBeVisible();
  expect(errors).toEqual([]);
});
