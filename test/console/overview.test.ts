import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { addFlow } from '../../collector/storage/flows.ts';
import { type ConsoleStand, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

/** The text of a page, of each cell and tile one after the other. */
const textOf = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<(title|desc)\b[^>]*>.*?<\/\1>/g, '')
    .replace(/<(td|th|dt|dd|li|p|h2|tr)\b[^>]*>/g, ' | ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

async function overview(visitor: Visitor, query = '?range=today'): Promise<string> {
  await countAll(stand.database.knex);
  const { status, html } = await visitor.get(`/console/overview${query}`);
  expect(status).toBe(200);
  return textOf(html);
}

test('an account without anything is told what to do next', async () => {
  const account = await stand.addUser();
  const { html } = await (await stand.enter(account.login)).get('/console/overview');
  expect(html).toContain('Nothing has come yet');
  expect(html).toContain(`href="/console/flows/${account.flow}"`);
});

test('who signs in begins there', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  for (const path of ['/console', '/console/login'])
    expect((await visitor.get(path)).headers.get('location')).toBe('/console/overview');
});

test('figures are those of the postbacks, by flow, source and goal; tests do not count', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const clicks: string[] = [];
  for (const source of ['fb', 'fb', 'fb', 'tiktok', 'tiktok'])
    clicks.push(await stand.addClick(account, `?utm_source=${source}`));
  const [first = '', second = '', third = '', fourth = ''] = clicks;
  await stand.postback(account, { click: first, status: 'approve', price: '10.10', currency: 'USD' });
  await stand.postback(account, {
    click: second,
    status: 'hold',
    price: '0.20',
    currency: 'USD',
    goal: 'deposit',
  });
  await stand.postback(account, { click: third, status: 'trash', geo: 'DE' });
  await stand.postback(account, {
    click: fourth,
    status: 'approve',
    price: '99',
    currency: 'USD',
    test: '1',
  });

  const text = await overview(visitor);
  expect(text).toContain('Clicks | 5');
  expect(text).toContain('Unique visitors | ≈ 1');
  expect(text).toContain('Leads | 3');
  expect(text).toContain('Hold 1Approved 1Trash 1');
  expect(text).toContain('CR | 60.0 %');
  expect(text).toContain('Approval | 66.7 % | without trash 100.0 %');
  expect(text).toContain('EPC | 2.06 USD');
  expect(text).toContain('Confirmed | 10.10 USD');
  expect(text).toContain('On hold | 0.20 USD');
  expect(text).toContain('| fb | 3 | 3 | 1 | 1 | – | 1 | 100.0 % | 66.7 % | 3.43 USD | 10.30 USD');
  expect(text).toContain('| tiktok | 2 | – | – | – | – | – | 0.0 % | – | – | –');
  expect(text).toContain('| deposit | 1 | 1 | – | – | – | 100.0 % | 0.20 USD');
  expect(text).toContain('Germany DE');

  // A word that comes later moves the lead and its money.
  await stand.postback(account, { click: first, status: 'cancel' });
  expect(await overview(visitor)).toContain('Hold 1Cancelled 1Trash 1');
});

test('money of several currencies is converted, and what has no rate is said', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  await stand.query(`insert into rates (account_id, currency, usd) values ($1, 'EUR', 1.1)`, [
    account.accountId,
  ]);
  for (const [uid, price, currency] of [
    ['a', '10', 'EUR'],
    ['b', '1.5', 'USD'],
    ['c', '1234567.89', 'KZT'],
  ] as const) {
    const query = { flow: account.flow, subid: 'one', uid, status: 'approve', price, currency };
    await stand.postback(account, query);
  }
  const text = await overview(visitor);
  expect(text).toContain('Confirmed | 12.50 USD + 1,234,567.89 KZT');
  expect(text).toContain('No rate leads from KZT to USD');
  expect(text, 'a subid is nobody’s click').toContain('Clicks | 0');
  expect(text).toContain('CR | –');

  await stand.query(`update users set currency = 'EUR' where account_id = $1`, [account.accountId]);
  expect(await overview(visitor)).toContain('Confirmed | 11.36 EUR + 1,234,567.89 KZT');
  await stand.query(`insert into rates (account_id, currency, usd) values ($1, 'KZT', 0.002)`, [
    account.accountId,
  ]);
  expect(await overview(visitor)).toContain(
    'Confirmed | 2,256.03 EUR | 10.00 EUR · 1,234,567.89 KZT · 1.50 USD',
  );
});

test('figures of one flow, and what is not told apart by flow is said', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const other = { id: `other-${account.tokenId}`, name: 'The other', siteKey: `pk_${account.tokenId}` };
  const { knex } = stand.database;
  await addFlow(knex, { ...other, accountId: account.accountId, landingUrl: 'https://shop.example' });
  const [mine, theirs] = [
    await stand.addClick(account),
    await stand.addClick({ ...account, flow: other.id }),
  ];
  await stand.addClick(account, '?utm_source=fb');
  await stand.postback(account, { click: mine, status: 'approve', price: '7', currency: 'USD' });
  await stand.postback(account, { click: theirs, status: 'hold', price: '5', currency: 'USD' });

  const all = await overview(visitor);
  expect(all).toContain('Clicks | 3');
  expect(all).toContain('| The other | 1 | 1 | 1 |');
  const one = await overview(visitor, `?range=today&flow=${account.flow}`);
  for (const shown of ['Clicks | 2', 'Leads | 1', 'CR | 50.0 %', 'EPC | 3.50 USD', 'Confirmed | 7.00 USD'])
    expect(one).toContain(shown);
  expect(one).toContain('Unique visitors | – | kept for all flows together');
  expect(one).not.toContain('By source');
  expect(await overview(visitor, `?range=today&flow=${other.id}`)).toContain('On hold | 5.00 USD');

  const { html } = await visitor.get(`/console/overview?range=today&flow=${account.flow}`);
  expect(html).toMatch(new RegExp(`href="/console/leads[^"]*flow=${account.flow}[^"]*status=approve"`));
  expect(html, 'other days of the same flow').toContain(
    `href="/console/overview?range=30d&amp;flow=${account.flow}"`,
  );
  // The form sends dates: a usual range stays one.
  const from = /name="from" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const sent = await visitor.get(`/console/overview?flow=${other.id}&from=${from}&to=${from}`);
  expect(sent.html).toMatch(/range=today[^"]*" aria-current="page"/);

  const foreign = await stand.addUser();
  expect((await visitor.get(`/console/overview?flow=${foreign.flow}`)).status).toBe(404);
});

test('days are the reader’s', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  // One at 23:40 on the 9th and one at 00:10 on the 10th, UTC.
  for (const at of ['2031-03-09T23:40:00Z', '2031-03-10T00:10:00Z'])
    await stand.query(
      `insert into click_stats (account_id, dimension, bucket, value, clicks)
       values ($1, '', date_bin('30 minutes', $2::timestamptz, 'epoch'::timestamptz), '', 7)`,
      [account.accountId, at],
    );
  const shown = async (zone: string) => {
    await stand.query('update users set time_zone = $2 where account_id = $1', [account.accountId, zone]);
    return (await overview(visitor, '?from=2031-03-09&to=2031-03-11')).match(/2031-03-\d\d \| \d+/g);
  };
  // That is in the future, where there is nothing.
  expect(await shown('UTC')).toBeNull();
  await stand.query(`update click_stats set bucket = bucket - interval '10 years' where account_id = $1`, [
    account.accountId,
  ]);
  const then = async (zone: string) => {
    await stand.query('update users set time_zone = $2 where account_id = $1', [account.accountId, zone]);
    return (await overview(visitor, '?from=2021-03-08&to=2021-03-11')).match(/2021-03-\d\d \| \d+/g);
  };
  expect(await then('UTC')).toEqual(['2021-03-10 | 7', '2021-03-09 | 7']);
  expect(await then('Europe/Moscow')).toEqual(['2021-03-10 | 14']);
  expect(await then('America/New_York')).toEqual(['2021-03-09 | 14']);
  // Half past five ahead: 23:40 is 05:10 on the 10th.
  expect(await then('Asia/Kolkata')).toEqual(['2021-03-10 | 14']);
});

test('what needs a person is said, each with a way there', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const click = await stand.addClick(account);
  await stand.postback(account, { click, status: 'Zorblax' });
  await stand.postback(account, { click: '{click_id}', status: 'approve' });
  await countAll(stand.database.knex);
  const { html } = await visitor.get('/console/overview');
  expect(html).toContain('«<bdi>Zorblax</bdi>»');
  expect(html).toContain(
    `href="/console/logs?warning=unmapped-status&amp;word=Zorblax&amp;flow=${account.flow}"`,
  );
  expect(html).toContain('href="/console/logs?reason=unreplaced-macro"');
  expect(html).not.toContain('has been silent');

  // It used to speak each hour of a week, until eight hours ago.
  await stand.query(
    `insert into network_talks (account_id, flow_id, bucket)
     select $1, $2, date_bin('30 minutes', now() - n * interval '1 hour', 'epoch'::timestamptz) from generate_series(8, 24 * 7) n`,
    [account.accountId, account.flow],
  );
  await stand.query(
    `delete from network_talks where account_id = $1 and bucket > now() - interval '1 hour'`,
    [account.accountId],
  );
  const silent = textOf((await visitor.get('/console/overview')).html);
  expect(silent).toContain(
    `The network of ${account.flow} has been silent for 8 hours, and was never for more than 1 hour before`,
  );
});

test('nothing of another account is shown', async () => {
  const [one, other] = [await stand.addUser(), await stand.addUser()];
  const click = await stand.addClick(other, '?utm_source=secret-source');
  await stand.postback(other, { click, status: 'Zorblax', price: '77.77' });
  await countAll(stand.database.knex);
  const { html } = await (await stand.enter(one.login)).get('/console/overview?range=30d');
  for (const foreign of ['secret-source', '77.77', 'Zorblax', other.flow])
    expect(html).not.toContain(foreign);
});

test.each([
  '?from=2031-02-31&to=x',
  '?range=zz',
  '?from=0000-01-01&to=9999-12-31',
  '?from=2030-01-02&to=2030-01-01',
])('a range that is none is no fault: %s', async (query) => {
  const account = await stand.addUser();
  expect((await (await stand.enter(account.login)).get(`/console/overview${query}`)).status).toBe(200);
});
