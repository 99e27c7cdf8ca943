import { test as base, expect, type Page } from '@playwright/test';
import { type Collector, startCollector } from './collector.ts';
import { type Site, startSite } from './site.ts';

export { expect } from '@playwright/test';

/** A click ID as the collector makes it, and one of another tracker. */
export const CLICK = '0192f3a4b5c67d8e9f00112233445566';
export const FOREIGN = 'd41d8cd98f00b204e9800998ecf8427e';

interface Options {
  /** Path and query of the page. Default `/?click=CLICK`. */
  at?: string;
  /** The tag in the head. Default: the one of the README. */
  tag?: string;
  headers?: Record<string, string>;
}

interface Fixtures {
  collector: Collector;
  site: Site;
  /** Writes a page with this body and the SDK's tag, and opens it. */
  open(body: string, options?: Options): Promise<Page>;
  /** Waits until all that the page has sent so far has arrived: then "nothing was sent" can be said. */
  settle(): Promise<void>;
  /** What the page threw. Empty after every test. */
  pageErrors: string[];
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  collector: async ({}, use) => {
    const collector = await startCollector();
    await use(collector);
    await collector.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },

  pageErrors: [
    async ({ context, collector }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      await use(errors);
      expect(errors, 'the page saw no error').toEqual([]);
      expect(collector.preflights(), 'no request needed a preflight').toEqual([]);
      expect(collector.told(), 'no URL says whom a lead is of').toEqual([]);
    },
    { auto: true },
  ],

  open: async ({ page, site, collector }, use) => {
    await use(async (body, options = {}) => {
      const { at = `/?click=${CLICK}`, tag = tagOf(collector), headers = {} } = options;
      site.write(
        new URL(at, site.origin).pathname,
        `<!doctype html><meta charset=utf-8><title>page</title>${tag}<body>${body}`,
        headers,
      );
      await page.goto(site.origin + at);
      return page;
    });
  },

  settle: async ({ page, collector }, use) => {
    await use(async () => {
      await page.evaluate((url) => fetch(url).then(() => {}), `${collector.origin}/settled`);
    });
  },
});

/** The script tag as the README shows it. */
export function tagOf(collector: Collector, attributes = 'data-key="pk_test"'): string {
  return `<script defer src="${collector.origin}/sdk.js" ${attributes}></script>`;
}

/** The values of a field in one form, in the order in which the form would send them. */
export function valuesOf(page: Page, form: string, field = 'subid'): Promise<string[]> {
  return page
    .locator(form)
    .evaluate(
      (element, name) => new FormData(element as HTMLFormElement).getAll(name).map((value) => String(value)),
      field,
    );
}

/** The values of the inputs that are in the DOM of a form, whatever it would send. */
export function inputsOf(page: Page, form: string, field = 'subid'): Promise<string[]> {
  return page
    .locator(`${form} [name="${field}"]`)
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
}
