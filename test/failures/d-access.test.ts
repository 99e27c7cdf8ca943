import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callerOf } from '../../collector/http/caller.ts';
import { readToken } from '../../collector/pipeline/token.ts';
import { SECRET } from '../support/collector.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  expect(stand.collector.errors).toEqual([]);
  await stand.collector.close();
});

it('D1: a token is in no row of any table, through whatever door and parameter it came', async () => {
  const { collector, account, newId } = stand;
  const { token, siteKey, flow } = account;
  const click = await stand.click();
  const form = new FormData();
  form.set('id', token);
  form.set('click', click);
  const requests: [path: string, init?: RequestInit][] = [
    [`/api/track/postback.json?id=${token}&click=${click}&uid=1`],
    [`/api/track/postback.txt?%69d=${token}&id=${token}&click=${click}`],
    [`/api/tracker/postback.gif?token=${token}&id=wrong`],
    ['/api/track/postback.json', { method: 'POST', body: new URLSearchParams({ id: token, click }) }],
    [
      '/api/track/postback.json',
      { method: 'POST', body: JSON.stringify({ id: token, click, meta: { token } }) },
    ],
    ['/api/track/postback.json', { method: 'POST', body: `{"\\u0069d":"${token}","click":"${click}"}` }],
    ['/api/track/postback.json', { method: 'POST', body: form }],
    [
      '/api/track/postback.json',
      { method: 'POST', body: `{"id":"${token}"`, headers: { 'content-type': 'application/json' } },
    ],
    [`/api/track/postback.json?id=${token}`, { method: 'POST', body: 'x'.repeat(70_000) }],
    [`/api/track/postback.json?id=${token}&click=${token}`],
    [`/api/track/postback.json?id=${token}&flow=${token}&subid=1`],
    [
      `/api/track/postback.json?id=${token}&flow=${flow}&subid=${token}&uid=x${token}y&goal=${token}&status=${token}`,
    ],
    [`/api/track/postback.json?id=${token}&click=${newId()}`],
    [
      `/api/track/postback.json?id=${token}&click=${click}&dry=1&name=${token}&meta[${token}]=${token}&ip=${token}`,
    ],
    [
      `/api/track/postback.json?click=${click}&uid=${token}`,
      { headers: { referer: `https://x.example/?id=${token}` } },
    ],
    [`/api/track/lead.gif?key=${token}&click=${click}&id=${token}`],
    [
      '/api/track/lead.json',
      { method: 'POST', body: JSON.stringify({ key: siteKey, click, id: token, comment: token }) },
    ],
    [
      '/api/track/click.json',
      { method: 'POST', body: JSON.stringify({ key: siteKey, url: `https://x.example/?id=${token}` }) },
    ],
    [
      `/c/${flow}?id=${token}&utm_source=${token}`,
      { headers: { 'user-agent': token, referer: `https://x.example/?${token}` } },
    ],
    [`/c/${token}`],
    [`/nowhere/${token}`],
  ];
  const seen: string[] = [];
  for (const [path, init] of requests) {
    const response = await fetch(collector.url + path, { redirect: 'manual', ...init });
    seen.push(JSON.stringify([...response.headers]), await response.text());
  }
  for (const line of [`id=${token}&name=a b&click=${click}`, `id=${token}&${'x'.repeat(17_000)}`]) {
    seen.push(await sendRaw(`GET /api/track/postback.json?${line} HTTP/1.1\r\nHost: x\r\n\r\n`));
  }
  const [entry] = await stand.entries(click);
  await collector.replayer.one(account.accountId, entry?.id, false);

  expect(seen.filter((text) => text.includes(token))).toEqual([]);
  const tables = await collector.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(8);
  let rows = 0;
  for (const { name } of tables) {
    const all = await collector.query<{ text: string }>(`select t::text as text from ${name} t`);
    rows += all.length;
    expect([name, all.filter(({ text }) => text.includes(token))]).toEqual([name, []]);
  }
  expect(rows).toBeGreaterThan(requests.length);
});

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(stand.collector.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

it('D2: a page cannot approve or price a lead, and a site key opens no postback', async () => {
  const { account, collector, newId } = stand;
  const click = newId();
  const forged = {
    click,
    status: 'approve',
    price: '999',
    currency: 'EUR',
    uid: '1',
    ip: '9.9.9.9',
    sta: 'new',
    goal: '',
  };
  expect(await stand.lead(forged)).toMatchObject({ result: 'created' });
  expect(await stand.leads(click)).toMatchObject([
    { status: 'new', price: null, currency: null, uid: '', ip: '127.0.0.1' },
  ]);
  expect(await stand.entries(click)).toMatchObject([{ warnings: ['ignored'] }]);
  for (const credentials of [`id=${account.siteKey}`, `key=${account.siteKey}`]) {
    const answer = await collector.call(
      `/api/track/postback.json?${credentials}&click=${click}&status=approve`,
    );
    expect(answer).toMatchObject({ error: 'access', reason: 'token' });
  }
});

it('D3: sending the same postback a hundred times makes one lead, and a foreign address none', async () => {
  const { collector, account } = stand;
  const click = await stand.click();
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => stand.postback(`click=${click}&uid=9&status=approve&price=5`)),
  );
  expect(answers.filter(({ result }) => result === 'created')).toHaveLength(1);
  expect(answers.filter(({ reason }) => reason === 'same')).toHaveLength(99);
  expect(await stand.leads(click)).toHaveLength(1);

  const owner = await collector.addAccount();
  await collector.query(`update tokens set ip_ranges = '{203.0.113.0/24}' where id = $1`, [owner.tokenId]);
  const foreign = await stand.click(owner);
  expect(await stand.postback(`click=${foreign}`, {}, owner)).toMatchObject({
    error: 'access',
    reason: 'ip',
  });
  expect(await stand.leads(foreign)).toEqual([]);
  expect(account.accountId).not.toBe(owner.accountId);
});

it('D4: without a token nobody learns whether a click exists', async () => {
  const ids = [await stand.click(), stand.newId(), 'nonsense'];
  const answers = await Promise.all(
    ids.map((click) => stand.collector.call(`/api/track/postback.json?id=sk_wrong&click=${click}`)),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

it('D4: a page learns of another account’s click no more than its refusal', async () => {
  const owner = await stand.collector.addAccount();
  const foreign = await stand.click(owner);
  const answer = await stand.lead({ click: foreign, name: 'Mallory' });
  expect(answer).toMatchObject({ error: 'access', reason: 'owner' });
  expect(JSON.stringify(answer)).not.toContain(owner.accountId);
  expect(await stand.leads(foreign)).toEqual([]);
});

it('D5: a token that is wrong in any way is refused without an exception', async () => {
  const { token } = stand.account;
  const flipped = (at: number) => token.slice(0, at) + (token[at] === '0' ? '1' : '0') + token.slice(at + 1);
  const wrong = [
    ...[
      '',
      'sk_',
      token.slice(0, 15),
      token.slice(0, -1),
      `${token}0`,
      token + token,
      ` ${token}x`,
      token.toUpperCase(),
    ],
    ...[
      flipped(3),
      flipped(20),
      flipped(token.length - 1),
      '\0',
      'ё'.repeat(55),
      '__proto__',
      `sk_${'0'.repeat(52)}`,
    ],
  ];
  for (const each of wrong) {
    expect(readToken(each, SECRET)).toBeNull();
    const answer = await stand.collector.call(
      `/api/track/postback.json?id=${encodeURIComponent(each)}&click=x`,
    );
    expect([each, answer]).toEqual([
      each,
      expect.objectContaining({ http: 200, error: 'access', reason: 'token' }),
    ]);
  }
});

it('D7: of X-Forwarded-For only what our own proxies wrote is believed', () => {
  const from = (chain: string, hops: number) =>
    callerOf({ 'x-forwarded-for': chain }, '::ffff:10.0.0.9', hops).ip;
  expect(from('6.6.6.6', 0)).toBe('10.0.0.9');
  expect(from('6.6.6.6, 198.51.100.7', 1)).toBe('198.51.100.7');
  expect(from('6.6.6.6, 198.51.100.7, 10.0.0.1', 2)).toBe('198.51.100.7');
  expect(from('<script>alert(1)</script>', 1)).toBe('10.0.0.9');
  expect(from('', 1)).toBe('10.0.0.9');
  expect(from('198.51.100.7', 3)).toBe('10.0.0.9');
  expect(from('2001:db8::1%eth0', 1)).toBe('2001:db8::1');
});

it('D7: a direct caller cannot choose its address', async () => {
  const click = stand.newId();
  const headers = { 'x-forwarded-for': '6.6.6.6' };
  const body = JSON.stringify({ key: stand.account.siteKey, click });
  await stand.collector.call('/api/track/lead.json', { method: 'POST', body, headers });
  expect(await stand.leads(click)).toMatchObject([{ ip: '127.0.0.1' }]);
});
