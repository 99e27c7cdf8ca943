import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

/** An account with two leads, one of which says who the buyer is. */
async function addLeads() {
  const account = await stand.addUser();
  const click = await stand.addClick(account, '?utm_source=google&subid=ad-7');
  await stand.postback(account, {
    ...{ click, uid: '1', status: 'approve', price: '12.5', currency: 'EUR' },
    ...{
      name: '=Ada()',
      phone: '+7 999 123-45-67',
      email: 'ada@shop.example',
      comment: 'After five,\nplease',
    },
    ...{ 'meta[size]': 'XL', ip: '203.0.113.9' },
  });
  await stand.postback(account, { click: await stand.addClick(account), uid: '2', status: 'hold' });
  return { account, click, visitor: await stand.enter(account.login) };
}

const recordsOf = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

test('leads are taken away as they are listed, with their source and the chosen custom fields', async () => {
  const { account, click, visitor } = await addLeads();
  await stand.query(`update users set time_zone = 'Asia/Tokyo' where login = $1`, [account.login]);
  await stand.query(
    `update leads set created_at = '2031-05-01T20:00:00Z' where uid = '1' and account_id = $1`,
    [account.accountId],
  );
  const page = await visitor.get('/console/leads/export');
  expect(page.html).toContain('2 leads fit.');
  expect(page.html).toContain('name="meta" value="size"');

  const file = await visitor.get('/console/leads/export.csv?meta=size');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const [hold, approved] = recordsOf(file.html);
  expect(hold).toMatchObject({ uid: '2', status: 'hold', price: '', 'meta[size]': '' });
  expect(approved).toMatchObject({
    ...{ created: '2031-05-02 05:00:00', click, uid: '1', status: 'approve', price: '12.5', currency: 'EUR' },
    ...{ name: "'=Ada()", phone: "'+7 999 123-45-67", comment: 'After five,\nplease', ip: '203.0.113.9' },
    ...{ 'meta[size]': 'XL', utm_source: 'google', subid: 'ad-7' },
  });

  const few = await visitor.get('/console/leads/export.csv?status=approve&column=phone&column=uid');
  expect(few.html).toBe(`uid,phone\r\n1,'+7 999 123-45-67\r\n`);
});

test('who may not see contacts takes none away, and who may not export takes nothing', async () => {
  const { account, visitor } = await addLeads();
  const setRole = (role: string) =>
    stand.query('update users set role = $1 where login = $2', [role, account.login]);
  await setRole('analyst');
  const asked = '?column=phone&column=name&column=ip&column=comment&column=uid&meta=size';
  expect((await visitor.get(`/console/leads/export.csv${asked}`)).html).toBe('uid\r\n2\r\n1\r\n');
  const { html } = await visitor.get('/console/leads/export.csv?meta=size');
  // Words that no ID and no instant can have by chance.
  expect(html).not.toMatch(/Ada|7 999|XL|203\.0\.113|phone|meta/);
  expect((await visitor.get('/console/leads/export')).html).not.toMatch(/value="(phone|size|ip)"/);
  await setRole('auditor');
  for (const path of ['', '.csv', '.xlsx', '/progress'])
    expect((await visitor.get(`/console/leads/export${path}`)).status).toBe(403);
});

test('another account’s leads are none', async () => {
  const { account } = await addLeads();
  const stranger = await stand.enter((await stand.addUser()).login);
  expect(recordsOf((await stranger.get('/console/leads/export.csv')).html)).toEqual([]);
  expect(recordsOf((await stranger.get(`/console/leads/export.csv?flow=${account.flow}`)).html)).toEqual([]);
});

test('an export leaves a line in the audit log, and says how far it is to its own account alone', async () => {
  const { account, visitor } = await addLeads();
  const run = newId();
  await visitor.get(`/console/leads/export.xlsx?status=hold&run=${run}`);
  const [line] = await stand.query('select action, login, details from audit_log where account_id = $1', [
    account.accountId,
  ]);
  expect(line).toEqual({
    action: 'leads.export',
    login: account.login,
    details: { format: 'xlsx', rows: '1', whole: 'yes', filter: 'status=hold', contact: 'yes' },
  });
  const progress = async (who: typeof visitor, query: string) =>
    JSON.parse((await who.get(`/console/leads/export/progress${query}`)).html);
  expect(await progress(visitor, `?run=${run}`)).toEqual({ rows: 1, ended: true });
  const stranger = await stand.enter((await stand.addUser()).login);
  expect(await progress(stranger, `?run=${run}`)).toEqual({ rows: 0, ended: false });
  expect(await progress(visitor, '?run=zz')).toEqual({ rows: 0, ended: false });
});

test('leads that take too long to count are many, and the file can be had all the same', async () => {
  const { account } = await addLeads();
  await stand.query(`update users set role = 'analyst' where login = $1`, [account.login]);
  const visitor = await stand.enter(account.login);
  await stand.query('alter table leads rename to all_leads');
  await stand.query('create view leads as select * from all_leads where pg_sleep(3) is not null');
  try {
    const { status, html } = await visitor.get('/console/leads/export');
    expect(status).toBe(200);
    expect(html).toContain('Many leads may fit');
    expect(html).toContain('Download CSV');
  } finally {
    await stand.query('drop view leads');
    await stand.query('alter table all_leads rename to leads');
  }
});

test('clicks are taken away as they are listed, with their tags', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const plain = await stand.addClick(account);
  const click = await stand.addClick(account, '?utm_source=%3Dcmd()&subid=ad-7');
  await stand.query(
    `update clicks set url = 'https://shop.example/?phone=7999', ip = '203.0.113.9' where id = $1`,
    [click],
  );
  const page = await visitor.get('/console/clicks?source=link');
  expect(page.html).toContain('href="/console/clicks.csv?source=link"');
  const file = await visitor.get('/console/clicks.csv?source=link');
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename="clicks-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const [newest, other] = recordsOf(file.html);
  expect(newest).toMatchObject({
    ...{ click, flow: account.flow, came_by: 'link', ip: '203.0.113.9' },
    ...{ url: 'https://shop.example/?phone=7999', utm_source: "'=cmd()", subid: 'ad-7' },
  });
  expect(other).toMatchObject({ click: plain, utm_source: '' });
  expect(recordsOf((await visitor.get('/console/clicks.csv?source=page')).html)).toEqual([]);

  await stand.query(`update users set role = 'analyst' where login = $1`, [account.login]);
  const [blind] = recordsOf((await visitor.get('/console/clicks.csv')).html);
  expect(blind).toMatchObject({ click, url: 'https://shop.example/' });
  expect(blind).not.toHaveProperty('ip');
  const [line] = await stand.query<{ details: object }>(
    `select details from audit_log where action = 'clicks.export' and account_id = $1 order by id limit 1`,
    [account.accountId],
  );
  expect(line?.details).toMatchObject({ rows: '2', whole: 'yes', filter: 'source=link', contact: 'yes' });
});

test('the log is taken away with its filters, without what it quotes for who sees no contacts', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const click = await stand.addClick(account);
  const good = await stand.postback(account, { click, status: 'approve', uid: '=1+1' });
  const bad = await stand.postback(account, { click: '+79991234567' });
  const [first, second] = recordsOf((await visitor.get('/console/logs.csv')).html);
  expect(first).toMatchObject({ entry: bad, error: 'bad-click', from: 's2s', ip: '127.0.0.1' });
  expect(first?.hint).toContain('79991234567');
  expect(second).toMatchObject({ entry: good, result: 'created', status: 'approve', uid: "'=1+1", click });
  const errors = recordsOf((await visitor.get('/console/logs.csv?outcome=error')).html);
  expect(errors.map(({ entry }) => entry)).toEqual([bad]);

  const { html } = await visitor.get('/console/logs?outcome=error');
  expect(html).toContain('href="/console/logs.csv?outcome=error"');
  await stand.query(`update users set role = 'analyst' where login = $1`, [account.login]);
  const blind = (await visitor.get('/console/logs.csv')).html;
  expect(blind).toContain(bad);
  expect(blind).not.toMatch(/79991234567|127\.0/);
  await stand.query(`update users set role = 'auditor' where login = $1`, [account.login]);
  for (const list of ['clicks', 'logs']) expect((await visitor.get(`/console/${list}.csv`)).status).toBe(403);
});

test('a log of more entries than a batch is taken away whole, each once', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const one = await stand.postback(account, { click: '{x}' });
  await stand.query(
    `insert into postback_log select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
       from postback_log l, generate_series(1, 2500) where l.id = $1`,
    [one],
  );
  const entries = recordsOf((await visitor.get('/console/logs.csv')).html).map(({ entry }) => entry);
  expect(entries).toHaveLength(2501);
  expect(new Set(entries).size).toBe(2501);
  expect(entries).toEqual([...entries].sort().reverse());
});

test('approved leads of Google’s ads are a file of offline conversions, without a mark in front', async () => {
  const { account, click, visitor } = await addLeads();
  await stand.query(`update clicks set url = 'https://shop.example/?gclid=Cj0K-test_1' where id = $1`, [
    click,
  ]);
  await stand.query(`update leads set created_at = '2031-05-01T20:00:00Z' where click_id = $1`, [click]);
  const other = await stand.addClick(account);
  await stand.postback(account, { click: other, status: 'approve', price: '5', currency: 'EUR' });
  const odd = await stand.addClick(account);
  await stand.query(`update clicks set url = 'https://shop.example/?gclid=%3DA1()' where id = $1`, [odd]);
  await stand.postback(account, { click: odd, status: 'approve' });
  const trying = await stand.addClick(account);
  await stand.query(`update clicks set url = 'https://shop.example/?gclid=tests' where id = $1`, [trying]);
  await stand.postback(account, { click: trying, status: 'approve', test: '1' });

  const { html, headers } = await visitor.get('/console/leads/google.csv?conversion=Order');
  expect(html).toBe(
    'Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency\r\n' +
      'Cj0K-test_1,Order,2031-05-01 20:00:00+0000,12.5,EUR\r\n',
  );
  expect(headers.get('content-disposition')).toContain('google-conversions-');
  expect((await visitor.get('/console/leads/google.csv?status=cancel')).html).not.toContain('Cj0K');
});
