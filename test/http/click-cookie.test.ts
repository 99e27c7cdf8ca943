import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

type Headers = Record<string, string>;

let plain: TestCollector;
let shared: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  plain = await startCollector();
  shared = await startCollector({ cookieDomain: 'shop.example', proxyHops: 1 });
  account = await plain.addAccount();
});
afterAll(async () => {
  for (const collector of [plain, shared]) {
    expect(collector.errors).toEqual([]);
    await collector.close();
  }
});

/** A call whose Host can be chosen, unlike that of `fetch`. */
function call(collector: TestCollector, method: string, path: string, headers: Headers, body = '') {
  return new Promise<{ status: number; headers: Headers; cookies: string[] }>((resolve, reject) => {
    const sent = request(collector.url + path, { method, headers, agent: false }, (answer) => {
      answer.resume().on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Headers,
          cookies: answer.headers['set-cookie'] ?? [],
        }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

describe("a page's own call", () => {
  const SITE = { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example' };
  const AGE = 'Path=/; Max-Age=2592000; SameSite=Lax';

  const post = (path: string, headers: Headers, fields: object = {}, collector = plain, owner = account) => {
    const click = newId();
    const body = JSON.stringify({ key: owner.siteKey, click, ...fields });
    return call(collector, 'POST', path, headers, body).then((answer) => ({ ...answer, click }));
  };

  it.each(['/api/track/click.json', '/api/track/lead.json'])('%s sets the cookie', async (path) => {
    const { cookies, click, headers } = await post(path, SITE);
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}; Secure`]);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });

  it('without https the cookie is not Secure: the page could not read it', async () => {
    const { cookies, click } = await post('/api/track/click.json', { ...SITE, origin: 'http://localhost:8' });
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}`]);
  });

  it.each([
    ['https://shop.example', true],
    ['https://www.shop.example', true],
    ['https://noshop.example', false],
    ['https://shop.example.evil', false],
  ])('from %s, below the domain of the cookie: %s', async (origin, isBelow) => {
    const owner = await shared.addAccount();
    const { cookies, click } = await post('/api/track/click.json', { ...SITE, origin }, {}, shared, owner);
    const domain = isBelow ? '; Domain=shop.example' : '';
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}${domain}; Secure`]);
  });

  it.each<[string, Headers]>([
    ['another site', { ...SITE, 'sec-fetch-site': 'cross-site' }],
    ["the site's other hosts", { ...SITE, 'sec-fetch-site': 'same-site' }],
    ['a browser that does not say', { origin: SITE.origin }],
    ['a page without an origin', { ...SITE, origin: 'null' }],
    ['nowhere', { 'sec-fetch-site': 'same-origin' }],
    ['a visitor who has opted out', { ...SITE, 'sec-gpc': '1' }],
    ['a prerendered page', { ...SITE, 'sec-purpose': 'prefetch;prerender' }],
    ['a visitor with a newer click', { ...SITE, cookie: `a=1; subpixel=${newId()}` }],
  ])('from %s sets none', async (_name, headers) => {
    for (const path of ['/api/track/click.json', '/api/track/lead.json']) {
      expect((await post(path, headers)).cookies).toEqual([]);
    }
  });

  it('renews the cookie of its own click, and replaces one that is none', async () => {
    const click = newId();
    for (const value of [click, 'junk', '']) {
      const { cookies } = await post(
        '/api/track/click.json',
        { ...SITE, cookie: `subpixel=${value}` },
        { click },
      );
      expect(cookies).toEqual([`subpixel=${click}; ${AGE}; Secure`]);
    }
  });

  it('that is refused sets none', async () => {
    expect((await post('/api/track/click.json', SITE, { key: 'pk_nobody' })).cookies).toEqual([]);
    expect((await post('/api/track/lead.json', SITE, { click: '{click}' })).cookies).toEqual([]);
  });

  it('as an image, or from a network, sets none', async () => {
    const query = `click=${newId()}&key=${account.siteKey}&id=${account.token}&status=approve`;
    for (const [path, result] of [
      ['/api/track/lead.gif', 'ok created'],
      ['/api/track/postback.json', 'ok updated'],
    ] as const) {
      const { cookies, headers } = await call(plain, 'GET', `${path}?${query}`, SITE);
      expect([headers['x-postback-result'], cookies]).toEqual([result, []]);
    }
  });
});

describe('the tracking link', () => {
  /** What the link of a flow with this landing page sets. */
  async function follow(collector: TestCollector, landingUrl: string, headers: Headers) {
    const { flow } = await collector.addAccount({ landingUrl });
    const { status, headers: answered, cookies } = await call(collector, 'GET', `/c/${flow}`, headers);
    const click = /click=([0-9a-f]{32})/.exec(answered.location ?? '')?.[1];
    return { status, click, cookies };
  }
  const AGE = 'Path=/; Max-Age=2592000; SameSite=Lax';

  it.each([
    ['https://shop.example/offer', 'shop.example', '; Secure'],
    ['https://shop.example/offer', 'SHOP.example:8443', '; Secure'],
    ['http://shop.example/', 'shop.example', ''],
  ])('to %s, on the host %s, sets the cookie', async (landing, host, secure) => {
    const { click, cookies } = await follow(plain, landing, { host, 'sec-fetch-site': 'cross-site' });
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}${secure}`]);
  });

  it.each([
    ['https://shop.example/', 'go.shop.example'],
    ['https://www.shop.example/', 'go.shop.example'],
    ['https://www.shop.example/', 'shop.example'],
  ])('to %s, on the host %s, sets it for the domain', async (landing, host) => {
    const { click, cookies } = await follow(shared, landing, { host });
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}; Domain=shop.example; Secure`]);
    expect((await follow(plain, landing, { host })).cookies, 'unless none is set').toEqual([]);
  });

  it.each([
    ['https://shop.example/', 'go.other.example'],
    ['https://other.example/', 'go.shop.example'],
    ['https://noshop.example/', 'go.shop.example'],
    ['https://shop.example/', 'shop.example.evil.example'],
    ['https://shop.example/', ''],
  ])('to %s, on the host «%s», sets none', async (landing, host) => {
    for (const collector of [plain, shared]) {
      const { status, cookies } = await follow(collector, landing, { host });
      expect({ status, cookies }).toEqual({ status: 302, cookies: [] });
    }
  });

  it('reads the host that its own proxy was called on, and nobody else’s', async () => {
    const headers = { host: 'collector.internal', 'x-forwarded-host': 'other.example' };
    const { click, cookies } = await follow(shared, 'https://other.example/', headers);
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}; Secure`]);
    expect((await follow(plain, 'https://other.example/', headers)).cookies).toEqual([]);
  });

  it('brings a new click also where the browser has an older one', async () => {
    const cookie = `subpixel=${newId()}`;
    const { click, cookies } = await follow(plain, 'https://shop.example/', { host: 'shop.example', cookie });
    expect(cookies).toEqual([`subpixel=${click}; ${AGE}; Secure`]);
  });

  it.each<[string, Headers]>([
    ['a visitor who has opted out', { 'sec-gpc': '1' }],
    ['an image', { 'sec-fetch-dest': 'image' }],
    ['a frame', { 'sec-fetch-dest': 'iframe' }],
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
  ])('sets none for %s', async (_name, headers) => {
    const { cookies } = await follow(plain, 'https://shop.example/', { host: 'shop.example', ...headers });
    expect(cookies).toEqual([]);
  });

  it('of nobody sets none', async () => {
    const { status, cookies } = await call(plain, 'GET', '/c/nowhere', { host: 'shop.example' });
    expect({ status, cookies }).toEqual({ status: 404, cookies: [] });
  });
});
