import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptTag } from '../../collector/console/snippets.ts';
import { newId } from '../../collector/ids.ts';
import { endpointOfScript } from '../../sdk/lib/config.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;

const SETTINGS = { scriptName: 'p.js', trackPath: '/px' };
const sdkFile = (path: string) => readFileSync(new URL(`../../sdk/${path}`, import.meta.url));
const VERSION: string = JSON.parse(sdkFile('package.json').toString()).version;

beforeAll(async () => {
  collector = await startCollector(SETTINGS);
  account = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(collector.url + path, { headers });

/** A GET whose URL stands on the wire as it is written here. */
function raw(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(collector.port, '127.0.0.1', () => {
      socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`);
    });
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const MUTABLE = 'public, max-age=300';
const IMMUTABLE = 'public, max-age=31536000, immutable';

describe('the scripts', () => {
  it.each([
    ['/sdk.js', 'sdk.js', MUTABLE],
    ['/p.js', 'sdk.js', MUTABLE],
    ['/sdk-core.js', 'sdk-core.js', MUTABLE],
    ['/sdk-debug.js', 'sdk-debug.js', MUTABLE],
    [`/sdk/${VERSION}.js`, 'sdk.js', IMMUTABLE],
    [`/sdk/${VERSION}-core.js`, 'sdk-core.js', IMMUTABLE],
    [`/sdk/${VERSION}-debug.js`, 'sdk-debug.js', IMMUTABLE],
  ])('%s is %s for every page', async (path, file, cacheControl) => {
    const response = await get(path);
    expect(Buffer.from(await response.arrayBuffer()).equals(sdkFile(`dist/${file}`))).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': cacheControl,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip', 'gzip'],
    ['*', 'br'],
    ['identity', null],
    ['', null],
  ])('a browser that takes «%s» gets %s', async (accepted, encoding) => {
    for (const path of ['/sdk.js', `/sdk/${VERSION}.js`]) {
      const response = await get(path, { 'accept-encoding': accepted });
      expect([path, response.headers.get('content-encoding')]).toEqual([path, encoding]);
      // Decompressed by fetch: the same script in any case.
      expect(await response.text()).toBe(sdkFile('dist/sdk.js').toString());
    }
  });

  it('are not sent again while they are the same; each encoding has its own ETag', async () => {
    const etags = new Set<string>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const first = await get('/sdk.js', { 'accept-encoding': encoding });
      const etag = first.headers.get('etag') ?? '';
      etags.add(etag);
      // Without a header of its own, fetch adds `no-cache` to conditional requests.
      const headers = { 'accept-encoding': encoding, 'if-none-match': etag, 'cache-control': 'max-age=0' };
      expect((await get('/sdk.js', headers)).status).toBe(304);
      expect((await get('/sdk-core.js', headers)).status).toBe(200);
    }
    expect(etags.size).toBe(3);
  });

  it.each([
    '/sdk/9.9.9-canary.js',
    `/sdk/${VERSION}`,
    `/sdk/${VERSION}-canary.js`,
    '/sdk/%3Cb%3Ecanary.js',
    '/sdk/%E0%A4canary.js',
    '/sdk/__proto__',
  ])('%s is not there, and the answer says what is', async (path) => {
    const response = await get(path);
    const text = await response.text();
    expect(response.status).toBe(404);
    expect(text).toContain(VERSION);
    expect(text).not.toMatch(/canary|proto/);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the tags', () => {
  const options = { publicUrl: 'https://c.example', cookieDomain: 'shop.example', ...SETTINGS };

  it.each([
    ['https://www.shop.example/?c={click}', ' data-domain="shop.example"'],
    ['https://shop.example', ' data-domain="shop.example"'],
    ['https://noshop.example/', ''],
    ['', ''],
  ])('know the names, and with the landing page «%s» the domain of the cookie', (landingUrl, domain) => {
    const tag = scriptTag(options, { siteKey: 'pk_1', landingUrl });
    expect(tag).toBe(
      `<script defer src="https://c.example/p.js" data-key="pk_1" data-path="px"${domain}></script>`,
    );
  });
});

describe('below a path of its own', () => {
  it.each(['/px/click.json', '/api/track/click.json', '/api/tracker/click.json'])(
    '%s takes clicks',
    async (path) => {
      const body = JSON.stringify({ key: account.siteKey, click: newId() });
      expect(await collector.call(path, { method: 'POST', body })).toMatchObject({ status: 'ok' });
    },
  );

  it('leads come in; log and replay know them by the usual address', async () => {
    const click = newId();
    const body = JSON.stringify({ key: account.siteKey, click, name: 'Ada' });
    expect(await collector.call('/px/lead.json', { method: 'POST', body })).toMatchObject({
      result: 'created',
    });
    const image = await get(`/px/lead.gif?key=${account.siteKey}&click=${newId()}`);
    expect(image.headers.get('x-postback-result')).toBe('ok created');
    const [entry] = await collector.query('select request from postback_log where click_id = $1', [click]);
    expect(entry).toMatchObject({ request: { path: '/api/track/lead.json' } });
  });

  it('a URL that node refuses is rescued there, too', async () => {
    const click = newId();
    const answer = await raw(`/px/lead.gif?key=${account.siteKey}&click=${click}&name=Ada Lovelace`);
    expect(answer).toContain('X-Postback-Result: ok created');
    expect(await collector.query('select name from leads where click_id = $1', [click])).toEqual([
      { name: 'Ada Lovelace' },
    ]);
  });

  it.each([
    ['POST', `/px/postback.json?flow=x&subid=1`],
    ['GET', '/px/nothing.json'],
    ['POST', '/px-lead.json'],
    ['POST', '/px/x/lead.json'],
  ])('nothing else is there: %s %s', async (method, path) => {
    expect((await fetch(collector.url + path, { method })).status).toBe(404);
  });
});

describe("behind the site's own proxy, which takes its prefix off", () => {
  let proxy: Server;
  let site: string;

  beforeAll(async () => {
    proxy = createServer((incoming, outgoing) => {
      const { method, headers, url = '' } = incoming;
      if (!url.startsWith('/own/')) {
        outgoing.writeHead(404).end();
        return;
      }
      const target = new URL(url.slice('/own'.length), collector.url);
      const forwarded = httpRequest(target, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    site = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  it.each([
    ['/own/sdk.js', 'api/track/'],
    ['/own/p.js', 'px/'],
    [`/own/sdk/${VERSION}.js`, 'px/'],
  ])('the script %s finds %s, and clicks come in', async (script, path) => {
    const src = site + script;
    expect((await fetch(src)).status).toBe(200);
    const endpoint = endpointOfScript(src);
    expect((await fetch(`${endpoint}sdk-debug.js`)).status).toBe(200);
    const click = newId();
    const body = JSON.stringify({ key: account.siteKey, click });
    const headers = { 'sec-fetch-site': 'same-origin', origin: site };
    const response = await fetch(`${endpoint}${path}click.json`, { method: 'POST', body, headers });
    expect(await response.json()).toEqual({ status: 'ok', click });
    expect(response.headers.get('set-cookie')).toContain(`subpixel=${click};`);
    expect(await collector.query('select source from clicks where id = $1', [click])).toEqual([
      { source: 'page' },
    ]);
  });
});
