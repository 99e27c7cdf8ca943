import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestAccount } from '../support/collector.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
let account: TestAccount & { login: string };
let visitor: Visitor;
let click: string;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());
beforeEach(async () => {
  account = await stand.addUser();
  visitor = await stand.enter(account.login);
  click = await stand.addClick(account);
});

/** The address of a new lead of the click. */
async function addLead(query: Record<string, string>): Promise<string> {
  await stand.postback(account, { click, ...query });
  const [row] = await stand.query<{ id: string }>(
    'select id from leads where account_id = $1 order by id desc limit 1',
    [account.accountId],
  );
  return `/console/leads/${click}/${row?.id.replaceAll('-', '')}`;
}

/** What the form of a lead would send as it is, and what it remembers. */
async function formOf(path: string): Promise<Record<string, string>> {
  const { html } = await visitor.get(`${path}/edit`);
  const [, shown = ''] = /name="shown" value="([^"]*)"/.exec(html) ?? [];
  const text = shown.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const { 'meta[size]': _, ...fields } = JSON.parse(text);
  return { ...fields, shown: text };
}

const edit = async (path: string, fields: Record<string, string | string[]>) =>
  visitor.post(`${path}/edit`, { ...(await formOf(path)), ...fields });

const leads = () =>
  stand.query<Record<string, unknown>>('select * from leads where account_id = $1 order by id', [
    account.accountId,
  ]);

describe('editing', () => {
  test('sends what was changed, and history and log say who did it', async () => {
    const path = await addLead({ uid: '7', name: 'Ada', price: '10', currency: 'EUR', 'meta[size]': 'M' });
    const { status, headers } = await edit(path, {
      ...{ status: 'approve', price: '12,50', phone: '+1 555 0100', comment: 'After five,\r\nplease' },
      'meta-name': ['size', 'colour'],
      'meta-value': ['XL', 'red'],
    });
    expect(status).toBe(303);
    expect(await leads()).toMatchObject([
      {
        ...{ uid: '7', name: 'Ada', status: 'approve', price: '12.5000', currency: 'EUR' },
        ...{ phone: '+1 555 0100', comment: 'After five,\nplease', meta: { size: 'XL', colour: 'red' } },
      },
    ]);
    const { html } = await visitor.get(headers.get('location') ?? '');
    expect(html).toContain('Saved.');
    expect(html).toMatch(new RegExp(`by hand, <bdi>${account.login}</bdi>`));
    expect(html).toMatch(/<del><bdi>10.00<\/bdi><\/del> → <bdi>12.50<\/bdi>/);
    const [entry = ''] = idsIn(html, '/console/logs').slice(-1);
    expect((await visitor.get(`/console/logs/${entry}`)).status).toBe(200);
    const [audit] = await stand.query<{ details: object }>(
      `select details from audit_log where account_id = $1 and action = 'lead.edit'`,
      [account.accountId],
    );
    expect(JSON.stringify(audit?.details)).toContain('phone');
    expect(JSON.stringify(audit?.details), 'no contact data').not.toContain('555');
  });

  test('what came while the form was open stays', async () => {
    const path = await addLead({ uid: '7', name: 'Ada' });
    const form = await formOf(path);
    await stand.postback(account, { click, uid: '7', name: 'Ada Lovelace', status: 'hold' });
    await visitor.post(`${path}/edit`, { ...form, phone: '555' });
    expect(await leads()).toMatchObject([{ name: 'Ada Lovelace', status: 'hold', phone: '555' }]);
  });

  test('lines of an address stay lines, and a form that nobody touched changes nothing', async () => {
    const path = await addLead({ uid: '7', name: 'Ada\nLovelace', 'meta[address]': 'Street 1\nTown' });
    const { html } = await visitor.get(`${path}/edit`);
    expect(html).toMatch(/<textarea[^>]*name="meta-value"[^>]*>Street 1\nTown<\/textarea>/);
    const asBrowsersSend = { name: 'AdaLovelace', 'meta-name': 'address', 'meta-value': 'Street 1\r\nTown' };
    const { status, html: again } = await edit(path, asBrowsersSend);
    expect([status, again.includes('Nothing was changed in the form.')]).toEqual([422, true]);
    expect(await leads()).toMatchObject([{ name: 'Ada\nLovelace', meta: { address: 'Street 1\nTown' } }]);
  });

  test('an amount is in the currency that the form shows beside it, also where it was converted', async () => {
    await stand.query('insert into rates (account_id, currency, usd) values ($1, $2, $3)', [
      account.accountId,
      'EUR',
      '2',
    ]);
    const path = await addLead({ uid: '7', price: '10', currency: 'EUR', convert: 'USD' });
    await edit(path, { price: '21' });
    expect(await leads()).toMatchObject([{ price: '21.0000', currency: 'USD', sent_price: null }]);
  });

  test.each([
    [{ status: 'new' }, 422, 'stale: a late «new»'],
    [{ name: '' }, 422, 'cannot be emptied'],
    [{}, 422, 'Nothing was changed in the form'],
    [{ uid: '8' }, 422, 'another lead of this click has this uid'],
    [{ 'meta-name': 'a]b', 'meta-value': 'x' }, 422, 'none of them a square bracket'],
    [{ price: 'ten' }, 422, 'same'],
    [{ shown: 'not JSON', name: 'Bea' }, 303, ''],
  ])('%j is answered %i: %s', async (fields, status, says) => {
    await addLead({ uid: '8' });
    const path = await addLead({ uid: '7', name: 'Ada', status: 'approve' });
    const answered = await edit(path, fields);
    expect(answered.status).toBe(status);
    expect(answered.html).toContain(says);
    if (status === 422) expect(await leads()).toMatchObject([{ uid: '8' }, { uid: '7', name: 'Ada' }]);
    expect(stand.errors).toEqual([]);
  });

  test('what was not taken as it was typed is told beside «Saved»', async () => {
    const path = await addLead({ uid: '7' });
    const { headers } = await edit(path, { name: 'Ada', price: 'ten' });
    expect((await visitor.get(headers.get('location') ?? '')).html).toContain('«ten»');
  });
});

describe('many at once', () => {
  const ticks = async () =>
    (await visitor.get('/console/leads')).html.match(/[0-9a-f]{32}\/[0-9a-f]{32}(?=")/g) ?? [];

  test('a preview changes nothing; then each lead has its verdict', async () => {
    await addLead({ uid: '1' });
    await addLead({ uid: '2', status: 'approve' });
    await addLead({ uid: '3', status: 'cancel' });
    const lead = [...new Set(await ticks())];
    expect(lead).toHaveLength(3);
    const preview = await visitor.post('/console/leads/bulk', { lead, to: 'approve' });
    expect(preview.status).toBe(200);
    expect(preview.html).toContain('Change 2 leads');
    expect(preview.html).toContain('exactly so already');
    expect(await leads()).toMatchObject([{ status: 'new' }, { status: 'approve' }, { status: 'cancel' }]);

    const done = await visitor.post('/console/leads/bulk', { lead, to: 'approve', confirm: 'yes' });
    expect(done.html).toContain('2 leads changed.');
    expect(await leads()).toMatchObject(Array(3).fill({ status: 'approve' }));
    const entries = await stand.query(
      `select from postback_log where account_id = $1 and channel = 'manual'`,
      [account.accountId],
    );
    expect(entries).toHaveLength(3);
  });

  test('all that fit, and nobody else’s', async () => {
    await addLead({ uid: '1', goal: 'a' });
    await addLead({ uid: '2', goal: 'a' });
    await addLead({ uid: '3', goal: 'b' });
    const fit = { scope: 'all', goal: 'a', to: 'trash' };
    expect((await visitor.post('/console/leads/bulk', fit)).html).toContain('Change 2 leads');
    const other = await stand.addUser();
    const stranger = await stand.enter(other.login);
    const lead = await ticks();
    const { html } = await stranger.post('/console/leads/bulk', { lead, to: 'trash', confirm: 'yes' });
    expect(html).toContain('No lead was ticked');
    expect(await leads()).toMatchObject(Array(3).fill({ status: 'new' }));
  });

  test.each([{ lead: ['zz', `${'0'.repeat(32)}/x'`], to: 'trash' }, { to: 'paid' }, {}])(
    'senseless forms (%j) are no fault of the server',
    async (form: Record<string, string | string[]>) => {
      expect([200, 303]).toContain((await visitor.post('/console/leads/bulk', form)).status);
      expect(stand.errors).toEqual([]);
    },
  );
});

describe('notes', () => {
  test('several, with who and when, as plain text', async () => {
    const path = await addLead({ uid: '1' });
    const note = '<b>Called</b> twice,\nwrong number';
    const { headers } = await visitor.post(`${path}/notes`, { note });
    await visitor.post(`${path}/notes`, { note: 'x'.repeat(3000) });
    await visitor.post(`${path}/notes`, { note: ' ' });
    const { html } = await visitor.get(headers.get('location') ?? '');
    expect(html).toContain('&lt;b>Called&lt;/b> twice,\nwrong number');
    expect(html).toContain(account.login);
    const notes = await stand.query<{ text: string }>(
      'select text from lead_notes where account_id = $1 order by id',
      [account.accountId],
    );
    expect(notes.map(({ text }) => text.length)).toEqual([note.length, 2000]);
    expect((await visitor.get('/console/leads')).html).toMatch(/data-head="Notes">2</);
  });

  test('who may not see contacts sees neither notes nor names, not even in history', async () => {
    const path = await addLead({ uid: '1', name: 'Ada', 'meta[size]': 'XL', ip: '203.0.113.9' });
    await visitor.post(`${path}/notes`, { note: 'called Ada' });
    await stand.query(`update users set role = 'auditor' where login = $1`, [account.login]);
    const { status, html } = await visitor.get(path);
    expect(status).toBe(200);
    for (const secret of ['Ada', 'XL', '203.0.113.9', 'called']) expect(html).not.toContain(secret);
    expect((await visitor.get(`${path}/edit`)).status).toBe(403);
    expect((await visitor.post(`${path}/notes`, { note: 'x' })).status).toBe(403);
  });
});

test('columns are one’s own, custom fields among them, and keep their order', async () => {
  await addLead({ uid: '1', 'meta[size]': 'XL', comment: 'hello' });
  const heads = async () =>
    [...(await visitor.get('/console/leads')).html.matchAll(/<th [^>]*>(?:<bdi>)?([^<]*)/g)].map(
      ([, head]) => head,
    );
  expect(await heads()).toContain('Phone');
  const back = await visitor.post('/console/leads/columns', {
    ...{
      column: ['comment', 'status', 'meta:size', 'nonsense'],
      another: 'colour',
      filters: 'status=new&x=y',
    },
  });
  expect(back.headers.get('location')).toBe('/console/leads?status=new');
  expect(await heads()).toEqual(['Tick', 'Time', 'Comment', 'Status', 'size', 'colour', 'Show']);
  await visitor.post('/console/leads/columns', {
    column: ['comment', 'status', 'meta:size'],
    first: 'status',
  });
  expect(await heads()).toEqual(['Tick', 'Time', 'Status', 'Comment', 'size', 'Show']);
  await visitor.post('/console/leads/columns', { column: 'status', usual: '1' });
  expect(await heads()).toContain('Phone');
});
