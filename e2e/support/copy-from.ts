import type { Locator } from '@playwright/test';

/** Copies by a box's own button; answers with what is in the clipboard then, which the context must be allowed to read. */
export async function copyFrom(box: Locator): Promise<string> {
  await box.getByRole('button', { name: 'Copy' }).click();
  return box.page().evaluate(() => navigator.clipboard.readText());
}
