import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParameters } from '../../collector/http/parameters/read-parameters.ts';
import { redactBody } from '../../collector/http/redact.ts';
import { looksLikeMacro } from '../../collector/pipeline/macro-like.ts';
import { readMoney } from '../../collector/pipeline/money.ts';
import { readStatus, readWordList } from '../../collector/pipeline/status.ts';
import { sendRaw } from '../fuzz/deliver.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  expect(stand.collector.errors).toEqual([]);
  await stand.collector.close();
});

const raw = async (lines: string[]) => {
  const reply = await sendRaw(stand.collector.port, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
  return { ...reply, text: reply.body.toString() };
};

describe('B3, B16: the longest input costs no more than its length', () => {
  const empty = new Set<string>();
  const sources = {
    lists: { new: empty, hold: empty, approve: empty, cancel: empty, trash: empty },
    flow: {},
    template: null,
  };
  const body = (text: string) => readParameters({ query: '', body: Buffer.from(text), contentType: '' });
  const LONG = 64 * 1024;
  const fill = (piece: string) => piece.repeat(LONG / piece.length);
  // Each is done two hundred times: a parser that is quadratic in any of them (node's own takes half a second for 16 KB
  // of `a&`) would need minutes and run into the time-out of the test.
  it.each<[string, () => unknown]>([
    ['repeated names', () => body(fill('a&'))],
    ['signs only', () => body(fill('&'))],
    ['brackets', () => body(`meta${fill('[')}=1`)],
    ['closed brackets', () => body(`meta${fill('[a]')}x=1`)],
    ['percent signs', () => body(`a=${fill('%')}`)],
    ['open quotes in JSON', () => body(`{"a":${fill('"\\"')}`)],
    ['long numbers in JSON', () => body(`{"a":[${fill('1234567890123456.5,')}1]}`)],
    ['half a token', () => redactBody(fill('sk_'), '')],
    ['open quotes to redact', () => redactBody(`{${fill('"\\"')}`, '')],
    ['a list', () => readWordList(fill('P,'))],
    ['a word of many parts', () => readStatus('a-'.repeat(128), sources)],
    ['a price', () => readMoney(' '.repeat(31) + '1'.repeat(31))],
    ['a macro', () => looksLikeMacro('['.repeat(200))],
  ])('%s', async (_name, work) => {
    const first = await work();
    for (let time = 1; time < 200; time += 1) await work();
    expect(await work()).toEqual(first);
  });
});

it('B16: what looks like a pattern is compared to the letter', async () => {
  const click = await stand.click();
  expect(await stand.postback(`click=${click}&status=aaaa&sta=(a%2B)%2B$`)).toMatchObject({
    lead_status: 'new',
  });
  expect(await stand.postback(`click=${click}&status=A&sta=${'P,'.repeat(40)}A`)).toMatchObject({
    lead_status: 'approve',
  });
});

describe('B4: one rule for repeated names: the last one wins, the body over the query', () => {
  it.each<[string, (first: string, last: string) => [string, RequestInit?]]>([
    ['in the query', (first, last) => [`click=${first}&click=${last}`]],
    [
      'in query and form',
      (first, last) => [`click=${first}`, { method: 'POST', body: new URLSearchParams({ click: last }) }],
    ],
    [
      'in query and JSON',
      (first, last) => [`click=${first}`, { method: 'POST', body: `{"click":"${last}"}` }],
    ],
    ['in JSON', (first, last) => ['', { method: 'POST', body: `{"click":"${first}","click":"${last}"}` }]],
    ['beside names with brackets', (first, last) => [`click[]=${first}&click=${last}&click[x]=${first}`]],
  ])('%s', async (_name, make) => {
    const [first, last] = [await stand.click(), await stand.click()];
    const [text, init] = make(first, last);
    expect(await stand.postback(text, init)).toMatchObject({ http: 200, result: 'created', click: last });
    expect(await stand.leads(first)).toEqual([]);
  });
});

it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'then', 'length'])(
  'B5: %s as a name, a custom field and a value is data',
  async (name) => {
    const click = await stand.click();
    const text = `click=${click}&${name}=1&meta[${name}]=${name}&name=${name}&status=${name}`;
    expect(await stand.postback(text)).toMatchObject({ http: 200, result: 'created' });
    const [lead] = await stand.leads(click);
    expect(lead?.name).toBe(name);
    expect(Object.entries(lead?.meta)).toEqual([[name, name]]);
  },
);

it('B6: no custom field reaches the prototype of everything', async () => {
  const bodies = [
    '{"meta":{"__proto__":{"x":1}}}',
    '{"__proto__":{"x":1}}',
    '{"meta":{"constructor":{"prototype":{"x":1}}}}',
  ];
  for (const body of bodies) {
    const click = await stand.click();
    const answer = await stand.postback(`click=${click}&meta[__proto__][x]=1`, { method: 'POST', body });
    expect(answer).toMatchObject({ http: 200, result: 'created' });
  }
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it('B7: ten thousand list items are cut with a warning, not in silence', async () => {
  const click = await stand.click();
  const body = 'meta[]=x&'.repeat(7000);
  expect(await stand.postback(`click=${click}`, { method: 'POST', body })).toMatchObject({
    result: 'created',
  });
  expect(await stand.entries(click)).toMatchObject([{ warnings: ['too-many'] }]);
});

describe('bodies that cannot be read are refused with 400 and have an entry', () => {
  it.each<[string, string | Buffer, Record<string, string>]>([
    ['B9: no gzip', 'x', { 'content-encoding': 'gzip' }],
    ['B9: no boundary', 'x', { 'content-type': 'multipart/form-data' }],
    [
      'B9: multipart that ends in the middle',
      '--X\r\nContent-Disp',
      { 'content-type': 'multipart/form-data; boundary=X' },
    ],
    ['B10: JSON 5,000 deep', `{"meta":${'['.repeat(5000)}${']'.repeat(5000)}}`, {}],
    ['B10: JSON 30,000 deep', `{"meta":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, {}],
    ['B11: a bomb', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }],
  ])('%s', async (_name, body, headers) => {
    const click = await stand.click();
    const answer = await stand.postback(`click=${click}`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers,
    });
    expect(answer).toMatchObject({ http: 400, reason: 'unreadable', hint: expect.stringMatching(/\w/) });
    expect(await stand.entries(click)).toMatchObject([{ reason: 'unreadable' }]);
  });

  it('B9: more than 1,000 fields and a file: read as far as allowed, no file is written', async () => {
    const click = await stand.click();
    const body = new FormData();
    body.set('click', click);
    body.set('file', new Blob(['x'.repeat(1000)]), 'canary.php');
    for (let field = 0; field < 300; field += 1) body.set(`f${field}`, '1');
    const before = readdirSync(tmpdir()).length;
    expect(await stand.postback('', { method: 'POST', body })).toMatchObject({ result: 'created' });
    expect(readdirSync(tmpdir()).filter((name) => name.includes('canary'))).toEqual([]);
    expect(before).toBeGreaterThan(0);
  });
});

describe('B13: Windows-1251 is read with the charset of the flow, in any encoding', () => {
  const IVAN = Buffer.from([0xc8, 0xe2, 0xe0, 0xed]);
  const multipart = (click: string) =>
    Buffer.concat([
      Buffer.from(`--X\r\nContent-Disposition: form-data; name="click"\r\n\r\n${click}\r\n`),
      Buffer.from('--X\r\nContent-Disposition: form-data; name="name"\r\n\r\n'),
      IVAN,
      Buffer.from('\r\n--X\r\nContent-Disposition: form-data; name="meta[who]"\r\n\r\n'),
      IVAN,
      Buffer.from('\r\n--X--\r\n'),
    ]);
  const between = (before: string, middle: string, after: string) =>
    Buffer.concat([Buffer.from(before), IVAN, Buffer.from(middle), IVAN, Buffer.from(after)]);
  const CASES: [string, (click: string) => [string, Buffer, string]][] = [
    [
      'the query',
      (click) => [`click=${click}&name=%C8%E2%E0%ED&meta[who]=%C8%E2%E0%ED`, Buffer.alloc(0), ''],
    ],
    [
      'an escaped form',
      (click) => ['', Buffer.from(`click=${click}&name=%C8%E2%E0%ED&meta[who]=%C8%E2%E0%ED`), ''],
    ],
    [
      'a raw form',
      (click) => [
        '',
        between(`click=${click}&name=`, '&meta[who]=', ''),
        'application/x-www-form-urlencoded',
      ],
    ],
    [
      'JSON',
      (click) => [
        '',
        between(`{"click":"${click}","name":"`, '","meta":{"who":"', '"}}'),
        'application/json',
      ],
    ],
    ['multipart', (click) => ['', multipart(click), 'multipart/form-data; boundary=X']],
  ];
  it.each(CASES)('%s, and once more when it is replayed', async (_name, make) => {
    const owner = await stand.collector.addAccount({ charset: 'windows-1251' });
    const click = await stand.click(owner);
    const [text, body, type] = make(click);
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
    const init: RequestInit =
      body.length === 0 ? {} : { method: 'POST', body: new Uint8Array(body), headers };
    expect(await stand.postback(text, init, owner)).toMatchObject({ result: 'created' });
    expect(await stand.leads(click)).toMatchObject([{ name: 'Иван', meta: { who: 'Иван' } }]);
    const [entry] = await stand.entries(click);
    const again = await stand.collector.replayer.one(owner.accountId, entry?.id, false);
    expect(again?.outcome).toMatchObject({ error: 'no-changes', reason: 'same' });
  });

  it('without a charset the bytes are kept as %XX', async () => {
    const click = await stand.click();
    await stand.postback(`click=${click}&name=%C8%E2%E0%ED&meta[who]=%C8%E2`);
    expect(await stand.leads(click)).toMatchObject([{ name: '%C8%E2%E0%ED', meta: { who: '%C8%E2' } }]);
    expect(await stand.entries(click)).toMatchObject([{ warnings: ['undecoded'] }]);
  });
});

describe('headers', () => {
  const target = (subid: string) =>
    `/api/track/postback.json?id=${stand.account.token}&flow=${stand.account.flow}&subid=${subid}`;

  it('B15: two Hosts are refused with 400, and have an entry', async () => {
    const { http, text } = await raw([
      `GET ${target('hosts')} HTTP/1.1`,
      'Host: a',
      'Host: b',
      'Connection: close',
    ]);
    expect(http).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ status: 'error', reason: 'unreadable' });
    expect(await stand.newestEntry()).toMatchObject({
      error: 'no-click',
      account_id: stand.account.accountId,
    });
  });

  it('B15: a length and chunks at once are refused: nobody can be made to read one request as two', async () => {
    const smuggled = [
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      `GET ${target('smuggled')} HTTP/1.1`,
    ];
    const { http } = await raw([`POST ${target('outer')} HTTP/1.1`, 'Host: a', ...smuggled]);
    expect(http).toBe(400);
    const leads = await stand.collector.query('select from clicks where tags ->> $1 = any ($2)', [
      'subid',
      ['outer', 'smuggled'],
    ]);
    expect(leads).toEqual([]);
  });

  it('B15: what stands in Host is repeated nowhere', async () => {
    for (const path of [target('host'), `/c/${stand.account.flow}`, '/c/nowhere', '/nowhere']) {
      const { headers, text } = await raw([
        `GET ${path} HTTP/1.1`,
        'Host: evil@evil.example',
        'Connection: close',
      ]);
      expect(JSON.stringify(headers) + text).not.toContain('evil.example');
    }
  });

  it('B18: answers are what they say, and no script can ask for another kind', async () => {
    const { collector, account } = stand;
    const markup = encodeURIComponent('<script>alert(1)</script>');
    for (const format of ['json', 'txt', 'gif']) {
      const url = `${collector.url}/api/track/postback.${format}?id=${account.token}&click=${markup}&callback=run&flow=${markup}`;
      const response = await fetch(url);
      const type = {
        json: 'application/json; charset=utf-8',
        txt: 'text/plain; charset=utf-8',
        gif: 'image/gif',
      }[format];
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const text = await response.text();
      expect(text).not.toMatch(/^run\(/);
      if (format !== 'json') expect(text).not.toContain('<script>');
    }
  });

  it('B19: any page may call the browser’s doors, without cookies; nothing else is shared', async () => {
    const { collector } = stand;
    const evil = { origin: 'https://evil.example' };
    for (const [path, method, expected] of [
      ['/api/track/lead.json', 'POST', '*'],
      ['/api/track/click.json', 'OPTIONS', '*'],
      ['/api/track/postback.json', 'GET', null],
      ['/console', 'GET', null],
      ['/console/login', 'GET', null],
    ] as const) {
      const headers = {
        ...evil,
        ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}),
      };
      const response = await fetch(collector.url + path, { method, headers, redirect: 'manual' });
      expect([path, response.headers.get('access-control-allow-origin')]).toEqual([path, expected]);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      if (path.startsWith('/api')) expect(response.headers.get('set-cookie')).toBeNull();
    }
  });
});

it('B17: what a sender writes breaks no line of the log and drives no terminal', async () => {
  const evil = encodeURIComponent('x\n{"level":"info"}\u001b[2J\u202e');
  const answers = [
    await stand.postback(`click=${evil}`),
    await stand.postback(`flow=${evil}&subid=1`),
    await stand.postback(
      `click=${await stand.click()}&status=${evil}&name=${evil}&geo=${evil}&price=${evil}`,
    ),
  ];
  expect(answers.map(({ error }) => error)).toEqual(['bad-click', 'bad-flow', undefined]);
  const rows = await stand.collector.query('select hint, remarks from postback_log order by id desc limit 3');
  for (const { hint, remarks } of rows)
    expect([hint ?? '', ...remarks.map(({ says }: { says: string }) => says)].join('')).not.toMatch(
      /[\p{Cc}\u202e]/u,
    );
  expect(answers[0]?.hint).toContain('«x\\u000a{"level":"info"}\\u001b[2J\\u202e»');
});

describe('B20: a tracking link leads to the landing page of its flow and nowhere else', () => {
  const EVIL = [
    ...[
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'evil.example',
    ],
    ...[
      'https://shop.example@evil.example',
      'https://shop.example.evil.example',
      '\tevil',
      '\r\nLocation: https://evil.example',
    ],
    ...['.evil.example', '@evil.example', '#@evil.example', '\\@evil.example'],
  ];
  it.each([
    ['https://shop.example/offer', 'shop.example'],
    ['https://shop.example/{utm_source}/{data1}?x={data2}', 'shop.example'],
    ['https://{utm_source}/offer', null],
    ['https://shop.example{utm_source}/offer', null],
    ['https://{data1}.example/', null],
    ['https://shop.example:{data1}/', null],
    ['{utm_source}', null],
  ])('%s', async (landingUrl, host) => {
    const owner = await stand.collector.addAccount({ landingUrl });
    for (const evil of EVIL) {
      const value = encodeURIComponent(evil);
      const url = `${stand.collector.url}/c/${owner.flow}?utm_source=${value}&data1=${value}&data2=${value}&u=${value}&u=${value}`;
      const response = await fetch(url, { redirect: 'manual' });
      const location = response.headers.get('location');
      expect([evil, location && new URL(location).host]).toEqual([evil, host]);
      expect(response.status).toBe(host === null ? 404 : 302);
    }
  });
});

describe('B21: nobody approves a lead by looking at its URL', () => {
  const AGENTS = [
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Slackbot 1.0 (+https://api.slack.com/robots)',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Twitterbot/1.0',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  ];
  it.each(AGENTS)('%s: no lead, one entry that says why', async (agent) => {
    const click = await stand.click();
    const headers = { 'user-agent': agent };
    const answer = await stand.postback(`click=${click}&status=approve&price=5`, { headers });
    expect(answer).toMatchObject({
      http: 200,
      error: 'no-changes',
      reason: 'preview',
      hint: expect.stringMatching(/token/),
    });
    await fetch(`${stand.collector.url}/api/track/lead.gif?key=${stand.account.siteKey}&click=${click}`, {
      headers,
    });
    expect(await stand.leads(click)).toEqual([]);
    expect(await stand.entries(click)).toMatchObject([{ reason: 'preview' }, { reason: 'preview' }]);
  });

  it('HEAD and prefetches write nothing at all', async () => {
    const click = await stand.click();
    const url = `${stand.collector.url}/api/track/postback.json?id=${stand.account.token}&click=${click}`;
    for (const init of [
      { method: 'HEAD' },
      { headers: { 'sec-purpose': 'prefetch;prerender' } },
      { headers: { 'x-moz': 'prefetch' } },
    ])
      expect((await fetch(url, init)).status).toBe(204);
    expect(await stand.leads(click)).toEqual([]);
  });

  it('a network that POSTs, and a browser inside an app, are heard', async () => {
    const click = await stand.click();
    const posted = await stand.postback(`click=${click}`, {
      method: 'POST',
      headers: { 'user-agent': 'TelegramBot' },
    });
    expect(posted).toMatchObject({ result: 'created' });
    const inApp = { 'user-agent': 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/400.0]' };
    expect(await stand.postback(`click=${click}&status=hold`, { headers: inApp })).toMatchObject({
      result: 'updated',
    });
  });
});
