import type { Page } from '@playwright/test';

/** Files are no pages, and signing out ends the walk. */
const NO_PAGE = /\.(?:csv|xlsx|json)$|\/export\/file|\/logout|\/assets\//;

/** Of pages that differ by an ID only: enough to meet what is special about one. */
const OF_A_KIND = 4;

/**
 * Every page of the console that can be reached by links, from a start on: what is added later is found by itself. Of
 * pages that differ by an ID or by their query only, some.
 *
 * @param visit is called with every page when it has been opened
 */
export async function crawl(page: Page, start: readonly string[], visit: (path: string) => Promise<void>) {
  const seen = new Map<string, Set<string>>();
  const waiting = [...start];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    const alike = seen.get(kind) ?? new Set();
    if (alike.has(path) || alike.size >= (kind.includes(':id') ? OF_A_KIND : 1)) continue;
    seen.set(kind, alike.add(path));
    await page.goto(path);
    const links = await page
      .locator('a[href^="/console"]:not([download])')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    waiting.push(
      ...links
        .map((link) => link.split('#')[0] ?? '')
        .filter((link) => !NO_PAGE.test(link.split('?')[0] ?? '')),
    );
    await visit(path);
  }
  return [...seen.keys()];
}

function kindOf(path: string): string {
  const { pathname, search } = new URL(path, 'http://console');
  const kind = pathname
    .replace(/[0-9a-f]{32}|\brc_\w+/g, ':id')
    .replace(/\/help\/(?:error|reason|warning|sending)-.*/, '/help/:id');
  return kind + (search === '' ? '' : '?');
}
