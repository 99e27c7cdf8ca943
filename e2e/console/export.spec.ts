import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import ExcelJs from 'exceljs';
import { expect, test } from '../support/collector.ts';
import { addClick, postback } from './senders.ts';
import { signIn } from './sign-in.ts';

const PHONE = '+7 999 123-45-67';

async function download(page: Page, button: string): Promise<Download> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return coming;
}

test('filtered leads are taken away as XLSX and as CSV, and both open', async ({ page, collector }) => {
  const click = await addClick(collector);
  const buyer = { name: '=HYPERLINK("//evil.example")', phone: PHONE, 'meta[size]': 'XL' };
  await postback(collector, { click, uid: 'export-1', status: 'approve', price: '12.50', ...buyer });
  await postback(collector, { click, uid: 'export-2', status: 'cancel', ...buyer });
  await signIn(page, collector.firstRun);

  await page.goto('/console/leads');
  const filters = page.locator('form.filters');
  await filters.locator('[name=status]').selectOption('approve');
  await filters.locator('[name=search]').fill(click);
  await filters.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: 'Export leads' }).click();
  await expect(page.getByText('1 lead fits.')).toBeVisible();

  const xlsx = await download(page, 'Download XLSX');
  expect(xlsx.suggestedFilename()).toMatch(/^leads-\d{4}-\d\d-\d\d\.xlsx$/);
  const book = new ExcelJs.Workbook();
  await book.xlsx.readFile(await xlsx.path());
  const sheet = book.worksheets[0];
  expect(sheet?.rowCount).toBe(2);
  const cell = (name: string) => {
    const names = sheet?.getRow(1).values as string[];
    return sheet?.getRow(2).getCell(names.indexOf(name));
  };
  expect(cell('name')?.value).toBe(buyer.name);
  expect(cell('phone')?.value).toBe(PHONE);
  expect(cell('price')?.value).toBe(12.5);
  expect(cell('meta[size]')?.value).toBe('XL');
  await expect(page.getByText('Done: 1 rows.')).toBeVisible();

  const csv = await download(page, 'Download CSV');
  const rows = parse(await readFile(await csv.path()), { bom: true, columns: true });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    uid: 'export-1',
    price: '12.5',
    name: `'${buyer.name}`,
    phone: `'${PHONE}`,
  });
});
