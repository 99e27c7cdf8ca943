import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { makeToken } from '../../collector/pipeline/token.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;
let stranger: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  stranger = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

/** A click as the tracking link makes it. */
async function visit(owner = account): Promise<string> {
  const response = await fetch(`${collector.url}/c/${owner.flow}`, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('click') ?? '';
}

const sendAs = (token: string, query: string) =>
  collector.call(`/api/track/postback.json?id=${token}&${query}`);
const send = (query: string, owner = account) => sendAs(owner.token, query);

const newestEntry = async () =>
  (await collector.query('select * from postback_log order by id desc limit 1'))[0];

describe('click mode', () => {
  it('creates, updates and explains a lead', async () => {
    const click = await visit();
    const created = await send(`click=${click}&uid=77&status=pending`);
    expect(created).toMatchObject({ http: 200, status: 'ok', result: 'created', click, lead_status: 'new' });
    const updated = await send(`click=${click}&uid=77&status=approved&price=12,50&currency=eur`);
    expect(updated).toMatchObject({ result: 'updated', lead: created.lead, lead_status: 'approve' });

    const [lead] = await collector.query('select * from leads where click_id = $1', [click]);
    expect(lead).toMatchObject({
      uid: '77',
      status: 'approve',
      status_word: 'approved',
      price: '12.5000',
      currency: 'EUR',
    });
    const history = await collector.query('select * from lead_history where click_id = $1 order by id', [
      click,
    ]);
    expect(history.map((line) => line.changes)).toEqual([
      expect.arrayContaining([{ field: 'status', from: null, to: 'new' }]),
      expect.arrayContaining([
        { field: 'status', from: 'new', to: 'approve' },
        { field: 'price', from: null, to: '12.5000' },
      ]),
    ]);
    const entry = await newestEntry();
    expect(entry).toMatchObject({
      account_id: account.accountId,
      flow_id: account.flow,
      result: 'updated',
      error: null,
    });
    expect(JSON.stringify(entry)).not.toContain(account.token);
  });

  it('stores every parameter of the protocol', async () => {
    const click = await visit();
    const query = new URLSearchParams({
      ...{ click, uid: 'U1', status: 'hold', goal: 'Deposit', price: '10.5', currency: 'USD' },
      ...{ name: 'Иван  "Петров"', phone: '+7 (999) 000', email: 'a@b.example', comment: 'line\nline' },
      ...{
        geo: 'kz',
        ip: '2001:db8::1',
        utm_source: 'fb',
        utm_campaign: 'c',
        utm_content: 'd',
        utm_term: 'e',
      },
      ...{
        utm_medium: 'm',
        subid: 's',
        domain: 'shop.example',
        adid: 'ad',
        data1: '1',
        data2: '2',
        test: '1',
      },
      'meta[size]': 'XL',
    });
    expect(await send(String(query))).toMatchObject({ result: 'created', lead_status: 'hold' });
    const [row] = await collector.query(
      'select l.*, c.tags from leads l join clicks c on c.id = l.click_id where click_id = $1',
      [click],
    );
    expect(row).toMatchObject({
      ...{
        uid: 'U1',
        status: 'hold',
        goal: 'deposit',
        price: '10.5000',
        currency: 'USD',
        geo: 'KZ',
        test: true,
      },
      ...{ name: 'Иван  "Петров"', phone: '+7 (999) 000', email: 'a@b.example', comment: 'line\nline' },
      ...{ ip: '2001:db8::1', meta: { size: 'XL' } },
      tags: {
        ...{
          utm_source: 'fb',
          utm_campaign: 'c',
          utm_content: 'd',
          utm_term: 'e',
          utm_medium: 'm',
          subid: 's',
        },
        ...{ domain: 'shop.example', adid: 'ad', data1: '1', data2: '2' },
      },
    });
  });

  it.each(['clickid', 'click_id', 'cid', 'subid1', 'sub_id1', 'sub1', 'aff_sub', 'aff_click_id', 's2'])(
    'finds the click ID in %s',
    async (alias) => {
      const click = await visit();
      expect(await send(`${alias}=${click}`)).toMatchObject({ result: 'created', click });
    },
  );

  it('accepts dashes and upper case', async () => {
    const click = await visit();
    const dashed = click.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
    expect(await send(`click=${dashed}`)).toMatchObject({ result: 'created', click });
  });

  it('answers no-changes to a repetition, and stale to a late new', async () => {
    const click = await visit();
    await send(`click=${click}&status=approve`);
    expect(await send(`click=${click}&status=approve`)).toMatchObject({
      error: 'no-changes',
      reason: 'same',
    });
    expect(await send(`click=${click}&status=new`)).toMatchObject({ error: 'no-changes', reason: 'stale' });
    expect(await send(`click=${click}&status=new&name=Ada`)).toMatchObject({
      result: 'updated',
      lead_status: 'approve',
    });
  });

  it('keeps an unmapped status word and warns', async () => {
    const click = await visit();
    expect(await send(`click=${click}&status=Zorblax`)).toMatchObject({
      result: 'created',
      lead_status: 'new',
    });
    expect(await newestEntry()).toMatchObject({ warnings: ['unmapped-status'], status_word: 'Zorblax' });
  });

  it('reads status words by the lists of the request and the mapping of the flow', async () => {
    const mapped = await collector.addAccount({ statusMap: { z: 'trash' } });
    const click = await visit(mapped);
    expect(await send(`click=${click}&status=Z`, mapped)).toMatchObject({ lead_status: 'trash' });
    expect(await send(`click=${click}&status=Q&sta=P,Q`, mapped)).toMatchObject({ lead_status: 'approve' });
  });
});

describe('flow mode', () => {
  it('needs no click: flow and subid are the identity of the lead', async () => {
    const query = `flow=${account.flow}&subid=order-${newId()}`;
    const first = await send(`${query}&status=new`);
    expect(first).toMatchObject({ status: 'ok', result: 'created', lead_status: 'new' });
    const second = await send(`${query}&status=approve&price=3`);
    expect(second).toMatchObject({ result: 'updated', lead: first.lead, click: first.click });
  });
});

describe('the six errors', () => {
  it.each<[string, () => Promise<string>, Record<string, unknown>]>([
    [
      "another account's click",
      async () => `click=${await visit(stranger)}`,
      { error: 'access', reason: 'owner' },
    ],
    [
      "another account's flow",
      async () => `flow=${stranger.flow}&subid=1`,
      { error: 'access', reason: 'owner' },
    ],
    [
      'a macro',
      async () => 'click={subacc4}',
      { error: 'bad-click', reason: 'unreplaced-macro', hint: /«\{subacc4\}»/ },
    ],
    [
      'an escaped macro',
      async () => 'clickid=%7Bclick%7D',
      { error: 'bad-click', reason: 'unreplaced-macro' },
    ],
    ['the word null', async () => 'click=null', { error: 'bad-click', reason: 'unreplaced-macro' }],
    ['no ID at all', async () => 'click=12345', { error: 'bad-click', reason: 'malformed' }],
    ['an ID that was never seen', async () => `click=${newId()}`, { error: 'bad-click', reason: 'unknown' }],
    ['an unknown flow', async () => 'flow=nowhere&subid=1', { error: 'bad-flow', reason: 'unknown' }],
    ['a macro as flow', async () => 'flow={flow}&subid=1', { error: 'bad-flow', reason: 'unreplaced-macro' }],
    ['a flow without subid', async () => `flow=${account.flow}`, { error: 'bad-flow', reason: 'no-subid' }],
    ['nothing', async () => 'status=approve', { error: 'no-click', reason: 'missing' }],
  ])('%s', async (_name, query, { hint, ...expected }) => {
    const answer = await send(await query());
    expect(answer).toMatchObject({ http: 200, status: 'error', ...expected });
    expect(answer.hint).toMatch((hint as RegExp | undefined) ?? /\w{3}/);
    expect(await newestEntry()).toMatchObject({ ...expected, hint: answer.hint });
  });

  it.each([
    ['no token', () => '', /add id=TOKEN/],
    ['an unknown token', () => 'sk_nobody', /unknown or was revoked/],
    ['a token of another secret', () => makeToken(account.tokenId, 'another'), /unknown or was revoked/],
    ['a site key', () => account.siteKey, /site key/],
  ])('%s', async (_name, token, hint) => {
    const answer = await sendAs(token(), 'click=x');
    expect(answer).toMatchObject({
      http: 200,
      error: 'access',
      reason: 'token',
      hint: expect.stringMatching(hint),
    });
    expect(await newestEntry()).toMatchObject({ account_id: null, error: 'access', hint: answer.hint });
  });

  it('db: the database away is 503 and asks for a repetition', async () => {
    const other = await startCollector();
    const owner = await other.addAccount();
    await fetch(`${other.url}/c/${owner.flow}`, { redirect: 'manual' });
    const name = new URL(other.databaseUrl).pathname.slice(1);
    await collector.query(`alter database ${name} with allow_connections false`);
    await collector.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    const response = await fetch(`${other.url}/api/track/postback.json?id=${owner.token}&click=${newId()}`);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ status: 'error', error: 'db', reason: 'unavailable' });
    expect((await fetch(`${other.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    // A visitor is not lost: the landing page's leads will say all that the click would have said.
    const visit = await fetch(`${other.url}/c/${owner.flow}`, { redirect: 'manual' });
    expect(visit.headers.get('location')).toMatch(/^https:\/\/shop\.example\/offer\?click=[0-9a-f]{32}$/);
    await collector.query(`alter database ${name} with allow_connections true`);
    // Its answer is kept for a second.
    await expect.poll(async () => (await fetch(`${other.url}/readyz`)).status).toBe(200);
    await other.close();
  });

  it('D1: a revoked token is refused within a second', async () => {
    const owner = await collector.addAccount();
    await send(`click=${newId()}`, owner);
    await collector.query('update tokens set revoked_at = now() where id = $1', [owner.tokenId]);
    await expect
      .poll(() => send('click=x', owner), { timeout: 1500 })
      .toMatchObject({ error: 'access', reason: 'token' });
  });

  it('an address that is not on the list of the token is refused, in the log of its owner', async () => {
    const owner = await collector.addAccount();
    await collector.query(`update tokens set ip_ranges = '{203.0.113.0/24}' where id = $1`, [owner.tokenId]);
    expect(await send('click=x', owner)).toMatchObject({ error: 'access', reason: 'ip' });
    expect(await newestEntry()).toMatchObject({ account_id: owner.accountId, reason: 'ip' });
  });

  it('an address that is not on the list of the flow is refused', async () => {
    const owner = await collector.addAccount({ ipRanges: ['203.0.113.0/24'] });
    expect(await send(`click=${await visit(owner)}`, owner)).toMatchObject({ error: 'access', reason: 'ip' });
  });
});

describe('answers', () => {
  const raw = (format: string, query: string) =>
    fetch(`${collector.url}/api/tracker/postback.${format}?id=${account.token}&${query}`);

  it('.txt', async () => {
    const click = await visit();
    expect(await (await raw('txt', `click=${click}`)).text()).toMatch(/^OK created [0-9a-f]{32}$/);
    expect(await (await raw('txt', 'click={x}')).text()).toBe('ERROR bad-click unreplaced-macro');
  });

  it('.gif is an image whatever happens, and tells the outcome in a header', async () => {
    const response = await raw('gif', 'click={x}');
    expect(response.headers.get('content-type')).toBe('image/gif');
    expect(response.headers.get('x-postback-result')).toBe('error bad-click unreplaced-macro');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
  });

  it('return= replaces the body of a success, and of nothing else', async () => {
    const click = await visit();
    expect(await (await raw('json', `click=${click}&return=OK`)).text()).toBe('OK');
    expect(await (await raw('json', `click={x}&return=OK`)).json()).toMatchObject({ status: 'error' });
    const markup = await raw('json', `click=${await visit()}&return=<b>`);
    expect(await markup.json()).toMatchObject({ status: 'ok' });
  });

  it('are never cached', async () => {
    expect((await raw('json', '')).headers.get('cache-control')).toBe('no-store');
  });

  it('dry=1 tells what would happen and changes nothing', async () => {
    const click = await visit();
    const answer = await (await raw('json', `click=${click}&status=approve&dry=1`)).json();
    expect(answer).toMatchObject({ result: 'created', dry: true, changes: expect.any(Array) });
    expect(await collector.query('select from leads where click_id = $1', [click])).toEqual([]);
  });
});

describe('bad input', () => {
  it.each<[string, RequestInit, number]>([
    ['broken JSON', { method: 'POST', body: '{"a', headers: { 'content-type': 'application/json' } }, 400],
    ['a body over 64 KB', { method: 'POST', body: 'a'.repeat(70_000) }, 413],
    ['a compressed body', { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } }, 400],
    [
      'multipart without a boundary',
      { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } },
      400,
    ],
  ])('%s is answered %#: a reason, and an entry', async (_name, init, code) => {
    const answer = await collector.call(`/api/track/postback.json?id=${account.token}`, init);
    expect(answer).toMatchObject({ http: code, status: 'error', hint: expect.stringMatching(/./) });
    expect(await newestEntry()).toMatchObject({ account_id: account.accountId, reason: answer.reason });
  });

  it.each([
    ['NUL in every field', 'name=a%00b&meta[a%00]=%00x&uid=%00&goal=%00g&status=%00'],
    ['lone surrogates', 'name=%ED%A0%80&meta[k]=%ED%A0%80'],
    ['a price that is no number', 'price=NaN'],
    ['a price out of range', 'price=1e309'],
    ['a currency that is none', 'price=1&currency=%F0%9F%92%B5'],
    ['a country that is none', 'geo=<script>'],
    ['an address that is none', 'ip=999.1.1.1'],
    [
      'names of methods',
      '__proto__=1&constructor=2&toString=3&meta[__proto__]=4&status=__proto__&sta=__proto__',
    ],
    ['very long text', `name=${'n'.repeat(3000)}&uid=${'u'.repeat(3000)}&goal=${'g'.repeat(3000)}`],
  ])('%s loses nothing', async (_name, query) => {
    const click = await visit();
    const answer = await send(`click=${click}&${query}`);
    expect(answer).toMatchObject({ http: 200, status: 'ok', result: 'created' });
    expect(await newestEntry()).toMatchObject({ result: 'created', lead_id: expect.any(String) });
  });

  it('a JSON body with NUL and half a surrogate pair is stored', async () => {
    const click = await visit();
    const body = `{"click":"${click}","name":"a\\u0000\\ud800b","meta":{"\\udc00":"\\u0000"}}`;
    const answer = await collector.call(`/api/track/postback.json?id=${account.token}`, {
      method: 'POST',
      body,
    });
    expect(answer).toMatchObject({ http: 200, result: 'created' });
    const [lead] = await collector.query('select name from leads where click_id = $1', [click]);
    expect(lead).toEqual({ name: 'ab' });
  });

  it('HEAD, prefetches and unknown methods change nothing', async () => {
    const click = await visit();
    const url = `${collector.url}/api/track/postback.json?id=${account.token}&click=${click}`;
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(204);
    expect((await fetch(url, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(204);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
    expect(await collector.query('select from postback_log where click_id = $1', [click])).toEqual([]);
  });

  it('an unknown path is 404 and does not repeat the URL', async () => {
    const response = await fetch(`${collector.url}/api/track/canary?id=canary`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('canary');
  });
});
