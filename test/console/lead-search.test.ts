import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstId } from '../../collector/storage/partitions.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
let visitor: Visitor;
let login: string;
let click: string;
/** IDs of leads by what is told of them below. */
const leads: Record<string, string> = {};
beforeAll(async () => {
  stand = await startConsole();
  const account = await stand.addUser();
  login = account.login;
  visitor = await stand.enter(login);
  const add = async (name: string, query: Record<string, string>) => {
    click = await stand.addClick(account);
    await stand.postback(account, { click, ...query });
    const [row] = await stand.query<{ id: string }>('select id from leads order by id desc limit 1');
    leads[name] = (row?.id ?? '').replaceAll('-', '');
  };
  await add('ivan', { name: 'Иван  Петров-Водкин', phone: '+7 (916) 123-45-67', goal: 'Deposit', geo: 'ru' });
  await add('ada', { name: 'Ada Lovelace', email: 'Ada@Shop.example', uid: 'Order-7', geo: 'gb', test: '1' });
  await add('odd', { name: `%_'\\ & | :* "`, uid: `a'b\\c`, phone: '555' });
  await add('bare', {});
  const other = await stand.addUser();
  await stand.postback(other, { click: await stand.addClick(other), name: 'Ada Lovelace', uid: 'Order-7' });
});
afterAll(() => stand.close());

async function found(query: Record<string, string>): Promise<string[]> {
  const { status, html } = await visitor.get(`/console/leads?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  const ids = idsIn(html, '/console/leads');
  return Object.keys(leads).filter((name) => ids.includes(leads[name] ?? ''));
}

test.each<[search: string, expected: string[]]>([
  ['петров', ['ivan']],
  ['ВОДКИН иван', ['ivan']],
  ['вод', []],
  ['ов', []],
  ['ada', ['ada']],
  ['lovelace ada', ['ada']],
  ['lovelace ivan', []],
  ['8 916 123 45 67', ['ivan']],
  ['+79161234567', ['ivan']],
  ['916-123-45-67', ['ivan']],
  ['+7 (916) 12', []],
  ['123-45', []],
  ['555', []],
  ['161234567', ['ivan']],
  ['ada@shop.example', ['ada']],
  ['ADA@SHOP.example', ['ada']],
  ['order-7', ['ada']],
  ['Order', []],
  [`a'b\\c`, ['odd']],
  ['%%%%', []],
  ['_', []],
  [`'`, []],
  ['\\', []],
  [`x' | 'nada`, []],
  ['ada & lovelace', ['ada']],
  ['ada | ivan', []],
  ['!ada', ['ada']],
  ['\u0000', ['ivan', 'ada', 'odd', 'bare']],
  ['я'.repeat(1000), []],
])('«%s» finds %j', async (search, expected) => {
  expect(await found({ search })).toEqual(expected);
  expect(stand.errors).toEqual([]);
});

test('the IDs of lead and click find it, as people paste them', async () => {
  const dashed = leads.ivan?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase() ?? '';
  expect(await found({ search: dashed })).toEqual(['ivan']);
  expect(await found({ search: click })).toEqual(['bare']);
});

test('source and currency are filters of list, file and bulk change', async () => {
  const account = await stand.addUser();
  const owner = await stand.enter(account.login);
  const uids: string[] = [];
  for (const [source, currency] of [
    ['fb', 'EUR'],
    ['fb', 'KZT'],
    ['=tiktok & co', 'EUR'],
  ] as const) {
    const made = await stand.addClick(
      account,
      `?${new URLSearchParams({ utm_source: source, utm_campaign: `of ${currency}` })}`,
    );
    uids.push(`u${uids.length}`);
    await stand.postback(account, { click: made, uid: uids.at(-1) ?? '', price: '1', currency });
  }
  const shown = async (query: Record<string, string>) => {
    const { html } = await owner.get(`/console/leads?${new URLSearchParams(query)}`);
    return uids.filter((uid) => html.includes(`>${uid}<`));
  };
  expect(await shown({})).toEqual(uids);
  expect(await shown({ source: 'fb' })).toEqual(['u0', 'u1']);
  expect(await shown({ source: '=tiktok & co' })).toEqual(['u2']);
  expect(await shown({ currency: 'eur' })).toEqual(['u0', 'u2']);
  expect(await shown({ source: 'fb', currency: 'EUR' })).toEqual(['u0']);
  expect(await shown({ campaign: 'of KZT' })).toEqual(['u1']);
  expect(await shown({ campaign: 'of EUR', source: 'fb' })).toEqual(['u0']);
  expect(await shown({ source: 'nobody' })).toEqual([]);
  const file = await owner.get('/console/leads/export.csv?source=fb&currency=KZT&column=uid');
  expect(file.html).toBe('uid\r\nu1\r\n');
  const preview = await owner.post('/console/leads/bulk', {
    to: 'cancel',
    scope: 'all',
    source: '=tiktok & co',
  });
  expect(preview.html).toContain('Change 1 lead');
});

test('filters go together', async () => {
  expect(await found({ goal: 'deposit' })).toEqual(['ivan']);
  expect(await found({ goal: 'DEPOSIT', country: 'ru' })).toEqual(['ivan']);
  expect(await found({ goal: 'deposit', country: 'gb' })).toEqual([]);
  expect(await found({ test: 'yes' })).toEqual(['ada']);
  expect(await found({ test: 'no' })).toEqual(['ivan', 'odd', 'bare']);
  expect(await found({ search: 'ada', test: 'no' })).toEqual([]);
});

test('days are those of the reader’s time zone, the last one whole', async () => {
  await stand.query('update users set time_zone = $1 where login = $2', ['Pacific/Auckland', login]);
  // In Auckland half past nine in the evening of the same day.
  const at = new Date('2031-05-02T09:30Z');
  const id = firstId(at).replace(/1$|0$/, '7');
  await stand.query('update leads set created_at = $1, id = $2 where id = $3', [at, id, leads.ada]);
  leads.ada = id.replaceAll('-', '');
  const day = async (since: string, until: string) => (await found({ since, until })).includes('ada');
  expect(await day('2031-05-02', '2031-05-02')).toBe(true);
  expect(await day('2031-05-03', '')).toBe(false);
  expect(await day('', '2031-05-01')).toBe(false);
  expect(await day('2031-05-02T21:00', '2031-05-02T22:00')).toBe(true);
  expect(await day('2031-05-02T09:00', '2031-05-02T10:00')).toBe(false);
  expect(await found({ since: 'yesterday' })).toEqual([]);
  expect(await found({ since: '0001-01-01', until: '9999-12-31' })).toHaveLength(4);
});

test('who may not see contacts neither sees them nor finds by them', async () => {
  await stand.query(`update users set role = 'analyst' where login = $1`, [login]);
  const { html } = await visitor.get('/console/leads');
  for (const secret of ['Lovelace', 'Ada@Shop.example', '123-45-67', 'Петров'])
    expect(html).not.toContain(secret);
  for (const search of ['петров', '+79161234567', 'ada@shop.example'])
    expect(await found({ search })).toEqual([]);
  expect(await found({ search: 'order-7' })).toEqual(['ada']);
  expect(await found({ search: leads.ivan ?? '' })).toEqual(['ivan']);
  await stand.query(`update users set role = 'owner' where login = $1`, [login]);
});

test('what takes too long is given up, and the page says what to do', async () => {
  await stand.query('drop index leads_search');
  await stand.query(`
    create or replace function lead_search_terms(
      name text, phone text, email text, uid text, goal text, geo text, test boolean
    ) returns tsvector language sql immutable as $$ select (pg_sleep(30)::text)::tsvector $$`);
  const { status, html } = await visitor.get('/console/leads?search=ada');
  expect(status).toBe(200);
  expect(html).toContain('longer than two seconds');
  expect(stand.errors).toEqual([]);
});
