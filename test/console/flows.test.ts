import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { findNetwork, NETWORKS, simulateCall } from '../../collector/networks/index.ts';
import { type ConsoleStand, startConsole, type Visitor } from './console-stand.ts';

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

const decode = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** What is there to be copied, by its label. */
const copies = (html: string) =>
  [
    ...html.matchAll(/<div class="copy"[^>]*><p class="label">(.*?)<\/p><pre class="code">(.*?)<\/pre>/gs),
  ].map(([, label = '', text = '']) => [decode(label), decode(text)] as const);
const plain = (html: string) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const flowRow = async (id: string) => (await stand.query('select * from flows where id = $1', [id]))[0];

async function follow(visitor: Visitor, path: string, form: Record<string, string>) {
  const { status, headers, html } = await visitor.post(path, form);
  const next = headers.get('location');
  return { status, next, html: next ? (await visitor.get(next)).html : html };
}

describe('a new flow', () => {
  test('gets a site key, and its tag works at once', async () => {
    const { visitor, account } = await openAccount();
    const id = `new-${account.tokenId}`;
    const form = {
      id,
      name: 'Spring <sale>',
      landing: 'https://shop.example/?c={click}',
      network: 'AdCombo',
    };
    const { status, next, html } = await follow(visitor, '/console/flows/new', form);
    expect([status, next]).toEqual([303, `/console/flows/${id}`]);
    expect(html).toContain('<bdi>Spring &lt;sale></bdi>');
    const tag = copies(html).find(([label]) => label.startsWith('Script'))?.[1] ?? '';
    const [, key = ''] = /data-key="(pk_\w{20})"/.exec(tag) ?? [];
    const body = JSON.stringify({ key });
    expect(await stand.call('/api/track/click.json', { method: 'POST', body })).toMatchObject({
      status: 'ok',
    });
    expect((await visitor.get('/console/flows')).html).toContain(`href="/console/flows/${id}"`);
  });

  test.each([
    ['', 'An ID has letters'],
    ['a b', 'An ID has letters'],
    ['ä', 'An ID has letters'],
    ['../x', 'An ID has letters'],
    ['new', 'choose another ID'],
    ['x'.repeat(65), 'An ID has letters'],
  ])('the ID «%s» is refused, and what was typed stays', async (id, problem) => {
    const { visitor, account } = await openAccount();
    const { status, html } = await follow(visitor, '/console/flows/new', {
      id,
      name: 'My flow',
      currency: 'EUR',
    });
    expect(status).toBe(422);
    expect(html).toContain(problem);
    expect(html).toContain('value="My flow"');
    const flows = await stand.query('select id from flows where account_id = $1', [account.accountId]);
    expect(flows).toEqual([{ id: account.flow }]);
  });

  test('an ID that is taken, by whomever, is refused', async () => {
    const { visitor } = await openAccount();
    const theirs = await stand.addUser();
    const { status, html } = await follow(visitor, '/console/flows/new', { id: theirs.flow, name: 'x' });
    expect(status).toBe(422);
    expect(html).toContain('choose another ID');
  });
});

/** The pinned tag of the SDK that is built, made of its parts by other means than the collector's. */
function pinnedTag(siteKey: string): string {
  const read = (path: string) => readFileSync(new URL(`../../sdk/${path}`, import.meta.url), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  const hash = createHash('sha384').update(read('dist/sdk.js')).digest('base64');
  const src = `http://collector.example/sdk/${version}.js`;
  return `<script defer src="${src}" integrity="sha384-${hash}" crossorigin="anonymous" data-key="${siteKey}"></script>`;
}

describe('a flow’s page', () => {
  test('saves its settings, and postbacks are read so at once', async () => {
    const { visitor, account } = await openAccount();
    const form = {
      name: 'Renamed',
      landing: 'https://shop.example/new',
      network: 'AdCombo',
      currency: 'eur',
      charset: 'windows-1251',
      reply: 'OK',
      words: 'Zorblax = approve',
      origins: 'https://shop.example',
      ranges: '127.0.0.0/8',
    };
    const { next, html } = await follow(visitor, `/console/flows/${account.flow}/settings`, form);
    expect(next).toBe(`/console/flows/${account.flow}/settings?saved`);
    expect(plain(html)).toContain('Saved.');
    expect(await flowRow(account.flow)).toMatchObject({
      name: 'Renamed',
      landing_url: 'https://shop.example/new',
      network: 'adcombo',
      currency: 'EUR',
      charset: 'windows-1251',
      reply_text: 'OK',
      status_map: { zorblax: 'approve' },
      origins: ['https://shop.example'],
      ip_ranges: ['127.0.0.0/8'],
    });
    const click = await stand.addClick(account);
    const query = new URLSearchParams({ id: account.token, click, status: 'zorblax', price: '5' });
    const answer = await fetch(`${stand.url}/api/track/postback.json?${query}`);
    expect(await answer.text()).toBe('OK');
    const [lead] = await stand.query('select status from leads where click_id = $1', [click]);
    expect(lead).toEqual({ status: 'approve' });

    await follow(visitor, `/console/flows/${account.flow}/settings`, { name: 'Renamed' });
    expect(await flowRow(account.flow), 'emptied').toMatchObject({
      network: null,
      currency: null,
      charset: null,
      reply_text: null,
      status_map: {},
      origins: [],
      ip_ranges: [],
    });
  });

  test('what is wrong stands beside its field, what was typed stays, nothing is saved', async () => {
    const { visitor, account } = await openAccount();
    const before = await flowRow(account.flow);
    const form = { name: 'Kept', landing: 'shop', network: '</datalist><b>', words: 'a = b\n</textarea><b>' };
    const { status, html } = await follow(visitor, `/console/flows/${account.flow}/settings`, form);
    expect(status).toBe(422);
    for (const problem of ['begins with http', 'of the list', '«b» is none of'])
      expect(html).toContain(problem);
    expect(html).toContain('value="Kept"');
    expect(html).toContain('&lt;/textarea>&lt;b>');
    expect(html).not.toContain('<b>');
    expect(await flowRow(account.flow)).toEqual(before);
  });

  test('has all there is to copy, with the account’s token, and says that it is secret', async () => {
    const { visitor, account } = await openAccount();
    await stand.query(`update flows set network = 'adcombo' where id = $1`, [account.flow]);
    const { html } = await visitor.get(`/console/flows/${account.flow}`);
    const texts = copies(html).map(([, text]) => text);
    const tag = `<script defer src="http://collector.example/sdk.js" data-key="${account.siteKey}"`;
    const link = `http://collector.example/c/${account.flow}`;
    expect(texts.filter((text) => !text.startsWith(`${link}?utm_source=`))).toEqual([
      link,
      `${tag}></script>`,
      pinnedTag(account.siteKey),
      '<input type="hidden" name="subid" value="{click}">',
      `${tag} data-hosts="shop.example"></script>`,
      `${tag} data-auto="/thanks"></script>`,
      expect.stringContaining('subpixel.lead('),
      `<img src="http://collector.example/api/track/lead.gif?key=${account.siteKey}&click=CLICK" width="1" height="1" alt="">`,
      `http://collector.example/api/track/postback.json?id=${account.token}&click={subacc4}&uid={trans_id}&status={status}&price={revenue}`,
    ]);
    expect(texts).toContain(
      `${link}?utm_source=facebook&utm_campaign={{campaign.name}}&utm_term={{adset.name}}&utm_content={{ad.name}}&adid={{ad.id}}`,
    );
    expect(plain(html)).toContain('Secret: it holds the token');
    expect(plain(html)).toContain('Take the first in general');
    for (const known of [
      'Enter the same URL into the three boxes',
      '{trans_id}',
      'confirmed, lead',
      'in USD',
    ])
      expect(plain(html)).toContain(known);
  });

  test('an account without a token is told how to get one', async () => {
    const { visitor, account } = await openAccount();
    await stand.query('update tokens set revoked_at = now() where account_id = $1', [account.accountId]);
    const { html } = await visitor.get(`/console/flows/${account.flow}`);
    expect(html).toContain('href="/console/settings/tokens"');
    expect(html).not.toContain('sk_');
  });

  test.each(NETWORKS.map(({ id }) => [id]))('works for %s', async (network) => {
    const account = await openedOnce();
    await stand.query('update flows set network = $1 where id = $2', [network, account.account.flow]);
    const { status, html } = await account.visitor.get(`/console/flows/${account.account.flow}`);
    expect(status).toBe(200);
    const template = findNetwork(network);
    const urls = copies(html).filter(([, text]) => text.includes('/api/track/postback'));
    expect(urls).toHaveLength(template?.setup === 'none' ? 0 : (template?.events?.length ?? 1));
    const isUnsure = template?.unsure !== undefined || template?.source === 'recollection';
    expect(plain(html).toLowerCase().includes('to be checked with the network')).toBe(isUnsure);
  });

  test.each([
    ['https://a.example/x?a=1', 'https://a.example/x?a=1&subacc4={click}'],
    ['a.example', null],
    ['javascript:alert(1)', null],
  ])('puts the click ID into the offer link %s', async (offer, expected) => {
    const { visitor, account } = await openAccount();
    await stand.query(`update flows set network = 'adcombo' where id = $1`, [account.flow]);
    const { html } = await visitor.get(
      `/console/flows/${account.flow}?${new URLSearchParams({ links: offer })}`,
    );
    const built = copies(html).find(([label]) => label === offer)?.[1];
    expect(built ?? null).toBe(expected);
    if (expected === null) expect(html).toContain('this is no link');
  });
});

let opened: ReturnType<typeof openAccount> | undefined;
/** One account for tests that only look at a page. */
function openedOnce() {
  opened ??= openAccount();
  return opened;
}

describe('listening', () => {
  test('shows how a network’s test with an invented click was read, and stops', async () => {
    const { visitor, account } = await openAccount();
    await stand.query(`update flows set network = 'adcombo' where id = $1`, [account.flow]);
    const path = `/console/flows/${account.flow}`;
    const before = await stand.postback(account, { click: await stand.addClick(account), status: 'new' });
    const off = await visitor.get(`${path}/listen`);
    expect(off.html).toContain('Not listening');
    expect(off.html).not.toContain('http-equiv="refresh"');

    const on = await follow(visitor, `${path}/listen`, {});
    expect(on.next).toBe(`${path}/listen`);
    expect(on.html).toContain('<meta http-equiv="refresh" content="3"/>');
    expect(plain(on.html)).toContain('Nothing has come in yet');
    const [url = ''] = copies((await visitor.get(path)).html).flatMap(([, text]) =>
      text.includes('/api/track/postback') ? [text] : [],
    );
    const adcombo = findNetwork('adcombo');
    if (!adcombo) throw new Error('the template is missing');
    const call = simulateCall(adcombo, url, { click: newId(), status: 'hold', price: '3', uid: 'test-1' });
    await stand.call(call.replace('http://collector.example', ''));
    const heard = (await visitor.get(`${path}/listen`)).html;
    expect(plain(heard)).toContain('«hold» → new by the AdCombo template');
    expect(plain(heard)).toContain('bad-click unknown');
    expect(heard, 'only what came since').not.toContain(before);

    const stopped = await follow(visitor, `${path}/stop`, {});
    expect(stopped.next).toBe(path);
    expect((await visitor.get(`${path}/listen`)).html).toContain('Not listening');
  });

  test('one flow of an account at a time', async () => {
    const { visitor, account } = await openAccount();
    const second = `second-${account.tokenId}`;
    await follow(visitor, '/console/flows/new', { id: second, name: 'Second' });
    const other = await openAccount();
    await other.visitor.post(`/console/flows/${other.account.flow}/listen`, {});
    await visitor.post(`/console/flows/${account.flow}/listen`, {});
    await visitor.post(`/console/flows/${second}/listen`, {});
    const listening = async (id: string) => (await flowRow(id))?.listening_until !== null;
    expect(await listening(account.flow)).toBe(false);
    expect(await listening(second)).toBe(true);
    expect(await listening(other.account.flow), 'another account’s goes on').toBe(true);
  });

  test('ends by itself', async () => {
    const { visitor, account } = await openAccount();
    const id = await stand.postback(account, { click: await stand.addClick(account), status: 'new' });
    await stand.query(`update flows set listening_until = now() - interval '1 second' where id = $1`, [
      account.flow,
    ]);
    const { html } = await visitor.get(`/console/flows/${account.flow}/listen`);
    expect(html).toContain('Not listening');
    expect(html, 'what came then is still shown').toContain(id);
    expect(html).not.toContain('http-equiv="refresh"');
  });
});

test('another account’s flow is not there: neither shown, saved, nor listened to', async () => {
  const theirs = await stand.addUser();
  const { visitor } = await openAccount();
  const before = await flowRow(theirs.flow);
  const unknown = await visitor.get('/console/flows/no-such-flow');
  expect(unknown.status).toBe(404);
  for (const path of ['', '/listen', '/settings', '/network', '/test', '/check'])
    expect((await visitor.get(`/console/flows/${theirs.flow}${path}`)).html).toBe(unknown.html);
  for (const path of [
    '/settings',
    '/network',
    '/network-choice',
    '/offer',
    '/test',
    '/check',
    '/listen',
    '/stop',
  ]) {
    for (const name of ['mine now', '']) {
      const answered = await visitor.post(`/console/flows/${theirs.flow}${path}`, {
        name,
        network: '',
        offer: '',
      });
      expect([path, name, answered.status]).toEqual([path, name, 404]);
      expect(answered.html).toBe(unknown.html);
    }
  }
  for (const id of ['%00', '%F0', '<script>']) {
    expect((await visitor.get(`/console/flows/${id}`)).status).toBe(404);
    expect((await visitor.post(`/console/flows/${id}/settings`, { name: 'x' })).status).toBe(404);
  }
  expect((await visitor.get('/console/flows')).html).not.toContain(theirs.flow);
  expect(await flowRow(theirs.flow)).toEqual(before);
});

test('forms from elsewhere, without a session, too large or broken change nothing', async () => {
  const { visitor, account } = await openAccount();
  const path = `/console/flows/${account.flow}/settings`;
  const before = await flowRow(account.flow);
  const form = { name: 'Taken over' };
  expect((await visitor.post(path, form, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await visitor.post(path, { name: 'x'.repeat(70_000) })).status).toBe(413);
  const broken = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'multipart/form-data; boundary=x' };
  expect((await visitor.post(path, form, broken)).status).toBe(400);
  visitor.cookies.clear();
  expect((await visitor.post(path, form)).status).toBe(401);
  expect(await flowRow(account.flow)).toEqual(before);
});
