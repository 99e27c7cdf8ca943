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
  expect(html).not.toMatch(/Ada|999|XL|203\.0|phone|meta/);
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
