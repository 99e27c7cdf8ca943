import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [390, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What is wrong with the page that is open, at phone and desktop width, light and dark: what axe-core calls a
 * violation, and what is wider than the screen. Everything that can be opened is open.
 */
export async function judgePage(page: Page): Promise<string[]> {
  const problems: string[] = [];
  await page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });
  // By the debugger, which no Content-Security-Policy stops.
  await page.evaluate(AXE);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) problems.push(`${width}: ${overflow} px wider than the screen`);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const violations = await page.evaluate(runAxe, TAGS);
      problems.push(...violations.map((violation) => `${width} ${colorScheme}: ${violation}`));
    }
  }
  return problems;
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

async function runAxe(tags: string[]): Promise<string[]> {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id} (${help}) at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(', ')}`,
  );
}
