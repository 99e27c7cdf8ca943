import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

async function openAccount() {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const shown = async (query: string) =>
    idsIn((await visitor.get(`/console/clicks${query}`)).html, '/console/clicks');
  return { account, visitor, shown };
}

test('an account without clicks is told where they come from', async () => {
  const { visitor } = await openAccount();
  expect((await visitor.get('/console/clicks')).html).toContain('No clicks yet');
});

test('clicks are listed by when they came, not by their IDs, and filters find them', async () => {
  const { account, visitor, shown } = await openAccount();
  const first = await stand.addClick(account, '?utm_source=google&utm_campaign=spring&subid=ad-7');
  // Flow mode: its click's ID is a hash.
  await stand.postback(account, { flow: account.flow, subid: 'order-1', uid: 'a', status: 'approve' });
  await stand.postback(account, { flow: account.flow, subid: 'order-1', uid: 'b' });
  const last = await stand.addClick(account);
  const [row] = await stand.query<{ id: string }>(
    `select id from clicks where account_id = $1 and source = 'flow'`,
    [account.accountId],
  );
  const hashed = (row?.id ?? '').replaceAll('-', '');
  await stand.query(`update clicks set geo = 'PT' where id = $1`, [first]);
  expect(await shown('')).toEqual([last, hashed, first]);
  const { html } = await visitor.get('/console/clicks');
  expect(html).toContain('google · spring · ad-7');
  expect(html).toMatch(/data-head="Leads"><strong>2</);

  expect(await shown('?source=flow')).toEqual([hashed]);
  expect(await shown('?country=pt')).toEqual([first]);
  expect(await shown(`?click=${first.toUpperCase()}`)).toEqual([first]);
  expect(await shown(`?flow=${account.flow}&source=link`)).toEqual([last, first]);
  expect(await shown('?flow=other')).toEqual([]);
  expect(await shown('?until=2001-01-01')).toEqual([]);
  expect(await shown('?since=2001-01-01')).toHaveLength(3);
  expect((await visitor.get('/console/clicks?click=zz')).html).toContain('no click ID');
  expect(await shown('?source=%00&since=zz&country=%ff&before=zz')).toEqual([]);
  expect(stand.errors).toEqual([]);
});

test('pages hang together where many clicks came in the same instant', async () => {
  const { account, visitor, shown } = await openAccount();
  await stand.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, user_agent, url, referrer, tags)
     select gen_random_uuid(), $1, $2, 1, 'page', '2031-05-01T12:00:00.123456Z'::timestamptz + (n / 40) * interval '1 us',
            '', '', '', '{}' from generate_series(1, 120) n`,
    [account.accountId, account.flow],
  );
  const rows = await stand.query<{ id: string }>(
    'select id from clicks where account_id = $1 order by created_at desc, id desc',
    [account.accountId],
  );
  const all = rows.map(({ id }) => id.replaceAll('-', ''));
  const walk = async (rel: string, start: string) => {
    const pages: string[][] = [];
    let path: string | undefined = start;
    let last = start;
    while (path) {
      last = path;
      pages.push(await shown(path));
      const { html } = await visitor.get(`/console/clicks${path}`);
      path = new RegExp(`rel="${rel}" href="/console/clicks([^"]+)"`)
        .exec(html)?.[1]
        ?.replaceAll('&amp;', '&');
    }
    return { pages, last };
  };
  const down = await walk('next', '?source=page');
  expect(down.pages.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(down.pages.flat()).toEqual(all);
  expect((await walk('prev', down.last)).pages.reverse().flat()).toEqual(all);
  expect(await shown(`?before=${newId()}`), 'a click that there is not').toEqual([]);
});

test('a click shows its visit, its leads and its postbacks, and the log leads to it', async () => {
  const { account, visitor } = await openAccount();
  const click = await stand.addClick(account, '?utm_source=google');
  const entry = await stand.postback(account, { click, uid: '7', name: 'Ada' });
  const { status, html } = await visitor.get(`/console/clicks/${click}`);
  expect(status).toBe(200);
  for (const text of ['google', 'tracking link', 'Ada', account.flow]) expect(html).toContain(text);
  expect(idsIn(html, '/console/logs')).toEqual([entry]);
  expect(idsIn(html, '/console/leads')).toHaveLength(1);
  expect((await visitor.get('/console/logs')).html).toContain(`href="/console/clicks/${click}"`);
});

test('an ID that only postbacks have named shows those, and to nobody else', async () => {
  const { account, visitor } = await openAccount();
  const click = newId();
  const entry = await stand.postback(account, { click });
  const { status, html } = await visitor.get(`/console/clicks/${click}`);
  expect([status, idsIn(html, '/console/logs')]).toEqual([200, [entry]]);
  expect(html).toContain('not known here');
  const stranger = await openAccount();
  expect((await stranger.visitor.get(`/console/clicks/${click}`)).status).toBe(404);
});

test('who may not see contacts sees neither the address, nor the browser, nor what a form put into the page’s', async () => {
  const { account, visitor, shown } = await openAccount();
  const click = newId();
  await stand.call('/api/track/click.json', {
    method: 'POST',
    headers: {
      'User-Agent': 'Mozilla/5.0 (Linux; Android 14; secret-model) Chrome/120.0 Mobile Safari/537.36',
    },
    body: JSON.stringify({
      ...{ key: account.siteKey, click },
      ...{ url: 'https://shop.example/thanks?phone=555-secret#Ada', referrer: 'https://a.example/?q=secret' },
    }),
  });
  await stand.query(`update clicks set ip = '203.0.113.9' where id = $1`, [click]);
  expect((await visitor.get(`/console/clicks/${click}`)).html).toContain('555-secret');
  await stand.query(`update users set role = 'analyst' where login = $1`, [account.login]);
  expect(await shown('')).toEqual([click]);
  for (const path of [`/console/clicks/${click}`, '/console/clicks']) {
    const { html } = await visitor.get(path);
    for (const secret of ['secret', 'Ada', '203.0.113']) expect(html).not.toContain(secret);
    expect(html).toContain('shop.example/thanks');
  }
  expect((await visitor.get(`/console/clicks/${click}`)).html).toContain('Chrome');
});
