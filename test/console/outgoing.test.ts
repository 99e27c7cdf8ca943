import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiverSettings } from '../../collector/storage/receivers.ts';
import { addTestReceiver, messagesOf, settleMessage } from '../support/messages.ts';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const LOG = '/console/outgoing';
const ORDER: Partial<ReceiverSettings> = {
  ...{ kind: 'order', name: 'Network', method: 'POST', url: 'https://network.example/order' },
  ...{ bodyType: 'json', body: '{"phone":"{phone}"}' },
};

/** An account whose traffic source is told of each lead, with so many leads. */
async function openAccount(leads = 1, settings: Partial<ReceiverSettings> = {}) {
  const account = await stand.addUser();
  const receiver = await addTestReceiver(stand, account, {
    url: 'https://ts.example/pb?cid={uid}&phone={phone}',
    ...settings,
  });
  for (let count = 0; count < leads; count += 1) {
    const click = await stand.addClick(account);
    if (settings.kind === 'order')
      await stand.call('/api/track/lead.json', {
        method: 'POST',
        body: new URLSearchParams({ key: account.siteKey, click, phone: '+15550001111' }),
      });
    else await stand.postback(account, { click, uid: `u${count}`, status: 'approve', phone: '+15550001111' });
  }
  const visitor = await stand.enter(account.login);
  const ids = await messagesOf(stand, account);
  expect(ids).toHaveLength(leads);
  return { account, receiver, visitor, ids, id: ids[0] ?? '' };
}

const stateOf = async (id: string) =>
  (await stand.query('select state from outgoing where id = $1', [id]))[0];
const queued = (id: string) => stand.query('select from outgoing_queue where id = $1', [id]);

test('an account without messages is told what comes here', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  expect((await visitor.get(LOG)).html).toContain('Nothing has gone out yet');
});

test('each message is listed with what became of it, and filters find it', async () => {
  const { account, receiver, visitor, ids } = await openAccount(8);
  const [
    waiting = '',
    sent = '',
    refused = '',
    failed = '',
    blocked = '',
    unsure = '',
    cancelled = '',
    again = '',
  ] = ids;
  const other = await openAccount();
  await settleMessage(stand, sent, 'sent', { http: 200 });
  await settleMessage(stand, refused, 'refused', { http: 200, error: 'refused' });
  await settleMessage(stand, failed, 'failed', { http: 500, error: 'http' });
  await settleMessage(stand, blocked, 'blocked', { error: 'blocked' });
  await settleMessage(stand, unsure, 'unsure', { error: 'unsure' });
  await settleMessage(stand, cancelled, 'cancelled');
  await settleMessage(stand, again, 'waiting', { error: 'connect' });
  const shown = async (query = '') => idsIn((await visitor.get(LOG + query)).html, LOG);

  expect(await shown()).toEqual(ids.toReversed());
  expect(await shown('?state=waiting')).toEqual([again, waiting]);
  expect(await shown('?state=sent')).toEqual([sent]);
  expect(await shown('?state=unsure')).toEqual([unsure]);
  expect(await shown('?state=cancelled')).toEqual([cancelled]);
  expect(await shown('?state=trouble')).toEqual([unsure, blocked, failed, refused]);
  expect(await shown(`?receiver=${receiver}`)).toHaveLength(8);
  expect(await shown('?receiver=rc_none')).toEqual([]);
  expect(await shown('?kind=main')).toHaveLength(8);
  expect(await shown('?kind=order')).toEqual([]);
  expect(await shown(`?flow=${account.flow}`)).toHaveLength(8);
  expect(await shown('?flow=none')).toEqual([]);
  const [row] = await stand.query<{ click: string; lead: string }>(
    'select click_id as click, lead_id as lead from outgoing where id = $1',
    [failed],
  );
  expect(await shown(`?click=${row?.click}`)).toEqual([failed]);
  expect(await shown(`?lead=${row?.lead}`)).toEqual([failed]);
  expect(await shown('?since=2031-01-01T00:00')).toEqual([]);
  expect(await shown('?until=2021-01-01T00:00')).toEqual([]);
  expect(await shown(`?before=${failed}`)).toEqual([refused, sent, waiting]);
  expect((await visitor.get(`${LOG}?live=1&after=${failed}`)).html, 'a live list overlaps').toContain(failed);
  expect(await shown(`?click=${row?.click}&state=sent`)).toEqual([]);
  expect((await other.visitor.get(`${LOG}/${failed}`)).status).toBe(404);
});

test.each(['?state=%00', '?kind=x', '?lead=zz', '?since=zz', '?before=zz', '?receiver=%00', '?click=zz'])(
  'a senseless filter (%s) is no fault of the server',
  async (query) => {
    const { visitor } = await openAccount();
    expect((await visitor.get(LOG + query)).status).toBe(200);
    expect((await visitor.get(`${LOG}/resend${query}`)).status).toBe(200);
  },
);

test('a message tells its request, each try, why, and what it is about', async () => {
  const { account, visitor, id } = await openAccount();
  await settleMessage(stand, id, 'waiting', { error: 'connect', answer: 'connect ECONNREFUSED' });
  await settleMessage(stand, id, 'failed', { http: 500, error: 'http', answer: '{"why":"<b>no</b>"}' });
  const { html } = await visitor.get(`${LOG}/${id}`);
  for (const text of [
    'https://ts.example/pb?cid=u0&amp;phone=%2B15550001111',
    'is not tried again by itself',
    'answered with an error',
    'href="/console/help/sending-http"',
    'ECONNREFUSED',
    'HTTP 500',
    '&lt;b>no',
    'Send once more',
  ])
    expect(html).toContain(text);
  const [{ log, lead, click } = { log: '', lead: '', click: '' }] = await stand.query<Record<string, string>>(
    `select replace(log_id::text, '-', '') as log, replace(lead_id::text, '-', '') as lead,
            replace(click_id::text, '-', '') as click from outgoing where id = $1`,
    [id],
  );
  expect(html).toContain(`/console/logs/${log}`);
  for (const path of [`logs/${log}`, `leads/${click}/${lead}`, `clicks/${click}`])
    expect(idsIn((await visitor.get(`/console/${path}`)).html, LOG), path).toEqual([id]);

  const analyst = await stand.enter(await stand.addMember(account, 'analyst'));
  const seen = await analyst.get(`${LOG}/${id}`);
  expect(seen.status).toBe(200);
  expect(seen.html).not.toMatch(/5550001111|ECONNREFUSED|&quot;why/);
  expect(seen.html).toContain('your role does not see');
});

test('what failed is sent once more as a new message, by who may', async () => {
  const { account, visitor, id } = await openAccount();
  await settleMessage(stand, id, 'failed', { http: 500, error: 'http' });
  const analyst = await stand.enter(await stand.addMember(account, 'analyst'));
  expect((await analyst.post(`${LOG}/${id}/resend`, {})).status).toBe(403);
  const { headers } = await visitor.post(`${LOG}/${id}/resend`, {});
  const [, fresh = ''] = (await messagesOf(stand, account)) ?? [];
  expect(headers.get('location')).toBe(`${LOG}/${fresh}?did=resent`);
  expect((await visitor.get(`${LOG}/${fresh}`)).html).toContain(id);
  expect(await queued(fresh)).toHaveLength(1);
  const [same] = await stand.query(
    `select a.request::text = b.request::text as same from outgoing a, outgoing b where a.id = $1 and b.id = $2`,
    [id, fresh],
  );
  expect(same).toEqual({ same: true });
});

test('a message that waits is cancelled, but not while it is being sent', async () => {
  const { visitor, ids } = await openAccount(2);
  const [one = '', other = ''] = ids;
  await visitor.post(`${LOG}/${one}/cancel`, {});
  expect(await stateOf(one)).toEqual({ state: 'cancelled' });
  expect(await queued(one)).toEqual([]);
  await stand.query('update outgoing_queue set began_at = now() where id = $1', [other]);
  const { headers } = await visitor.post(`${LOG}/${other}/cancel`, {});
  expect(headers.get('location')).toContain('under-way');
  expect(await stateOf(other)).toEqual({ state: 'waiting' });
  await visitor.post(`${LOG}/${one}/resend`, {});
  expect((await visitor.post(`${LOG}/${one}/cancel`, {})).headers.get('location')).toContain('over');
});

test('all that failed goes once more, once, without orders and what has arrived', async () => {
  const { account, receiver, visitor, ids } = await openAccount(4);
  const [sent = '', failed = '', blocked = '', waiting = ''] = ids;
  await settleMessage(stand, sent, 'sent', { http: 200 });
  await settleMessage(stand, failed, 'failed', { http: 500, error: 'http' });
  await settleMessage(stand, blocked, 'blocked', { error: 'blocked' });
  const form = { receiver };
  const preview = await visitor.get(`${LOG}/resend?receiver=${receiver}`);
  expect(preview.html).toContain('2 messages would go out once more');
  await visitor.post(`${LOG}/resend`, form);
  expect(await messagesOf(stand, account), 'not without a tick').toHaveLength(4);
  await visitor.post(`${LOG}/resend`, { confirm: 'yes' });
  expect(await messagesOf(stand, account), 'not without a filter').toHaveLength(4);
  const done = await visitor.post(`${LOG}/resend`, { ...form, confirm: 'yes' });
  expect(done.headers.get('location')).toContain('did=2');
  const repeated = await stand.query<{ id: string }>(
    `select replace(resend_of::text, '-', '') as id from outgoing where account_id = $1 and resend_of is not null order by id`,
    [account.accountId],
  );
  expect(repeated.map(({ id }) => id)).toEqual([failed, blocked]);
  expect(await queued(waiting)).toHaveLength(1);
  await visitor.post(`${LOG}/resend`, { ...form, confirm: 'yes' });
  expect(await messagesOf(stand, account), 'what went once more does not again').toHaveLength(6);
});

describe('an order', () => {
  test('that is in doubt is settled by a person: it has arrived', async () => {
    const { visitor, id } = await openAccount(1, ORDER);
    await settleMessage(stand, id, 'unsure', { error: 'unsure' });
    expect((await visitor.get(`${LOG}/${id}`)).html).toContain('It has arrived');
    await visitor.post(`${LOG}/${id}/arrived`, { uid: ' n-77 ' });
    expect(await stateOf(id)).toEqual({ state: 'sent' });
    const [lead] = await stand.query(
      'select uid from leads l join outgoing o on o.lead_id = l.id where o.id = $1',
      [id],
    );
    expect(lead).toEqual({ uid: 'n-77' });
  });

  test('that is in doubt is sent again only with a tick, as the same message', async () => {
    const { account, visitor, id } = await openAccount(1, ORDER);
    await settleMessage(stand, id, 'unsure', { error: 'unsure' });
    await visitor.post(`${LOG}/${id}/again`, {});
    expect(await stateOf(id)).toEqual({ state: 'unsure' });
    expect((await visitor.post(`${LOG}/${id}/resend`, { confirm: 'yes' })).headers.get('location')).toContain(
      'refused',
    );
    await visitor.post(`${LOG}/${id}/again`, { confirm: 'yes' });
    expect(await stateOf(id)).toEqual({ state: 'waiting' });
    expect(await queued(id)).toHaveLength(1);
    expect(await messagesOf(stand, account)).toHaveLength(1);
  });

  test('that failed is sent once more with a tick and once; one that arrived never is, nor with many', async () => {
    const { account, receiver, visitor, ids } = await openAccount(2, ORDER);
    const [arrived = '', failed = ''] = ids;
    await settleMessage(stand, arrived, 'sent', { http: 200 });
    await settleMessage(stand, failed, 'failed', { http: 400, error: 'http' });
    await visitor.post(`${LOG}/resend`, { receiver, confirm: 'yes' });
    await visitor.post(`${LOG}/${arrived}/resend`, { confirm: 'yes' });
    await visitor.post(`${LOG}/${failed}/resend`, {});
    expect(await messagesOf(stand, account)).toHaveLength(2);
    await visitor.post(`${LOG}/${failed}/resend`, { confirm: 'yes' });
    await visitor.post(`${LOG}/${failed}/resend`, { confirm: 'yes' });
    expect(await messagesOf(stand, account)).toHaveLength(3);
  });
});

test('the file has the rows of the list and nothing of a buyer', async () => {
  const { visitor, ids } = await openAccount(2);
  const { html, status } = await visitor.get(`${LOG}.csv?state=waiting`);
  expect(status).toBe(200);
  for (const id of ids) expect(html).toContain(id);
  expect(html).not.toContain('5550001111');
});

test('the overview tells of receivers that do not hear of leads, and where they are', async () => {
  const { account, receiver, visitor, ids } = await openAccount(4);
  const told = async () => (await visitor.get('/console/overview')).html.replaceAll('&amp;', '&');
  expect(await told()).not.toContain(LOG);
  const [failed = '', blocked = '', late = ''] = ids;
  await settleMessage(stand, failed, 'failed', { http: 500, error: 'http' });
  await settleMessage(stand, blocked, 'blocked', { error: 'blocked' });
  await stand.query(`update outgoing_queue set due_at = now() - interval '61 minutes' where id = $1`, [late]);
  const html = await told();
  for (const state of ['failed', 'blocked', 'waiting'])
    expect(html).toContain(`${LOG}?receiver=${receiver}&state=${state}`);
  expect(html).not.toContain('may or may not have arrived');

  await stand.query(`update outgoing set tried_at = now() - interval '25 hours' where account_id = $1`, [
    account.accountId,
  ]);
  await stand.query(`update receivers set is_on = false, off_reason = 'gone', off_at = now() where id = $1`, [
    receiver,
  ]);
  await settleMessage(stand, late, 'unsure', { error: 'unsure' });
  const later = await told();
  expect(later).not.toMatch(/state=(?:failed|blocked|waiting)/);
  expect(later).toContain('1 order may or may not have arrived');
  expect(later).toContain('wants no more messages');

  const other = await openAccount();
  expect((await other.visitor.get('/console/overview')).html, 'only their own').not.toContain(LOG);
});
