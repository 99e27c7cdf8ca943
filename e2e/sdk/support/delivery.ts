import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import pg from 'pg';
import { type EmbeddedPostgres, startTemporaryPostgres } from '../../../collector/storage/embedded/index.ts';
import { type RunningCollector, runCollector } from '../../support/run-collector.ts';
import { type Network, startNetwork } from './network.ts';
import { type Site, startSite } from './site.ts';

export { expect } from '@playwright/test';

/** Somebody with a browser of their own who has clicked on the tracking link. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** 32 hex digits. */
  readonly click: string;
  /** Sends the visitor's leads, one for each of `GOALS`: an expression for the page, of all answers. */
  readonly call: string;
}

/** Leads of one click are told apart by their goals. */
export const GOALS = ['g1', 'g2'];

/** A lead in the collector's database. */
export interface StoredLead {
  readonly click: string;
  readonly goal: string;
  readonly name: string;
}

interface World {
  readonly collector: RunningCollector;
  readonly network: Network;
  readonly site: Site;
}

interface Fixtures {
  network: Network;
  site: Site;
  /** The script tag of the demo flow. */
  tag: string;
  /** A page that has nothing but the tag. */
  landing: string;
  /** Clicks on the tracking link; answers with the click ID. */
  click(): Promise<string>;
  /** Brings visitors to a page with the tag, all of them before anything else happens. */
  visitors(count: number): Promise<Visitor[]>;
  /** The leads of clicks, sorted. */
  storedLeads(clicks: readonly string[]): Promise<StoredLead[]>;
}

/** Pages against the real collector and its Postgres, with a network between them that can be told to fail. */
export const test = base.extend<Fixtures, { database: EmbeddedPostgres; world: World }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const database = await startTemporaryPostgres();
      await use(database);
      await database.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  world: [
    async ({ database }, use) => {
      const collector = await runCollector({ DATABASE_URL: database.databaseUrl });
      const network = await startNetwork(collector.url);
      const site = await startSite();
      await use({ collector, network, site });
      await Promise.all([site.close(), network.close()]);
      await collector.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  network: async ({ world: { network } }, use) => {
    Object.assign(network, { weather: 'pass', latencyMs: 0 });
    network.forget();
    await use(network);
  },

  site: ({ world }, use) => use(world.site),

  tag: ({ world: { collector, network } }, use) =>
    use(`<script defer src="${network.origin}/sdk.js" data-key="${collector.firstRun.siteKey}"></script>`),

  click: ({ world: { collector } }, use) =>
    use(async () => {
      const link = `${collector.url}/c/${collector.firstRun.flow}`;
      const { headers } = await fetch(link, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '').searchParams.get('click') ?? '';
    }),

  landing: async ({ site, tag }, use) => {
    site.write('/landing', `<!doctype html><meta charset=utf-8><title>landing</title>${tag}`);
    await use(`${site.origin}/landing`);
  },

  visitors: async ({ browser, landing, click }, use) => {
    const contexts: BrowserContext[] = [];
    const goals = JSON.stringify(GOALS);
    const arrive = async (name: string): Promise<Visitor> => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      const id = await click();
      await page.goto(`${landing}?click=${id}`);
      return {
        context,
        page,
        click: id,
        call: `Promise.all(${goals}.map((goal) => subpixel.lead({ name: '${name}', goal })))`,
      };
    };
    await use(async (count) => {
      const all: Visitor[] = [];
      // Eight at a time: a browser that is busy with hundreds runs into timeouts.
      while (all.length < count) {
        const names = Array.from(
          { length: Math.min(8, count - all.length) },
          (_, n) => `Ann ${all.length + n}`,
        );
        all.push(...(await Promise.all(names.map(arrive))));
      }
      return all;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  storedLeads: async ({ database }, use) => {
    const client = new pg.Client({ connectionString: database.databaseUrl });
    await client.connect();
    await use(async (clicks) => {
      const { rows } = await client.query<StoredLead>(
        `SELECT replace(click_id::text, '-', '') AS click, goal, name FROM leads
         WHERE click_id = ANY ($1::uuid[]) ORDER BY click_id, goal, id`,
        [clicks],
      );
      return rows;
    });
    await client.end();
  },
});

test.afterEach(({ network }) => {
  expect(network.requests('OPTIONS'), 'no request needed a preflight').toEqual([]);
});
