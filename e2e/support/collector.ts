import { test as base } from '@playwright/test';
import { type RunningCollector, runCollector } from './run-collector.ts';

export { expect } from '@playwright/test';

/**
 * Tests against the real collector: one per worker, with an embedded database of its own and the demo. `baseURL` is
 * the collector's, so `page.goto('/console/logs')` works.
 */
export const test = base.extend<object, { collector: RunningCollector }>({
  collector: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const collector = await runCollector();
      await use(collector);
      await collector.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: ({ collector }, use) => use(collector.url),
});
