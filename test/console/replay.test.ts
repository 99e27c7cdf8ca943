import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

async function openAccount() {
  const account = await stand.addUser();
  return { account, visitor: await stand.enter(account.login) };
}
type Account = Awaited<ReturnType<typeof openAccount>>['account'];

const statusOf = async (click: string) =>
  (await stand.query<{ status: string }>('select status from leads where click_id = $1', [click]))[0]?.status;
const countEntries = async (account: Account) =>
  (await stand.query('select 1 from postback_log where account_id = $1', [account.accountId])).length;
const text = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

/** Follows the one redirect after a form. */
async function send(visitor: Visitor, path: string, form: Record<string, string> = {}) {
  const { status, headers } = await visitor.post(path, form);
  const next = headers.get('location') ?? '';
  return { status, next, page: next === '' ? '' : (await visitor.get(next)).html };
}

describe('one entry', () => {
  test('a preview tells what would change and stores nothing; the replay does it and shows its entry', async () => {
    const { account, visitor } = await openAccount();
    const click = newId();
    const id = await stand.postback(account, { click, uid: '7', status: 'approve', price: '9.50' });
    const body = JSON.stringify({ key: account.siteKey, click });
    await stand.call('/api/track/click.json', { method: 'POST', body });

    expect((await visitor.get(`/console/logs/${id}`)).html).toContain(`/console/logs/${id}/preview`);
    const before = await countEntries(account);
    const preview = await visitor.get(`/console/logs/${id}/preview`);
    expect(text(preview.html)).toContain('created');
    expect(text(preview.html)).toContain('9.5');
    expect(text(preview.html), 'its steps').toContain('No lead fits: a new one');
    expect(await statusOf(click)).toBeUndefined();
    expect(await countEntries(account)).toBe(before);

    const { status, next, page } = await send(visitor, `/console/logs/${id}/replay`);
    expect(status).toBe(303);
    expect(await statusOf(click)).toBe('approve');
    expect(page, 'the new entry names the one it repeats').toContain(`href="/console/logs/${id}"`);
    expect(page, 'a replay is not repeated').not.toContain('/preview"');
    expect((await visitor.get(`/console/logs/${id}`)).html).toContain(`href="${next}"`);
  });

  test('a dry run and a replay cannot be repeated', async () => {
    const { account, visitor } = await openAccount();
    const dry = await stand.postback(account, { click: await stand.addClick(account), dry: '1' });
    expect((await visitor.get(`/console/logs/${dry}`)).html).not.toContain('/replay"');
    expect((await visitor.get(`/console/logs/${dry}/preview`)).status).toBe(404);
    expect((await visitor.post(`/console/logs/${dry}/replay`, {})).status).toBe(404);
  });
});

describe('all that fit', () => {
  test('are previewed, counted, repeated, and what is left is shown', async () => {
    const { account, visitor } = await openAccount();
    const clicks = [await stand.addClick(account), await stand.addClick(account)];
    for (const click of clicks) await stand.postback(account, { click, status: 'Zorblax', price: '7' });
    const odd = await stand.postback(account, { click: clicks[0] ?? '', uid: 'x', status: 'Quibble' });
    await stand.postback(account, { click: '{sub}', status: 'Zorblax' });
    await stand.query(`update flows set status_map = '{"zorblax":"approve"}' where id = $1`, [account.flow]);

    const list = await visitor.get('/console/logs?warning=unmapped-status&word=Zorblax');
    expect(idsIn(list.html, '/console/logs')).toHaveLength(2);
    const [link = ''] = /\/console\/replay\?[^"]+/.exec(list.html) ?? [];
    expect(link).toBe('/console/replay?warning=unmapped-status&amp;word=Zorblax');

    await new Promise((resolve) => setTimeout(resolve, 1100));
    const preview = (await visitor.get(link.replaceAll('&amp;', '&'))).html;
    expect(idsIn(preview, '/console/logs')).toEqual(idsIn(list.html, '/console/logs').reverse());
    expect(preview).toContain('Replay all 2');
    expect(text(preview)).toContain('new → approve');
    expect(await statusOf(clicks[0] ?? '')).toBe('new');

    const filter = { warning: 'unmapped-status', word: 'Zorblax' };
    const done = await send(visitor, '/console/replay', filter);
    expect(text(done.page)).toContain('Repeated 2: 2 updated.');
    expect(text(done.page)).toContain('Nothing is left that fits');
    expect(await statusOf(clicks[1] ?? '')).toBe('approve');
    expect(text((await send(visitor, '/console/replay', filter)).page)).toContain('nothing to repeat');

    const left = await visitor.get('/console/replay?warning=unmapped-status');
    expect(idsIn(left.html, '/console/logs')).toEqual([odd]);
  });

  test.each([
    ['no filter', {}],
    ['a click that is none', { click: 'zz' }],
    ['an instant that is none', { error: 'bad-click', since: 'yesterday' }],
  ])('%s repeats nothing', async (_, form) => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    await stand.postback(account, { click, uid: '1', status: 'approve' });
    await stand.postback(account, { click: '{x}' });
    const before = await countEntries(account);
    const { html } = await visitor.get(`/console/replay?${new URLSearchParams(form)}`);
    expect(html).not.toContain('<table');
    await send(visitor, '/console/replay', form);
    expect(await countEntries(account)).toBe(before);
  });

  test('more than are shown are counted', async () => {
    const { account, visitor } = await openAccount();
    for (let count = 0; count < 53; count += 1) await stand.postback(account, { click: `{sub${count}}` });
    const { html } = await visitor.get('/console/replay?reason=unreplaced-macro');
    expect(html).toContain('Replay all 53');
    expect(text(html)).toContain('The oldest 50 are shown');
    expect(idsIn(html, '/console/logs')).toHaveLength(50);
    const soon = new Date(Date.now() + 60_000).toISOString().slice(0, 16);
    expect((await visitor.get(`/console/replay?error=bad-click&since=${soon}`)).html).not.toContain('<table');
  });
});

test('more than a thousand are repeated a thousand at a time, and the next ones come after them', async () => {
  const { account, visitor } = await openAccount();
  const id = await stand.postback(account, { click: '{sub}' });
  // Copies of it, a second apart.
  await stand.query(
    `insert into postback_log
     select (jsonb_populate_record(l, jsonb_build_object(
              'id', lpad(to_hex(('x' || left(replace(l.id::text, '-', ''), 12))::bit(48)::bigint - n * 1000), 12, '0')
                    || substr(replace(l.id::text, '-', ''), 13),
              'received_at', l.received_at - n * interval '1 second'))).*
       from postback_log l, generate_series(1, 1004) n where l.id = $1`,
    [id],
  );
  const { html } = await visitor.get('/console/replay?error=bad-click');
  expect(html).toContain('Replay the oldest 1,000');
  expect(text(html)).toContain('More than 1,000 fit');

  const first = await send(visitor, '/console/replay', { error: 'bad-click' });
  expect(text(first.page)).toContain('Repeated 1,000: 1000 bad-click unreplaced-macro.');
  expect(first.page).toContain('Replay all 5');
  const query = new URL(first.next, stand.url).searchParams;
  const rest = { error: 'bad-click', after: query.get('after') ?? '' };
  expect(text((await send(visitor, '/console/replay', rest)).page)).toContain('Repeated 5: 5 bad-click');
});

describe('a word that nobody knows', () => {
  test('is mapped where it was met, and the next page replays those that said it', async () => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    const id = await stand.postback(account, { click, status: 'На складе!', price: '5' });
    const { html } = await visitor.get(`/console/logs/${id}`);
    expect(text(html)).toContain(`«На складе!» means`);
    expect(text(html)).toContain(`in the flow ${account.flow}`);

    const { next, page } = await send(visitor, `/console/logs/${id}/map`, { status: 'hold' });
    const query = new URL(next, stand.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      flow: account.flow,
      warning: 'unmapped-status',
      word: 'На складе!',
      mapped: 'hold',
    });
    expect(text(page)).toContain(`«На складе!» now means hold in the flow ${account.flow}`);
    expect(text(page), 'by the new mapping, at once').toContain('new → hold');
    const [flow] = await stand.query('select status_map from flows where id = $1', [account.flow]);
    expect(flow).toEqual({ status_map: { наскладе: 'hold' } });
    query.delete('mapped');
    await send(visitor, '/console/replay', Object.fromEntries(query));
    expect(await statusOf(click)).toBe('hold');
    expect((await visitor.get(`/console/logs/${id}`)).html, 'settled').not.toContain('/map"');
  });

  test.each(['', 'sold', '__proto__'])('the status «%s» changes nothing', async (status) => {
    const { account, visitor } = await openAccount();
    const id = await stand.postback(account, { click: await stand.addClick(account), status: 'Zorblax' });
    expect((await send(visitor, `/console/logs/${id}/map`, { status })).next).toBe(`/console/logs/${id}`);
    const [flow] = await stand.query('select status_map from flows where id = $1', [account.flow]);
    expect(flow).toEqual({ status_map: {} });
  });
});

test('another account’s entries are neither shown, previewed, mapped nor repeated', async () => {
  const theirs = await stand.addUser();
  const { visitor } = await openAccount();
  const click = await stand.addClick(theirs);
  const id = await stand.postback(theirs, { click, status: 'Zorblax' });
  const unknown = await visitor.get(`/console/logs/${newId()}/preview`);
  expect((await visitor.get(`/console/logs/${id}/preview`)).html).toBe(unknown.html);
  for (const what of ['map', 'replay']) {
    const answered = await visitor.post(`/console/logs/${id}/${what}`, { status: 'approve' });
    expect([answered.status, answered.html]).toEqual([404, unknown.html]);
  }
  expect((await visitor.get(`/console/replay?click=${click}`)).html).not.toContain(id);
  await visitor.post('/console/replay', { click });
  const before = await stand.query('select settled_by from postback_log where id = $1', [id]);
  expect(before).toEqual([{ settled_by: null }]);
  expect(await countEntries({ ...theirs })).toBe(1);
  const [flow] = await stand.query('select status_map from flows where id = $1', [theirs.flow]);
  expect(flow).toEqual({ status_map: {} });
});

test('what another site sends changes nothing', async () => {
  const { account, visitor } = await openAccount();
  const id = await stand.postback(account, { click: await stand.addClick(account), status: 'Zorblax' });
  for (const path of [`/console/logs/${id}/map`, `/console/logs/${id}/replay`, '/console/replay']) {
    const form = { status: 'approve', warning: 'unmapped-status' };
    expect((await visitor.post(path, form, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  }
  expect(await countEntries(account)).toBe(1);
});
