import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { toPostback } from '../../collector/http/receive.ts';
import { newId } from '../../collector/ids.ts';
import type { Postback } from '../../collector/pipeline/postback.ts';
import { packPostback } from '../../collector/pipeline/spooled-postback.ts';
import { makeToken } from '../../collector/pipeline/token.ts';
import { SECRET, serve } from '../support/collector.ts';
import { type OutageStand, startOutageStand } from './support/stand.ts';

let stand: OutageStand;

beforeAll(async () => {
  stand = await startOutageStand();
});
afterEach(() => stand.server.start());
afterAll(() => stand.close());

const untilApplied = () => expect.poll(stand.isEmpty, { timeout: 15_000 }).toBe(true);

async function spoolFiles(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  return texts.join('');
}

function receivedPostback(query: string): Promise<Postback> {
  const parts = {
    ...{ method: 'GET', url: `/api/track/postback.json?${query}`, headers: {}, remoteAddress: '127.0.0.1' },
    body: { bytes: Buffer.alloc(0), unreadable: null },
  };
  const door = { channel: 's2s', purpose: 'lead', format: 'json' } as const;
  return toPostback(parts, door, new Date(), { now: () => new Date(), newId, proxyHops: 0 });
}

/** Everything that postbacks of an account have left. */
const everything = (accountId: string) =>
  stand.query(
    `select 'log' as what, id, null as at, result as says from postback_log where account_id = $1
     union all select 'lead', id, updated_at, status from leads where account_id = $1
     union all select 'history', h.id, at, who from lead_history h join leads l on l.id = h.lead_id
       where l.account_id = $1
     union all select 'click', id, created_at, version::text from clicks where account_id = $1
     order by what, id`,
    [accountId],
  );

test('R5: postbacks of an outage are acknowledged, then applied in order, once, as of their instant', async () => {
  const clicks = await Promise.all(Array.from({ length: 50 }, stand.registerClick));
  await stand.server.stop();
  const from = Date.now();
  for (const uid of ['1', '2']) {
    const answers = await Promise.all(
      clicks.map((click) => stand.postback(`click=${click}&uid=${uid}&status=approve&price=3`)),
    );
    for (const answer of answers) expect(answer).toEqual({ http: 200, status: 'ok', result: 'queued' });
  }
  const to = Date.now();
  expect(await spoolFiles(stand.spoolFolder)).toContain(clicks[0]);
  expect(await spoolFiles(stand.spoolFolder)).not.toContain(stand.account.token);
  const copy = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
  await cp(stand.spoolFolder, copy, { recursive: true, filter: (path) => !/lock|\.sock$/.test(path) });

  await stand.server.start();
  await untilApplied();
  for (const click of clicks) {
    const entries = await stand.query<{ received_at: Date }>(
      `select uid, result, answer->>'body' as told, received_at, sent_with from postback_log where click_id = $1 order by id`,
      [click],
    );
    const told = '{"status":"ok","result":"queued"}';
    const sent_with = stand.account.tokenId;
    expect(entries).toMatchObject([
      { uid: '1', result: 'created', told, sent_with },
      { uid: '2', result: 'created', told, sent_with },
    ]);
    const leads = await stand.query<{ uid: string; created_at: Date }>(
      'select uid, created_at from leads where click_id = $1 order by id',
      [click],
    );
    // The IDs of leads are made as they are applied: so this is the order.
    expect(leads.map(({ uid }) => uid)).toEqual(['1', '2']);
    const history = await stand.query<{ at: Date }>('select at from lead_history where click_id = $1', [
      click,
    ]);
    const instants = [
      ...entries.map((entry) => entry.received_at),
      ...leads.map((lead) => lead.created_at),
      ...history.map((line) => line.at),
    ];
    for (const at of instants) {
      expect(at.getTime()).toBeGreaterThanOrEqual(from);
      expect(at.getTime()).toBeLessThanOrEqual(to);
    }
  }

  // A crash before the spool's note of what it has delivered: all of it comes again.
  const before = await everything(stand.account.accountId);
  const again = await serve(stand.databaseUrl, stand.errors, { spoolFolder: copy });
  expect(again.spools?.isEmpty()).toBe(false);
  await expect.poll(() => again.spools?.isEmpty(), { timeout: 15_000 }).toBe(true);
  expect(await everything(stand.account.accountId)).toEqual(before);
  await again.close();
  await rm(copy, { recursive: true });
});

test('while an earlier postback of its click waits, a later one goes behind it, and others go their way', async () => {
  const [first, other] = [await stand.registerClick(), await stand.registerClick()];
  const writer = await stand.pool.connect();
  await writer.query('begin');
  await writer.query('select from clicks where id = $1 for update', [first]);
  // It is taken out of the spool at once, and then has to wait for the click.
  const earlier = await receivedPostback(`id=${stand.account.token}&click=${first}&uid=1`);
  await stand.spools?.append(packPostback(earlier, { http: 200, body: '' }, SECRET), {
    id: earlier.id,
    key: first,
  });
  expect(await stand.postback(`click=${first}&uid=2`)).toMatchObject({ result: 'queued' });
  expect(await stand.postback(`click=${other}&uid=1`)).toMatchObject({ result: 'created' });
  await writer.query('commit');
  writer.release();
  await untilApplied();
  expect(await stand.postback(`click=${first}&uid=3`)).toMatchObject({ result: 'created' });
  expect(await stand.query('select uid from leads where click_id = $1 order by id', [first])).toEqual(
    ['1', '2', '3'].map((uid) => ({ uid })),
  );
});

test('every door has its answer for what waits', async () => {
  const click = await stand.registerClick();
  const { url, account } = stand;
  const s2s = `id=${account.token}&click=${click}`;
  const get = (path: string) => fetch(url + path, { redirect: 'manual' });
  // Somebody has used the link before: its flow is known.
  expect((await get(`/c/${account.flow}`)).status).toBe(302);
  await stand.server.stop();
  const post = (path: string, body: object) =>
    stand.call(path, { method: 'POST', body: JSON.stringify({ key: account.siteKey, ...body }) });

  expect(await (await get(`/api/track/postback.txt?${s2s}`)).text()).toBe('OK queued');
  const image = await get(`/api/track/postback.gif?${s2s}`);
  expect(image.headers.get('content-type')).toBe('image/gif');
  expect(image.headers.get('x-postback-result')).toBe('ok queued');
  expect(await post('/api/track/lead.json', { click, name: 'Ada' })).toEqual({
    http: 200,
    status: 'ok',
    result: 'queued',
  });
  const minted = await post('/api/track/click.json', { utm_source: 'away' });
  expect(minted).toMatchObject({
    status: 'ok',
    result: 'queued',
    click: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  const visit = await get(`/c/${account.flow}?utm_source=link`);
  expect(visit.status).toBe(302);
  const linked = new URL(visit.headers.get('location') ?? '').searchParams.get('click');

  const isFlowMode = await stand.postback(`flow=${account.flow}&subid=order-1&uid=9`);
  expect(isFlowMode).toMatchObject({ result: 'queued' });
  // What needs no database to be refused is refused now; a dry run cannot tell what would happen.
  expect(await stand.postback('click=1', { ...account, token: 'sk_no' })).toMatchObject({
    error: 'access',
    reason: 'token',
  });
  expect(await stand.postback(`click=${click}&dry=1`)).toMatchObject({ http: 503, reason: 'unavailable' });
  const revoked = makeToken('neverissued1', SECRET);
  expect(await stand.postback(`click=${click}`, { ...account, token: revoked })).toMatchObject({
    result: 'queued',
  });

  await stand.server.start();
  await untilApplied();
  const tags = await stand.query('select tags from clicks where id = any($1::uuid[]) order by tags', [
    [minted.click, linked],
  ]);
  expect(tags).toEqual([{ tags: { utm_source: 'away' } }, { tags: { utm_source: 'link' } }]);
  const log = await stand.query(
    `select result, error, reason from postback_log where click_id = $1 or (account_id is null and error = 'access')
      order by id`,
    [click],
  );
  expect(log).toMatchObject([
    { result: 'created' },
    { reason: 'same' },
    { result: 'updated' },
    { error: 'access', reason: 'token' },
    { error: 'access', reason: 'token' },
  ]);
  expect(await stand.query("select uid from leads where uid = '9'")).toHaveLength(1);
});

test('A15: what the database never takes is set aside, logged with its reason, and holds up nobody', async () => {
  const clicks = await Promise.all([1, 2, 3].map(stand.registerClick));
  await stand.query(`alter table leads add constraint no_bomb check (comment <> 'bomb')`);
  const setAside = stand.spools?.stats().quarantined ?? 0;
  await stand.server.stop();
  for (const [index, click] of clicks.entries()) {
    const answer = await stand.postback(`click=${click}&comment=${index === 1 ? 'bomb' : 'fine'}`);
    expect(answer).toMatchObject({ result: 'queued' });
  }
  await stand.server.start();
  await untilApplied();
  await stand.query('alter table leads drop constraint no_bomb');
  const entries = await stand.query(
    'select result, error, reason from postback_log where click_id = any($1::uuid[]) order by id',
    [clicks],
  );
  expect(entries).toMatchObject([
    { result: 'created' },
    { error: 'db', reason: 'constraint' },
    { result: 'created' },
  ]);
  expect(stand.spools?.stats().quarantined).toBe(setAside + 1);
  expect(await spoolFiles(stand.spoolFolder)).toContain('SQLSTATE 23514');
});

test('A9: a database that has become read-only counts as away, and leaves no connection that stays so', async () => {
  const click = await stand.registerClick();
  await stand.server.setReadOnly(true);
  for (const uid of ['1', '2', '3']) {
    expect(await stand.postback(`click=${click}&uid=${uid}`)).toMatchObject({
      status: 'ok',
      result: 'queued',
    });
  }
  const ready = await stand.call('/readyz');
  expect(ready).toMatchObject({ http: 200, status: 'spooling', spool: { waiting: 3 } });
  await stand.server.setReadOnly(false);
  await untilApplied();
  expect(await stand.postback(`click=${click}&uid=4`)).toMatchObject({ result: 'created' });
  expect(await stand.query('select uid from leads where click_id = $1 order by id', [click])).toEqual(
    ['1', '2', '3', '4'].map((uid) => ({ uid })),
  );
});

test('A9: the connections of pages, too, end with their server’s wish to write', async () => {
  const { knex } = stand.database;
  const write = () =>
    knex.raw("insert into settings (name, value) values ('page', '1') on conflict do nothing");
  const pid = async () => (await knex.raw('select pg_backend_pid() as pid')).rows[0].pid;
  const before = await pid();
  await knex.raw('set default_transaction_read_only = on');
  await expect(write()).rejects.toThrow('read-only');
  await write();
  expect(await pid()).not.toBe(before);
});
