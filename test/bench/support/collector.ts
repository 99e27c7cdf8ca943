import pg from 'pg';
import { type RunningCollector, runCollector } from '../../../e2e/support/run-collector.ts';
import { clickIdSql } from './clicks.ts';
import type { Shot } from './load.ts';

/** A collector, a process of its own, and what to send to it. */
export interface BenchCollector {
  readonly collector: RunningCollector;
  readonly port: number;
  /** Converts a click: makes a lead of the network's own ID, approved, with a price. */
  readonly postback: Shot;
  /** The pixel of a thank-you page. */
  readonly lead: Shot;
  /** A page that registers the visit. */
  readonly click: Shot;
}

/** Starts one that sends nothing on. Limits that are meant for strangers are off: the load comes from one address and with one key. */
export async function startBenchCollector(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<BenchCollector> {
  const collector = await runCollector({
    DATABASE_URL: databaseUrl,
    SUBPIXEL_RATE_PER_NETWORK: '0',
    SUBPIXEL_RATE_PER_KEY: '0',
    ...environment,
  });
  // The demo's own receiver would be told of each lead.
  const client = await connectTo(databaseUrl);
  await client.query(`update receivers set is_on = false where id = 'rc_demo'`);
  await client.end();
  const { postbackToken, siteKey } = collector.firstRun;
  const visit = { key: siteKey, url: 'https://shop.example/offer?utm_source=bench', referrer: '' };
  const contact = { name: 'Ann Example', phone: '+15550100', email: 'ann@shop.example', goal: 'UID' };
  return {
    collector,
    port: Number(new URL(collector.url).port),
    postback: {
      share: 1,
      target: `/api/track/postback.json?id=${postbackToken}&click=CLICK&uid=UID&status=approve&price=12.50&currency=USD`,
      good: /"created"/.source,
    },
    lead: {
      share: 1,
      target: '/api/track/lead.json',
      body: JSON.stringify({ key: siteKey, click: 'CLICK', ...contact }),
      good: /"created"|"updated"|"same"/.source,
    },
    click: { share: 1, target: '/api/track/click.json', body: JSON.stringify(visit), good: /"ok"/.source },
  };
}

/** Clicks of the collector's flow, by number: `from` and the ones before `to`. */
export async function addClicks(client: pg.Client, flow: string, from: number, to: number): Promise<void> {
  await client.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, user_agent, url, referrer, tags)
     select ${clickIdSql('n')}, account_id, id, 1, 'link', now(), 'Mozilla/5.0', 'https://shop.example/', '', '{"utm_source":"bench"}'
       from flows, generate_series(${from}, ${to - 1}) n where id = $1`,
    [flow],
  );
}

/** A connection of its own to a database. */
export async function connectTo(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}
