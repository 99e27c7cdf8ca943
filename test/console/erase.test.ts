import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { importRow } from '../../collector/import/import-row.ts';
import { createPostgresStore } from '../../collector/storage/postgres-store.ts';
import { settleTries } from '../../collector/storage/settle-outgoing.ts';
import { addTestReceiver, messagesOf, settleMessage } from '../support/messages.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const PHONE = '+7 (999) 123-45-67';
const EMAIL = 'Canary.Bird+x@Shop.Example';
const NAME = 'Canarina Canary';
const CANARIES = /canar|999.{0,12}123.{0,9}45.{0,9}67|203\.0\.113\.77|yellow feathers/i;

/** Every row of every table that has something of the buyer, as text. */
async function dump(): Promise<string[]> {
  const tables = await stand.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '_(20\\d\\d_\\d\\d|other)$'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => stand.query<{ row: string }>(`select t::text as row from "${name}" t`)),
  );
  return rows.flatMap((each, index) => each.map(({ row }) => `${tables[index]?.name}: ${row}`));
}

const quoting = async () => (await dump()).filter((row) => CANARIES.test(row));

/** A buyer who has come through every door. */
async function seed() {
  const account = await stand.addUser();
  const fields = ['name', 'phone', 'email', 'comment'].map((name) => `${name}={${name}}`).join('&');
  await addTestReceiver(stand, account, {
    ...{ kind: 'additional', method: 'POST', bodyType: 'form', body: fields },
    url: `https://ts.example/{phone}?${fields}`,
    headers: [['X-Buyer', '{email}']],
  });
  const buyer = { name: NAME, phone: PHONE, email: EMAIL, comment: 'yellow feathers' };
  const json = (body: unknown, headers = {}) => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const door = `/api/track/postback.json?id=${account.token}`;

  // A page: with the buyer in the address, too.
  const clicks = await Promise.all([
    stand.addClick(
      account,
      `?${new URLSearchParams({ mail: EMAIL, utm_term: PHONE, utm_source: 'google' })}`,
    ),
    stand.addClick(account),
    stand.addClick(account),
    stand.addClick(account),
  ]);
  const [pixel = '', get = '', form = '', jsonClick = ''] = clicks;
  const page = {
    ...{
      key: account.siteKey,
      click: pixel,
      ...buyer,
      meta: { 'second phone': '8-999-123-45-67', size: 'XL' },
    },
    ...{ url: `https://shop.example/?name=${encodeURIComponent(NAME)}` },
  };
  await stand.call('/api/track/lead.json', json(page, { Referer: `https://shop.example/?e=${EMAIL}` }));
  // Networks: query, form and JSON, in the formats that they think of.
  const sent = (click: string, uid: string) => ({ click, uid, status: 'hold', price: '10', currency: 'EUR' });
  await stand.postback(account, { ...sent(get, 'g'), ...buyer, ip: '203.0.113.77' });
  await stand.call(door, {
    method: 'POST',
    body: new URLSearchParams({ ...sent(form, 'f'), ...buyer, phone: '89991234567' }),
  });
  await stand.call(door, json({ ...sent(jsonClick, 'j'), ...buyer, phone: 79991234567 }));
  // Refused, parked, a dry run, and nobody’s.
  await stand.postback(account, { click: '{click}', ...buyer });
  await stand.call(door, json({ click: newId(), status: 'approve', ...buyer, price: 'x' }));
  await stand.postback(account, { ...sent(get, 'g'), ...buyer, dry: '1', comment: 'yellow feathers!' });
  // A file.
  const row = { flow: account.flow, subid: 'imported', uid: 'i', status: 'approve', price: '5', ...buyer };
  await stand.pipeline.submit(
    importRow(row, { accountId: account.accountId, now: new Date(), newId, dry: false, isQuiet: false }),
  );
  await stand.query(
    `insert into uploads (account_id, id, created_at, cells, parameters) values ($1, $2, now(), $3, '[]')`,
    [account.accountId, newId(), JSON.stringify([['phone'], [PHONE]])],
  );
  const [noted] = await stand.query<{ id: string }>('select id from leads where click_id = $1', [get]);
  await stand.query(
    `insert into lead_notes (click_id, id, lead_id, account_id, at, login, text) values ($1, $2, $3, $4, now(), 'x', $5)`,
    [get, newId(), noted?.id, account.accountId, `${NAME} called`],
  );
  // Receivers: one message has failed, with an answer that quotes the buyer, one is under way, the others wait.
  const [failed = '', underWay = ''] = await messagesOf(stand, account);
  const answer = `no ${NAME}, ${PHONE}`;
  await settleMessage(stand, failed, 'refused', { http: 400, error: 'refused', orderReason: answer, answer });
  await stand.query('update outgoing_queue set began_at = now() where id = $1', [underWay]);
  return { account, get, pixel, underWay, visitor: await stand.enter(account.login) };
}

const REASON = { reason: 'request 17' };

async function erase(visitor: Visitor, whom: Record<string, string>) {
  const preview = await visitor.post('/console/settings/erase', whom);
  expect(preview.status).toBe(200);
  const done = await visitor.post('/console/settings/erase/now', { ...whom, ...REASON });
  expect(done.html).toContain('Erased:');
  return preview.html;
}

test.each([
  ['a phone', { phone: '8 999 123 45 67' }],
  ['an e-mail', { email: ' canary.bird+X@shop.example' }],
])('a buyer who is named by %s is forgotten in every table, and statistics stay', async (_, whom) => {
  const { account, get, pixel, underWay, visitor } = await seed();
  const [{ lease } = { lease: '' }] = await stand.query<{ lease: string }>(
    'select began_at::text as lease from outgoing_queue where id = $1',
    [underWay],
  );
  const before = await quoting();
  const tables = new Set(before.map((row) => row.split(':')[0]));
  expect([...tables].sort()).toEqual([
    'clicks',
    'lead_history',
    'lead_notes',
    'leads',
    'outgoing',
    'outgoing_attempts',
    'postback_log',
    'uploads',
  ]);
  const facts = () =>
    stand.query(
      `select id, uid, goal, status, price, currency, created_at, geo from leads where account_id = $1 order by id`,
      [account.accountId],
    );
  const kept = await facts();
  expect(kept).toHaveLength(5);
  expect(
    await stand.query('select from parked_postbacks where account_id = $1', [account.accountId]),
  ).toHaveLength(1);

  const preview = await erase(visitor, whom);
  expect(preview).toContain(NAME);
  expect(await quoting()).toEqual([]);
  expect(await facts()).toEqual(kept);
  expect(
    await stand.query('select from parked_postbacks where account_id = $1', [account.accountId]),
  ).toEqual([]);
  const [click] = await stand.query('select tags from clicks where id = $1', [pixel]);
  expect(click).toEqual({ tags: { utm_source: 'google' } });

  // Nothing more goes out, and the answer to the message that was under way is not written down.
  expect(await stand.query('select state from outgoing where id = $1', [underWay])).toEqual([
    { state: 'cancelled' },
  ]);
  expect(
    await stand.query('select from outgoing_queue q join outgoing o using (id) where account_id = $1', [
      account.accountId,
    ]),
  ).toEqual([]);
  const answer = `thank you, ${NAME}, ${PHONE}`;
  const attempt = { id: newId(), at: new Date(), tookMs: 5, http: 200, answer };
  const result = { inMs: 0, error: null, orderUid: null, orderReason: answer, isNews: true, attempt };
  await settleTries(stand.pool, [{ ...result, id: underWay, lease, state: 'refused' }]);
  await settleTries(stand.pool, [{ ...result, id: underWay, lease, state: 'waiting' }]);
  expect(await quoting()).toEqual([]);

  // What comes later changes status and money, and brings nothing back.
  const again = { name: NAME, phone: PHONE, email: EMAIL, 'meta[phone]': PHONE, ip: '203.0.113.77' };
  const late = await stand.postback(account, {
    click: get,
    uid: 'g',
    status: 'approve',
    price: '12',
    ...again,
  });
  await stand.postback(account, { click: get, uid: 'another', status: 'hold', ...again });
  await stand.call('/api/track/lead.json', {
    method: 'POST',
    body: JSON.stringify({ key: account.siteKey, click: pixel, ...again }),
  });
  await stand.postback(account, { click: get, uid: 'g', status: '{status}', price: 'x', ...again });
  expect(await quoting()).toEqual([]);
  expect(
    await stand.query(`select status, price from leads where click_id = $1 and uid = 'g'`, [get]),
  ).toEqual([{ status: 'approve', price: '12.0000' }]);
  const [entry] = await stand.query('select warnings, result from postback_log where id = $1', [late]);
  expect(entry).toEqual({ warnings: ['ignored'], result: 'updated' });

  // An erased request cannot be repeated, and says so.
  const { html } = await visitor.get(`/console/logs/${late}`);
  expect(html).toContain('What this request said about its buyer was erased');
  expect(html).not.toContain('/replay"');
  expect((await visitor.post(`/console/logs/${late}/replay`, {})).status).toBe(404);

  const [line] = await stand.query(
    `select action, details from audit_log where account_id = $1 and action = 'person.erase'`,
    [account.accountId],
  );
  expect(line).toMatchObject({ details: { leads: '5', files: '1', reason: 'request 17' } });
});

test('a lead stands for its buyer; others of the account stay', async () => {
  const { account, visitor } = await seed();
  const other = await stand.addClick(account);
  await stand.postback(account, { click: other, name: 'Somebody Else', phone: '+7 999 123 45 68' });
  const leads = await stand.query<{ id: string; name: string }>(
    'select id, name from leads where account_id = $1 order by id',
    [account.accountId],
  );
  await erase(visitor, { leadId: leads[0]?.id ?? '' });
  expect(await quoting()).toEqual([]);
  expect(await stand.query('select name, phone, erased_at from leads where click_id = $1', [other])).toEqual([
    { name: 'Somebody Else', phone: '+7 999 123 45 68', erased_at: null },
  ]);
});

test('a batch that has read a buyer before is decided again', async () => {
  const { visitor, get } = await seed();
  const { load, write } = createPostgresStore(stand.pool);
  const state = (await load([get])).get(get);
  await erase(visitor, { phone: PHONE });
  const batch = { leads: state?.leads ?? [], history: [], sends: [], entries: [], changedClicks: [] };
  expect(await write({ ...batch, clicks: state ? [state.click] : [] })).toEqual(new Set());
  expect(await quoting()).toEqual([]);
});

const counted = (html: string) => Number(/<dt>Messages<\/dt><dd>(\d+)/.exec(html)?.[1]);

test('what receivers were told is counted and shown, of this buyer alone, until it is erased', async () => {
  const { account, visitor } = await seed();
  const own = await messagesOf(stand, account);
  const other = await stand.addClick(account);
  await stand.postback(account, { click: other, name: 'Somebody Else', phone: '+7 999 123 45 68' });
  const all = await messagesOf(stand, account);
  expect(all.length).toBeGreaterThan(own.length);
  const whom = { phone: PHONE };
  const { html } = await visitor.post('/console/settings/erase', whom);
  expect(counted(html)).toBe(own.length);
  expect(idsIn(html, '/console/outgoing').sort()).toEqual(own);
  const done = await visitor.post('/console/settings/erase/now', { ...whom, ...REASON });
  expect(done.html).toContain(`${own.length} messages`);
  const [lead] = await stand.query<{ id: string }>(
    'select id from leads where account_id = $1 order by id limit 1',
    [account.accountId],
  );
  const again = await visitor.post('/console/settings/erase', { leadId: lead?.id ?? '' });
  expect(counted(again.html)).toBe(0);
  const kept = `select count(*)::int as count from outgoing o join outgoing_queue using (id) where o.account_id = $1
                 and request->>'erased' is null`;
  expect(await stand.query(kept, [account.accountId])).toEqual([{ count: all.length - own.length }]);

  // A phone that only the history knows has been told of, too.
  await stand.postback(account, { click: other, phone: '+7 999 765 43 21', status: 'approve' });
  const old = await visitor.post('/console/settings/erase', { phone: '+7 999 123 45 68' });
  expect(counted(old.html)).toBe(all.length - own.length + 1);
});

test('another account’s buyers are not touched, and only who may manage people erases', async () => {
  const { account, visitor } = await seed();
  const strangers = await stand.addUser();
  const stranger = await stand.enter(strangers.login);
  const answered = await stranger.post('/console/settings/erase', { phone: PHONE });
  expect(answered.html).toContain('Nothing of this person is here.');
  await stranger.post('/console/settings/erase/now', { phone: PHONE, ...REASON });
  const [lead] = await stand.query<{ id: string }>('select id from leads where account_id = $1', [
    account.accountId,
  ]);
  const found = await stranger.post('/console/settings/erase', { leadId: lead?.id ?? '' });
  expect(found).toMatchObject({ status: 422 });
  expect((await quoting()).length).toBeGreaterThan(10);

  await stand.query(`update users set role = 'manager' where login = $1`, [account.login]);
  expect((await visitor.get('/console/settings/erase')).status).toBe(403);
  expect((await visitor.post('/console/settings/erase/now', { phone: PHONE, ...REASON })).status).toBe(403);
  await stand.query(`update users set role = 'owner' where login = $1`, [account.login]);
  await erase(visitor, { phone: PHONE });
  expect(await quoting()).toEqual([]);
});

test.each([
  [{}, 'Write a phone'],
  [{ phone: '123' }, 'Nobody can be found'],
  [{ email: 'nobody' }, 'Nobody can be found'],
  [{ leadId: 'x' }, '32 hex digits'],
])('%j is asked for again', async (whom, says) => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const answered = await visitor.post('/console/settings/erase', whom as Record<string, string>);
  expect(answered.status).toBe(422);
  expect(answered.html).toContain(says);
});

test('the reason is needed, and names nobody', async () => {
  const { visitor } = await seed();
  for (const reason of ['', `of ${EMAIL}`, 'call 8 (999) 1234567']) {
    const answered = await visitor.post('/console/settings/erase/now', {
      phone: PHONE,
      email: EMAIL,
      reason,
    });
    expect(answered.status).toBe(422);
  }
  expect(await quoting()).not.toEqual([]);
  await erase(visitor, { phone: PHONE });
});
