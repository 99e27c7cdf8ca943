import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  collector.call(path, { method: 'POST', body: JSON.stringify({ key: account.siteKey, ...body }), headers });
const lead = (body: object, headers?: Record<string, string>) => post('/api/track/lead.json', body, headers);
const postback = (query: string) => collector.call(`/api/track/postback.json?id=${account.token}&${query}`);

const leadsOf = (click: string) =>
  collector.query('select * from leads where click_id = $1 order by id', [click]);
const clickOf = async (id: string) => (await collector.query('select * from clicks where id = $1', [id]))[0];

describe('click.json', () => {
  it('registers what the page minted, once, and answers nothing but the click', async () => {
    const click = newId();
    const context = {
      click,
      url: 'https://shop.example/?a=1',
      referrer: 'https://ad.example/',
      utm_source: 'fb',
    };
    expect(await post('/api/track/click.json', context)).toEqual({ http: 200, status: 'ok', click });
    expect(await clickOf(click)).toMatchObject({
      ...{ account_id: account.accountId, flow_id: account.flow, source: 'page', version: 1 },
      ...{
        url: 'https://shop.example/?a=1',
        referrer: 'https://ad.example/',
        tags: { utm_source: 'fb' },
        ip: '127.0.0.1',
      },
    });
    expect(await post('/api/track/click.json', { ...context, utm_source: 'other' })).toMatchObject({
      status: 'ok',
    });
    expect(await clickOf(click)).toMatchObject({ tags: { utm_source: 'fb' }, version: 1 });
    expect(await collector.query('select from postback_log where click_id = $1', [click])).toEqual([]);
  });

  it('mints an ID where none is sent', async () => {
    const { click = '' } = await post('/api/track/click.json', { url: 'https://shop.example/' });
    expect(await clickOf(click)).toMatchObject({ source: 'page' });
  });

  it.each([
    ['an ID of another version', '0192a0b1c2d34e4f8a5b6c7d8e9f0a1b'],
    ['an ID of long ago', '0092a0b1c2d37e4f8a5b6c7d8e9f0a1b'],
  ])('refuses %s', async (_name, click) => {
    expect(await post('/api/track/click.json', { click })).toMatchObject({
      error: 'bad-click',
      reason: 'unknown',
    });
  });

  it("never takes over another account's click", async () => {
    const other = await collector.addAccount();
    const click = newId();
    await post('/api/track/click.json', { click, key: other.siteKey });
    expect(await post('/api/track/click.json', { click })).toMatchObject({
      error: 'access',
      reason: 'owner',
    });
    expect(await clickOf(click)).toMatchObject({ account_id: other.accountId });
  });
});

describe('lead.json', () => {
  it('makes click and lead in one call where the registration was lost', async () => {
    const click = newId();
    const answer = await lead({
      ...{
        click,
        url: 'https://shop.example/thanks',
        utm_source: 'fb',
        name: 'Ada',
        phone: '+1 555',
        meta: { size: 'XL' },
      },
    });
    expect(answer).toEqual({ http: 200, status: 'ok', result: 'created', click });
    expect(await clickOf(click)).toMatchObject({ source: 'page', tags: { utm_source: 'fb' } });
    expect(await leadsOf(click)).toMatchObject([
      {
        status: 'new',
        name: 'Ada',
        phone: '+1 555',
        meta: { size: 'XL' },
        confirmed: false,
        ip: '127.0.0.1',
      },
    ]);
  });

  it('cannot approve, price or name a lead', async () => {
    const click = newId();
    await lead({
      click,
      status: 'approve',
      price: '999',
      currency: 'USD',
      uid: '1',
      ip: '9.9.9.9',
      sta: 'new',
    });
    expect(await leadsOf(click)).toMatchObject([
      { status: 'new', price: null, currency: null, uid: '', ip: '127.0.0.1' },
    ]);
    const [entry] = await collector.query('select warnings from postback_log where click_id = $1', [click]);
    expect(entry).toEqual({ warnings: ['ignored'] });
  });

  it('and the postback that follows are one lead', async () => {
    const click = newId();
    await lead({ click, name: 'Ada' });
    await postback(`click=${click}&uid=77&status=approve&price=10`);
    expect(await leadsOf(click)).toMatchObject([
      { uid: '77', status: 'approve', name: 'Ada', price: '10.0000' },
    ]);
  });

  it('replaces its own until a server has spoken, then only fills in', async () => {
    const click = newId();
    await lead({ click, name: 'Ada' });
    await lead({ click, name: 'Ada Lovelace' });
    expect(await leadsOf(click)).toMatchObject([{ name: 'Ada Lovelace' }]);
    await postback(`click=${click}&uid=1`);
    expect(await lead({ click, name: 'Mallory', email: 'ada@shop.example' })).toMatchObject({
      result: 'updated',
    });
    expect(await leadsOf(click)).toMatchObject([
      { name: 'Ada Lovelace', email: 'ada@shop.example', uid: '1' },
    ]);
    expect(await lead({ click, name: 'Mallory' })).toMatchObject({ error: 'no-changes' });
  });

  it('a first word of a server that changes nothing still ends the replacing', async () => {
    const click = newId();
    await lead({ click, name: 'Ada' });
    expect(await postback(`click=${click}`)).toMatchObject({ error: 'no-changes' });
    await lead({ click, name: 'Mallory' });
    expect(await leadsOf(click)).toMatchObject([{ name: 'Ada' }]);
  });

  it('says nothing of the lead to the page', async () => {
    const click = newId();
    await lead({ click });
    await postback(`click=${click}&status=approve&price=5`);
    expect(Object.keys(await lead({ click, name: 'x' })).sort()).toEqual([
      'click',
      'http',
      'result',
      'status',
    ]);
  });

  it.each([
    ['no key', { key: '', click: newId() }, { error: 'access', reason: 'token' }],
    ['an unknown key', { key: 'pk_nobody', click: newId() }, { error: 'access', reason: 'token' }],
    ['no click', {}, { error: 'no-click', reason: 'missing' }],
    ['a macro', { click: '{click}' }, { error: 'bad-click', reason: 'unreplaced-macro' }],
  ])('refuses %s, in the answer and in the log', async (_name, body, expected) => {
    expect(await lead(body)).toMatchObject(expected);
    const [entry] = await collector.query('select error, reason from postback_log order by id desc limit 1');
    expect(entry).toEqual(expected);
  });

  it('takes leads only from the origins of the flow', async () => {
    const owner = await collector.addAccount({ origins: ['https://shop.example'] });
    const from = (headers: Record<string, string>) => lead({ key: owner.siteKey, click: newId() }, headers);
    expect(await from({ origin: 'https://shop.example' })).toMatchObject({ status: 'ok' });
    expect(await from({ referer: 'https://shop.example/thanks' })).toMatchObject({ status: 'ok' });
    expect(await from({ origin: 'https://evil.example' })).toMatchObject({
      error: 'access',
      reason: 'origin',
    });
    expect(await from({})).toMatchObject({ error: 'access', reason: 'origin' });
  });

  it('may be called from any page, without cookies', async () => {
    const response = await fetch(`${collector.url}/api/track/lead.json`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
      body: '{}',
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('lead.gif', () => {
  it('makes a lead and is an image', async () => {
    const click = newId();
    const response = await fetch(
      `${collector.url}/api/track/lead.gif?key=${account.siteKey}&click=${click}&name=Ada`,
    );
    expect(response.headers.get('content-type')).toBe('image/gif');
    expect(response.headers.get('x-postback-result')).toBe('ok created');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await leadsOf(click)).toMatchObject([{ name: 'Ada' }]);
  });
});

describe('the tracking link', () => {
  const follow = (path: string, headers: Record<string, string> = {}) =>
    fetch(collector.url + path, { redirect: 'manual', headers });

  it('makes a click and sends the visitor on with its ID', async () => {
    const response = await follow(`/c/${account.flow}?utm_source=fb&data1=x&click=ignored`, {
      referer: 'https://ad.example/',
      'user-agent': 'phone',
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin + target.pathname).toBe('https://shop.example/offer');
    const click = target.searchParams.get('click') ?? '';
    expect(await clickOf(click)).toMatchObject({
      ...{ source: 'link', flow_id: account.flow, tags: { utm_source: 'fb', data1: 'x' } },
      ...{ referrer: 'https://ad.example/', user_agent: 'phone', ip: '127.0.0.1' },
    });
  });

  it('fills in macros, and puts the click only where none has it', async () => {
    const owner = await collector.addAccount({
      landingUrl: 'https://shop.example/{utm_source}?s={click}&x={unknown}',
    });
    const location = (await follow(`/c/${owner.flow}?utm_source=a%20b/`)).headers.get('location') ?? '';
    expect(location).toMatch(/^https:\/\/shop\.example\/a%20b%2F\?s=[0-9a-f]{32}&x=\{unknown\}$/);
  });

  it('knows the macros of the visitor; one without a value is replaced by nothing', async () => {
    const landingUrl =
      'https://shop.example/?c={click}&f={flow}&i={ip}&u={ua}&g={geo}&t={time}&p={price}&m={meta.a}';
    const owner = await collector.addAccount({ landingUrl });
    const location =
      (await follow(`/c/${owner.flow}`, { 'user-agent': 'a b' })).headers.get('location') ?? '';
    const { searchParams } = new URL(location);
    expect(searchParams.get('t')).toMatch(/^\d{10}$/);
    searchParams.delete('t');
    searchParams.delete('c');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ f: owner.flow, i: '127.0.0.1', u: 'a b', g: '', p: '', m: '' },
    });
  });

  it('leads nowhere but to the landing page of the flow', async () => {
    for (const query of ['url=https://evil.example', 'utm_source=//evil.example', 'u=javascript:alert(1)']) {
      const location = (await follow(`/c/${account.flow}?${query}`)).headers.get('location') ?? '';
      expect(new URL(location).host).toBe('shop.example');
    }
  });

  it('an unknown flow is a 404 for people, with an entry', async () => {
    const response = await follow('/c/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/^This link leads nowhere/);
    const [entry] = await collector.query(
      "select error from postback_log where channel = 'link' order by id desc limit 1",
    );
    expect(entry).toEqual({ error: 'bad-flow' });
  });

  it.each(['', 'javascript:alert(1)', '//evil.example', 'data:text/html,x'])(
    'a landing page «%s» is never redirected to',
    async (landingUrl) => {
      const owner = await collector.addAccount({ landingUrl });
      expect((await follow(`/c/${owner.flow}`)).status).toBe(404);
    },
  );
});
