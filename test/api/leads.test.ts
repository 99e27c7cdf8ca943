import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countAll } from '../../collector/reports/keep-counted.ts';
import { addTestReceiver } from '../support/messages.ts';
import { type ApiStand, startApi } from './api-stand.ts';

let { stand, account, makeKey, call }: ApiStand = {} as ApiStand;
beforeAll(async () => {
  ({ stand, account, makeKey, call } = await startApi());
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

async function addLead(query: Record<string, string>) {
  const click = await stand.addClick(account, '?utm_source=fb');
  await stand.postback(account, { click, ...query });
  const [row] = await stand.query<{ id: string }>('select id from leads order by id desc limit 1');
  return { click, id: (row?.id ?? '').replaceAll('-', '') };
}

test('notes are kept by the key’s name, and shown to who may see contacts', async () => {
  const { click, id } = await addLead({ uid: 'noted' });
  const path = `/leads/${click}/${id}/notes`;
  await call('POST', path, { text: '  Ada called  ' });
  const [note] = (await call('GET', path)).json.notes;
  expect(note).toMatchObject({ by: 'key: robot', text: 'Ada called' });
  const blind = await makeKey(['leads:read']);
  const { json } = await call('GET', path, undefined, blind);
  expect(json.notes).toEqual([{ id: note.id, at: note.at, by: 'key: robot' }]);
  const page = await (await stand.enter(account.login)).get(`/console/leads/${click}/${id}`);
  expect(page.html).toContain('Ada called');
});

test('the status of many leads is set, of those that are named or that fit', async () => {
  const leads: object[] = [];
  for (const uid of ['b1', 'b2', 'b3']) leads.push(await addLead({ uid, status: 'hold', goal: 'bulk' }));
  const foreign = await stand.addUser();
  await stand.postback(foreign, { click: await stand.addClick(foreign), status: 'hold', goal: 'bulk' });
  const statuses = async () => {
    const rows = await stand.query<{ status: string }>(
      `select status from leads where goal = 'bulk' order by id`,
    );
    return rows.map(({ status }) => status).join(' ');
  };
  const filter = { goal: 'bulk', status: 'hold' };
  const preview = await call('POST', '/leads/status', { to: 'approve', filter });
  expect(preview.json).toMatchObject({ dry: true, changed: 3, next: null });
  expect(await statuses()).toBe('hold hold hold hold');
  const some = { to: 'cancel', leads: [leads[0]], dry: false };
  expect((await call('POST', '/leads/status', some)).json).toMatchObject({ changed: 1 });
  expect(await statuses()).toBe('cancel hold hold hold');
  await call('POST', '/leads/status', { to: 'approve', filter, dry: false });
  expect(await statuses(), 'of this account alone').toBe('cancel approve approve hold');
  expect((await call('POST', '/leads/status', { to: 'approve' })).http).toBe(400);
  expect((await call('POST', '/leads/status', { to: 'approve', filter, leads: [leads[0]] })).http).toBe(400);
});

test('leads are a file with their filters, without contacts for who may not see them', async () => {
  await addLead({
    uid: 'file',
    name: '=Ada()',
    phone: '+7 999',
    'meta[size]': 'XL',
    price: '7',
    currency: 'EUR',
  });
  const read = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
  const { http, text } = await call('GET', '/leads.csv?search=file&meta=size');
  expect(http).toBe(200);
  expect(read(text)).toEqual([
    expect.objectContaining({
      uid: 'file',
      name: "'=Ada()",
      price: '7',
      utm_source: 'fb',
      'meta[size]': 'XL',
    }),
  ]);
  const blind = await makeKey(['leads:read']);
  const seen = (await call('GET', '/leads.csv?search=file&meta=size', undefined, blind)).text;
  expect(read(seen)).toEqual([expect.objectContaining({ uid: 'file' })]);
  expect(seen).not.toMatch(/Ada|999|XL|phone/);
  const lines = await stand.query<{ details: object }>(
    `select details from audit_log where action = 'leads.export' and account_id = $1 order by id`,
    [account.accountId],
  );
  expect(lines.map(({ details }) => details)).toEqual([
    { format: 'csv', rows: '1', whole: 'yes', contact: 'yes' },
    { format: 'csv', rows: '1', whole: 'yes', contact: 'no' },
  ]);
});

test('leads are found by source and currency', async () => {
  await addLead({ uid: 'gbp', price: '7', currency: 'GBP' });
  const uids = async (query: string) =>
    ((await call('GET', `/leads?${query}`)).json.leads as { uid: string }[]).map(({ uid }) => uid);
  expect(await uids('currency=GBP')).toEqual(['gbp']);
  expect(await uids('source=fb&currency=GBP')).toEqual(['gbp']);
  expect(await uids('source=nobody')).toEqual([]);
});

test('rows of one click are imported in their order, many at a time', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => ({
    ...{ flow: account.flow, subid: `o${index % 150}`, uid: `i${index % 150}` },
    status: ['new', 'hold', 'approve'][Math.floor(index / 150)] ?? '',
  }));
  const { json } = await call('POST', '/import', { rows, dry: false });
  expect(json.verdicts).toHaveLength(450);
  expect(json.verdicts[449]).toMatchObject({ row: 450, outcome: { status: 'ok', leadStatus: 'approve' } });
  const [counted] = await stand.query<{ count: number }>(
    `select count(*)::int as count from leads where status = 'approve' and uid like 'i%' and account_id = $1`,
    [account.accountId],
  );
  expect(counted?.count).toBe(150);
});

test('receivers hear of rows unless they are brought in quietly', async () => {
  await addTestReceiver(stand, account);
  for (const quiet of [true, false]) {
    const rows = [{ flow: account.flow, subid: `quiet-${quiet}`, uid: `quiet-${quiet}` }];
    await call('POST', '/import', { rows, dry: false, quiet });
  }
  const told = await stand.query(
    'select l.uid from outgoing o join leads l on l.id = o.lead_id where o.account_id = $1',
    [account.accountId],
  );
  expect(told).toEqual([{ uid: 'quiet-false' }]);
});

test('figures are also told of one flow, and visitors are not', async () => {
  const own = await stand.addUser();
  await countAll(stand.database.knex);
  const [since, until] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const total = async (flow: string) => {
    const query = new URLSearchParams({ since: since ?? '', until: until ?? '', ...(flow && { flow }) });
    return (await call('GET', `/statistics?${query}`)).json.total;
  };
  const [all, mine, foreign] = [await total(''), await total(account.flow), await total(own.flow)];
  expect(all.visitors).toBeGreaterThan(0);
  expect(mine).toEqual({ ...all, visitors: null });
  expect(mine.clicks).toBeGreaterThan(0);
  expect(foreign).toMatchObject({ clicks: 0, visitors: null });
});
