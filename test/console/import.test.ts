import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestAccount } from '../support/collector.ts';
import { addTestReceiver } from '../support/messages.ts';
import { type Answered, type ConsoleStand, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

/** Sends a file as the page does. */
async function upload(visitor: Visitor, file: string | Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([file as BlobPart]), 'leads.csv');
  const response = await fetch(`${stand.url}/console/leads/import`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: {
      'Sec-Fetch-Site': 'same-origin',
      Cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  });
  return {
    status: response.status,
    path: response.headers.get('location') ?? '',
    html: await response.text(),
  };
}

/** What the page has chosen for each column. */
function chosen({ html }: Answered): Record<string, string> {
  const selects = [...html.matchAll(/<select name="(column-\d+)"[\s\S]*?<\/select>/g)];
  return Object.fromEntries(
    selects.map(([select = '', name = '']) => [name, /value="([^"]*)" selected/.exec(select)?.[1] ?? '']),
  );
}

const leadsOf = ({ accountId }: TestAccount) =>
  stand.query('select uid, status, price, name, phone, meta from leads where account_id = $1 order by uid', [
    accountId,
  ]);

test('a file is read, tried, and then taken in, with a verdict for each row', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const rows = [
    'Flow,SubID,Order ID,Статус,Payout,Валюта,Имя,Phone,Size,Manager',
    `${account.flow},a,1,approved,"1 250,50",EUR,"Ada, Countess",'+7 999 123-45-67,XL,Bob`,
    `${account.flow},b,2,hold,10,EUR,Grace,,,`,
    `nowhere,c,3,hold,10,EUR,Grace,,,`,
  ];
  const { status, path } = await upload(visitor, rows.join('\r\n'));
  expect(status).toBe(303);
  const page = await visitor.get(path);
  expect(page.html).toContain('comma');
  const guessed = chosen(page);
  expect(Object.values(guessed)).toEqual([
    ...['flow', 'subid', 'uid', 'status', 'price', 'currency', 'name', 'phone', '', ''],
  ]);

  expect((await visitor.post(path, { ...guessed, 'column-8': 'meta' })).headers.get('location')).toBe(path);
  const tried = await visitor.get(path);
  expect(tried.html).toContain('What would be done');
  expect(tried.html).toMatch(/2 <span class="badge good">created/);
  expect(tried.html).toContain('bad-flow');
  expect(await leadsOf(account)).toEqual([]);
  expect(
    await stand.query('select from postback_log where account_id = $1', [account.accountId]),
    'trying leaves no trace',
  ).toEqual([]);

  await visitor.post(`${path}/run`, { tell: '1' });
  const done = await visitor.get(path);
  expect(done.html).toContain('All 3 rows are done.');
  expect(await leadsOf(account)).toEqual([
    {
      ...{
        uid: '1',
        status: 'approve',
        price: '1250.5000',
        name: 'Ada, Countess',
        phone: '+7 999 123-45-67',
      },
      meta: { Size: 'XL' },
    },
    { uid: '2', status: 'hold', price: '10.0000', name: 'Grace', phone: '', meta: {} },
  ]);
  const verdicts: Record<string, string>[] = parse((await visitor.get(`${path}/verdicts.csv`)).html, {
    columns: true,
    bom: true,
  });
  expect(verdicts.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['created', ''],
    ['created', ''],
    ['bad-flow', 'unknown'],
  ]);
  expect(verdicts[0]).toMatchObject({ 'Order ID': '1', Phone: "'+7 999 123-45-67" });
  const [line] = await stand.query(
    `select details from audit_log where account_id = $1 and action = 'leads.import'`,
    [account.accountId],
  );
  expect(line).toEqual({ details: { rows: '3', created: '2', 'bad-flow': '1' } });

  // Nobody clicks twice with effect.
  await visitor.post(`${path}/run`, {});
  await visitor.post(path, guessed);
  expect((await visitor.get(path)).html).toContain('All 3 rows are done.');
  expect(await leadsOf(account)).toHaveLength(2);
});

test('an exported file comes back as it was, phones and formulas included', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const click = await stand.addClick(account);
  await stand.postback(account, {
    ...{ click, uid: '1', status: 'hold', price: '10', name: '=SUM(1)', phone: '+7 999 123-45-67' },
    'meta[size]': '-XL',
  });
  const { html } = await visitor.get('/console/leads/export.csv?meta=size');
  const { path } = await upload(visitor, html.replace(',hold,', ',approve,'));
  await visitor.post(path, chosen(await visitor.get(path)));
  await visitor.post(`${path}/run`, {});
  expect(await leadsOf(account)).toEqual([
    {
      ...{ uid: '1', status: 'approve', price: '10.0000', name: '=SUM(1)', phone: '+7 999 123-45-67' },
      meta: { size: '-XL' },
    },
  ]);
});

test.each([
  ['semicolons', new TextEncoder().encode('uid;имя\n1;Ада'), 'semicolon', 'utf-8'],
  ['tabs and a mark of UTF-8', new TextEncoder().encode('\ufeffuid\tимя\n1\tАда'), 'tab', 'utf-8'],
  // As Windows writes «имя» and «Ада».
  [
    'windows-1251',
    Uint8Array.of(...Buffer.from('uid;'), 0xe8, 0xec, 0xff, 10, 49, 59, 0xc0, 0xe4, 0xe0),
    'semicolon',
    'windows-1251',
  ],
  ['UTF-16 of Excel', Buffer.from('\ufeffuid\tимя\r\n1\tАда', 'utf16le'), 'tab', 'utf-16le'],
  ['a separator that is named', new TextEncoder().encode('sep=;\r\nuid;имя\r\n1;Ада'), 'semicolon', 'utf-8'],
])('%s are found out', async (_, file, separator, charset) => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const page = await visitor.get((await upload(visitor, file)).path);
  expect(page.html).toContain(separator);
  expect(page.html).toContain(charset);
  expect(page.html).toContain('Ада');
  expect(chosen(page)).toEqual({ 'column-0': 'uid', 'column-1': 'name' });
});

test.each([
  ['', 'There are no rows'],
  ['uid,status', 'There are no rows'],
  [`uid\n${'1\n'.repeat(20_001)}`, 'subpixel import'],
  [`uid\n"${'x'.repeat(300_000)}"`, 'This is no CSV file'],
  ['uid,name\n1,"Ada\n2,Grace', 'A quotation mark opens a cell'],
  ['PK\x03\x04\x14', 'This is an Excel workbook'],
])('a file that begins with %.10s is refused with the reason', async (file, says) => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const { status, html } = await upload(visitor, file);
  expect(status).toBe(422);
  expect(html).toContain(says);
});

test('lines without a value are no rows', async () => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const { path } = await upload(visitor, 'uid;name\r\n;;\r\n1;Ada\r\n\r\n; ;\r\n;;\r\n');
  expect((await visitor.get(path)).html).toMatch(/Rows<\/dt><dd>1<\/dd>/);
});

test('a file that is refused leaves what was chosen beside it', async () => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const { html } = await upload(visitor, 'uid', { separator: 'tab', charset: 'windows-1251' });
  expect(html).toMatch(/<option value="tab" selected>/);
  expect(html).toMatch(/<option value="windows-1251" selected>/);
});

test('two columns cannot be the same, and rows of one click keep their order', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const click = await stand.addClick(account);
  const words = ['new', 'hold', 'cancel', 'approve'];
  const lines = Array.from({ length: 200 }, (_, index) => `${click},${words[index % 4]},${index}`);
  const { path } = await upload(visitor, ['click,status,price', ...lines].join('\n'));
  const twice = { 'column-0': 'click', 'column-1': 'status', 'column-2': 'status' };
  const answered = await visitor.post(path, twice);
  expect(answered.status).toBe(422);
  expect(answered.html).toContain('Two columns are «status»');
  await visitor.post(path, { ...twice, 'column-2': 'price' });
  await visitor.post(`${path}/run`, {});
  const isDone = async () => (await visitor.get(path)).html.includes('All 200 rows are done.');
  for (let tries = 0; !(await isDone()) && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await leadsOf(account)).toMatchObject([{ status: 'approve', price: '199.0000' }]);
});

test('an import that was broken off goes on where it stood', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const lines = [1, 2, 3].map((uid) => `${account.flow},s${uid},${uid}`);
  const { path } = await upload(visitor, ['flow,subid,uid', ...lines].join('\n'));
  await visitor.post(path, { 'column-0': 'flow', 'column-1': 'subid', 'column-2': 'uid' });
  await stand.query(
    `update uploads set began_at = now(), noted_at = now() - interval '1 minute',
            verdicts = jsonb_build_array(verdicts->0) where account_id = $1`,
    [account.accountId],
  );
  expect((await visitor.get(path)).html).toContain('broken off after 1 of 3 rows');
  await visitor.post(`${path}/run`, {});
  expect((await visitor.get(path)).html).toContain('All 3 rows are done.');
  expect((await leadsOf(account)).map(({ uid }) => uid)).toEqual(['2', '3']);
});

test('another account’s file is not there, and who may not edit imports nothing', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const { path } = await upload(visitor, 'uid\n1');
  const stranger = await stand.enter((await stand.addUser()).login);
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.get(`${path}/verdicts.csv`)).status).toBe(404);
  expect((await stranger.post(path, {})).status).toBe(404);
  expect((await stranger.post(`${path}/run`, {})).status).toBe(404);
  await stand.query(`update users set role = 'analyst' where login = $1`, [account.login]);
  expect((await visitor.get(path)).status).toBe(403);
  expect((await upload(visitor, 'uid\n1')).status).toBe(403);
  expect((await visitor.post(`${path}/run`, {})).status).toBe(403);
});

test.each([
  ['as ticked', { tell: '1' }, 1, {}],
  ['not where it is unticked', {}, 0, { receivers: 'not told' }],
])('receivers are told of an import: %s', async (_, ticks, messages, noted) => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  await addTestReceiver(stand, account);
  const { path } = await upload(visitor, `flow,subid,uid,status\n${account.flow},a,1,approve`);
  const page = await visitor.get(path);
  await visitor.post(path, chosen(page));
  expect((await visitor.get(path)).html).toMatch(/name="tell" value="1" checked/);
  await visitor.post(`${path}/run`, ticks);
  expect(await leadsOf(account)).toMatchObject([{ uid: '1', status: 'approve' }]);
  const sent = await stand.query('select from outgoing where account_id = $1', [account.accountId]);
  expect(sent).toHaveLength(messages);
  const [line] = await stand.query(
    `select details from audit_log where account_id = $1 and action = 'leads.import'`,
    [account.accountId],
  );
  expect(line).toEqual({ details: { rows: '1', created: '1', ...noted } });
});
