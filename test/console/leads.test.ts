import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

test.each(['leads', 'logs', 'clicks'])('%s: a page beyond the last one is no empty account', async (list) => {
  const account = await stand.addUser();
  const click = await stand.addClick(account);
  await stand.postback(account, { click, name: 'Ada' });
  const { html } = await (await stand.enter(account.login)).get(`/console/${list}?before=${'0'.repeat(32)}`);
  expect(html).toContain('Nothing fits these filters.');
  expect(html).toContain(`href="/console/${list}">Newest</a>`);
});

test('an account without leads is told how to get one', async () => {
  const account = await stand.addUser();
  const { html } = await (await stand.enter(account.login)).get('/console/leads');
  expect(html).toContain('No leads yet');
  expect(html, 'who changes trackers brings leads along').toContain('href="/console/leads/import"');
  expect(html).toContain(account.siteKey);
});

test('leads are listed newest first with their money, and filters find them', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const clicks = [await stand.addClick(account), await stand.addClick(account)];
  const [first = '', second = ''] = clicks;
  await stand.postback(account, {
    click: first,
    uid: 'a',
    status: 'approve',
    price: '12.5',
    currency: 'EUR',
    name: 'Ada',
  });
  await stand.postback(account, { click: first, uid: 'b', status: 'cancel', goal: 'deposit', test: '1' });
  await stand.postback(account, { click: second, phone: '+1 555 0100', email: 'c@shop.example', geo: 'pt' });
  const rows = await stand.query<{ id: string }>('select id from leads where account_id = $1 order by id', [
    account.accountId,
  ]);
  const [a = '', b = '', c = ''] = rows.map(({ id }) => id.replaceAll('-', ''));

  const { html } = await visitor.get('/console/leads');
  expect(idsIn(html, '/console/leads')).toEqual([c, b, a]);
  for (const text of [
    '12.50 <span class="soft">EUR',
    'Ada',
    'deposit',
    '+1 555 0100',
    'c@shop.example',
    '>PT<',
    '>test<',
  ]) {
    expect(html).toContain(text);
  }
  const shown = async (query: string) =>
    idsIn((await visitor.get(`/console/leads${query}`)).html, '/console/leads');
  expect(await shown('?status=cancel')).toEqual([b]);
  expect(await shown(`?click=${first}`)).toEqual([b, a]);
  expect(await shown(`?flow=${account.flow}&status=new`)).toEqual([c]);
  expect(await shown('?flow=other')).toEqual([]);
});

test('a lead shows all its fields, its click and its history', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const click = await stand.addClick(account, '?utm_source=google&subid=ad-7');
  const lead = {
    key: account.siteKey,
    click,
    name: 'Ada',
    comment: 'After five,\nplease',
    meta: { size: 'XL' },
  };
  await stand.call('/api/track/lead.json', { method: 'POST', body: JSON.stringify(lead) });
  const id = await stand.postback(account, {
    click,
    uid: 'order-7',
    status: 'Hold',
    price: '1250',
    currency: 'usd',
  });

  const [path = ''] =
    /\/console\/leads\/[0-9a-f/]{65}/.exec((await visitor.get('/console/leads')).html) ?? [];
  const { html } = await visitor.get(path);
  for (const text of [
    'Ada',
    'After five,\nplease',
    '1,250.00',
    'order-7',
    'size',
    'XL',
    'google',
    'ad-7',
    'tracking link',
  ]) {
    expect(html).toContain(text);
  }
  expect(html, 'from → to').toMatch(/<del><bdi>new<\/bdi><\/del> → <bdi>hold<\/bdi>/);
  expect(idsIn(html, '/console/logs')).toHaveLength(2);
  expect(idsIn(html, '/console/logs')[1], 'the history leads to the postback that made it').toBe(id);
});
