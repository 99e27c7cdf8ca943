import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { type Waiting, WaitingLine } from '../../collector/console/components/waiting-line.tsx';
import { startConsole } from './console-stand.ts';

const TWO = Date.parse('2026-01-02T14:02:00Z');
const textOf = (html: string) => html.replace(/<[^>]*>/g, '').trim();

test.each<[Waiting, string]>([
  [{ depth: 0, oldest: null, quarantined: 0 }, ''],
  [{ depth: 1, oldest: TWO, quarantined: 0 }, '1 postback waits for the database since 2026-01-02 14:02:00.'],
  [
    { depth: 12, oldest: TWO, quarantined: 3 },
    '12 postbacks wait for the database since 2026-01-02 14:02:00. 3 could not be applied: kept in the spool’s folder «quarantine», each with its reason.',
  ],
])('what waits: %o', (waiting, text) => {
  expect(textOf(render(h(WaitingLine, waiting)))).toBe(text);
});

test('the log says what was set aside, and nothing while nothing is', async () => {
  const spoolFolder = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
  const stand = await startConsole({ spoolFolder });
  const visitor = await stand.enter((await stand.addUser()).login);
  const page = async () => (await visitor.get('/console/logs')).html;
  expect(await page()).not.toContain('role="status"');
  await stand.spools?.append('not a postback');
  await expect.poll(page, { timeout: 10_000 }).toContain('1 could not be applied');
  await stand.close();
  await rm(spoolFolder, { recursive: true });
});
