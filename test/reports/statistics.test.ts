import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allLeads } from '../../collector/reports/figures.ts';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { readTop } from '../../collector/reports/read-figures.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { age, countDirectly, countedRows, daysAndSums } from './support.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const HALF_HOUR = 30 * 60 * 1000;

/** One request of a network or a page; `click` chooses among those that there are. */
interface Call {
  readonly door: 'visit' | 'network' | 'page' | 'subid';
  readonly click: number;
  readonly uid: string;
  readonly goal: string;
  readonly status: string;
  readonly price: string;
  readonly currency: string;
  readonly source: string;
  readonly geo: string;
  readonly test: boolean;
  /** What happens after it: what is there so far is counted, or also moved into the past. */
  readonly after: '' | 'count' | 'age';
}

const call: fc.Arbitrary<Call> = fc.record({
  door: fc.constantFrom('visit', 'network', 'network', 'network', 'page', 'subid'),
  click: fc.nat(3),
  uid: fc.constantFrom('', 'a', 'b'),
  goal: fc.constantFrom('', 'registration', 'deposit'),
  status: fc.constantFrom('', 'new', 'hold', 'approve', 'cancel', 'trash', 'gibberish'),
  price: fc.constantFrom('', '0.1', '0.2', '12.5'),
  currency: fc.constantFrom('', 'EUR', 'KZT'),
  source: fc.constantFrom('', 'fb', 'tiktok'),
  geo: fc.constantFrom('', 'DE', 'BR'),
  test: fc.boolean(),
  after: fc.constantFrom('', '', 'count', 'age'),
});

test('whatever comes, the counted figures are those of leads and clicks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20, size: 'max' }), async (calls) => {
      const account = await collector.addAccount();
      const clicks: string[] = [];
      for (const each of calls) {
        await send(account, clicks, each);
        if (each.after !== '') await countAll(collector.database.knex);
        if (each.after === 'age') await age(collector, account.accountId);
      }
      await countAll(collector.database.knex);
      expect(await countedRows(collector, account.accountId)).toEqual(
        await countDirectly(collector, account.accountId),
      );
      const [days, sums] = await daysAndSums(collector, account.accountId);
      expect(days).toEqual(sums);
      await expectTop(account.accountId);
    }),
    { numRuns: Number(process.env.SUBPIXEL_MODEL ?? 25) },
  );
}, 600_000);

/** A table of some time is that of its half-hours, wherever the days of UTC begin in it. */
async function expectTop(accountId: string): Promise<void> {
  const last = Math.ceil(Date.now() / HALF_HOUR) * HALF_HOUR;
  for (const [from, to] of [
    [200, 0],
    [61, 3],
    [20, 15],
  ] as const) {
    const span = { begin: new Date(last - from * HALF_HOUR), end: new Date(last - to * HALF_HOUR) };
    const top = await readTop(collector.database.knex, accountId, 'source', span, 10);
    const rows = await collector.query<{ value: string; leads: number; clicks: number }>(
      `select value, sum(leads)::int as leads, sum(clicks)::int as clicks from (
         select value, bucket, new + hold + approve + cancel + trash as leads, 0 as clicks from lead_stats
          where account_id = $1 and dimension = 'source'
          union all
         select value, bucket, 0, clicks from click_stats where account_id = $1 and dimension = 'source') rows
        where bucket >= $2 and bucket < $3 group by value`,
      [accountId, span.begin, span.end],
    );
    const counted = [...top].map(([value, figures]) => [value, allLeads(figures), figures.clicks]);
    expect(counted.sort()).toEqual(rows.map(({ value, leads, clicks }) => [value, leads, clicks]).sort());
  }
}

async function send(account: TestAccount, clicks: string[], each: Call): Promise<void> {
  const { door, uid, goal, status, price, currency, source, geo } = each;
  const given = Object.fromEntries(
    Object.entries({ uid, goal, status, price, currency, geo, utm_source: source }).filter(
      ([, value]) => value !== '',
    ),
  );
  if (each.test) given.test = '1';
  if (door === 'visit') {
    const query = source === '' ? '' : `?utm_source=${source}`;
    const { headers } = await fetch(`${collector.url}/c/${account.flow}${query}`, { redirect: 'manual' });
    clicks.push(new URL(headers.get('location') ?? '').searchParams.get('click') ?? '');
  } else if (door === 'subid') {
    const query = { id: account.token, flow: account.flow, subid: String(each.click), ...given };
    await collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
  } else {
    const click = clicks[each.click % Math.max(1, clicks.length)];
    if (click === undefined) return;
    if (door === 'page') {
      const body = JSON.stringify({ key: account.siteKey, click, ...given });
      await collector.call('/api/track/lead.json', { method: 'POST', body });
    } else {
      const query = new URLSearchParams({ id: account.token, click, ...given });
      await collector.call(`/api/track/postback.json?${query}`);
    }
  }
}
