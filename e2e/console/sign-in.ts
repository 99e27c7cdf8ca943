import type { Page } from '@playwright/test';
import type { FirstRun } from '../support/run-collector.ts';

/** Signs in by the keyboard alone, and goes on to the postbacks. */
export async function signIn(page: Page, { login, password }: FirstRun): Promise<void> {
  await page.goto('/console');
  await page.getByLabel('Login').fill(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/console/overview');
  await page.goto('/console/logs');
}
