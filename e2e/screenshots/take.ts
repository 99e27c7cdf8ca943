import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { findChromium } from '../../collector/check/find-chromium.mjs';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { openDatabase } from '../../collector/storage/database.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { runCollector } from '../support/run-collector.ts';
import { addSampleMessages } from '../support/sample-messages.ts';
import { sendSampleMonth } from '../support/sample-month.ts';

// Writes e2e/screenshots/out/*.png: each page at desktop width in light and dark, and at phone width; in Russian where the
// last argument is `ru` (`npm run screenshots ru`). A month of a busy affiliate is made up first.

const LOCALE = process.argv.at(-1) === 'ru' ? 'ru' : 'en';
const OUT = fileURLToPath(new URL('../screenshots/out/', import.meta.url));
const LOOKS = [
  { name: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const;
/** By address; a text with a capital letter is the link that is followed from the page before. */
const PAGES: readonly (readonly [name: string, path: string, click?: string])[] = [
  ['overview', '/console/overview?range=30d'],
  ['postbacks', '/console/logs'],
  ['postback', '/console/logs?outcome=error', 'td.action a'],
  ['outgoing', '/console/outgoing'],
  ['message', '/console/outgoing?state=failed', 'td.action a'],
  ['leads', '/console/leads'],
  ['lead', '/console/leads', 'td.action a'],
  ['clicks', '/console/clicks'],
  ['flows', '/console/flows'],
  ['flow', '/console/flows/adcombo-spring'],
  ['settings', '/console/settings/me'],
  ['help', '/console/help'],
  ['new-flow', '/console/flows/new'],
  ['flow-test', '/console/flows/adcombo-spring/test'],
  ['users', '/console/settings/users'],
  ['account', '/console/settings/account'],
  ['tokens', '/console/settings/tokens'],
  ['rates', '/console/settings/rates'],
  ['import', '/console/leads/import'],
  ['export', '/console/leads/export'],
];

const postgres = await startTemporaryPostgres();
const collector = await runCollector({ DATABASE_URL: postgres.databaseUrl });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });
try {
  await fillAccount(postgres.databaseUrl);
  await mkdir(OUT, { recursive: true });
  for (const look of LOOKS) {
    const { viewport, colorScheme } = look;
    const context = await browser.newContext({ baseURL: collector.url, viewport, colorScheme });
    const page = await context.newPage();
    await signIn(page);
    for (const [name, path, click] of PAGES) {
      await page.goto(path);
      if (click)
        await Promise.all([
          page.waitForURL((url) => url.pathname !== path),
          page.locator(click).first().click(),
        ]);
      await page.screenshot({ path: `${OUT}${name}-${look.name}.png`, fullPage: true });
    }
    await context.close();
  }
  console.log(`e2e/screenshots/out: ${PAGES.length * LOOKS.length} pictures`);
} finally {
  await browser.close();
  await collector.stop();
  await postgres.stop();
}

async function fillAccount(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into flows (id, account_id, name, site_key, landing_url, network, currency)
     select t.id, a.id, t.name, 'pk_' || t.id, 'https://shop.example/' || t.id, t.network, t.currency
       from accounts a, (values ('adcombo-spring', 'Spring, slimming', 'adcombo', 'USD'), ('everad-joints', 'Joints, South', 'everad', 'EUR'),
         ('lucky-wheel', 'Lucky wheel', null, 'USD')) as t(id, name, network, currency)`,
  );
  await client.query(
    `insert into rates (account_id, currency, usd) select id, 'EUR', 1.0832 from accounts on conflict do nothing`,
  );
  await client.query('update users set locale = $1', [LOCALE]);
  const { rows: flows } = await client.query<{ id: string; siteKey: string }>(
    `select id, site_key as "siteKey" from flows order by id`,
  );
  const { rows: tokens } = await client.query<{ id: string }>('select id from tokens');
  await client.end();
  await sendSampleMonth(databaseUrl, { tokenId: tokens[0]?.id ?? '', flows }, new Date());
  await addSampleMessages(databaseUrl, tokens[0]?.id ?? '', ' · Team chat');
  // The collector would take its time for a whole month.
  const database = openDatabase(databaseUrl, () => undefined);
  await countAll(database.knex);
  await database.close();
}

async function signIn(page: Page): Promise<void> {
  const { login, password } = collector.firstRun;
  await page.goto('/console/login');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForURL(/console\/(?!login)/), page.keyboard.press('Enter')]);
}
