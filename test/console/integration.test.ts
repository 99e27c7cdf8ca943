import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '../../collector/pipeline/token.ts';
import { addToken } from '../../collector/storage/tokens.ts';
import { SECRET, type TestAccount } from '../support/collector.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

interface Opened {
  readonly account: TestAccount & { readonly login: string };
  readonly visitor: Visitor;
  /** The flow's page. */
  readonly path: string;
}

async function open(flow: Record<string, unknown> = {}): Promise<Opened> {
  const account = await stand.addUser();
  if (Object.keys(flow).length > 0)
    await stand.database.knex('flows').where({ id: account.flow }).update(flow);
  return { account, visitor: await stand.enter(account.login), path: `/console/flows/${account.flow}` };
}

const decode = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const plain = (html: string) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const flowRow = async (id: string) => (await stand.query('select * from flows where id = $1', [id]))[0];
const audited = (accountId: string) =>
  stand.query<{ action: string; object: string; details: Record<string, string> }>(
    'select action, object, details from audit_log where account_id = $1 and action like $2 order by id',
    [accountId, 'flow.%'],
  );

/** The checklist's items that are ticked. */
async function ticked({ visitor, path }: Opened): Promise<string[]> {
  const { html } = await visitor.get(path);
  const items = html.matchAll(/<li class="done">.*?<strong>(.*?)<\/strong>/gs);
  return [...items].map(([, name = '']) => name);
}

describe('the checklist', () => {
  test('ticks what arrives, one after the other, with a way to see it', async () => {
    const opened = await open();
    const { account, visitor, path } = opened;
    expect(await ticked(opened)).toEqual([]);
    expect((await visitor.get(path)).html).toContain('data-await="3"');

    const click = await stand.addClick(account);
    expect(await ticked(opened)).toEqual(['A visitor by the tracking link']);

    const register = { key: account.siteKey };
    await stand.call('/api/track/click.json', { method: 'POST', body: JSON.stringify(register) });
    expect(await ticked(opened)).toContain('The script on your page');

    const lead = JSON.stringify({ key: account.siteKey, click, name: 'Ada' });
    await stand.call('/api/track/lead.json', { method: 'POST', body: lead });
    expect(await ticked(opened)).toContain('A lead from your page');
    expect(await ticked(opened)).not.toContain('A postback that was accepted');

    const held = await stand.postback(account, { click, status: 'hold' });
    expect(await ticked(opened)).toContain('A postback that was accepted');
    expect(await ticked(opened)).not.toContain('The first approved lead');

    const approved = await stand.postback(account, { click, status: 'approve', price: '5' });
    expect(await ticked(opened)).toHaveLength(5);
    const { html } = await visitor.get(path);
    expect(idsIn(html, '/console/logs')).toEqual(expect.arrayContaining([held, approved]));
    expect(html, 'there is nothing left to wait for').not.toContain('data-await');
  });

  test('counts neither dry runs nor refusals, but says why a postback was refused', async () => {
    const opened = await open();
    const { account, visitor, path } = opened;
    const click = await stand.addClick(account);
    await stand.postback(account, { click, status: 'approve', dry: '1' });
    const refused = await stand.postback(account, { click: '{clickid}', status: 'approve' });
    expect(await ticked(opened)).toEqual(['A visitor by the tracking link']);
    const { html } = await visitor.get(path);
    expect(plain(html)).toContain('unreplaced-macro');
    expect(idsIn(html, '/console/logs')).toContain(refused);

    await stand.postback(account, { click, status: 'hold' });
    expect(plain((await visitor.get(path)).html)).not.toContain('was refused');
  });

  test('knows only its own flow', async () => {
    const [mine, theirs] = [await open(), await open()];
    const click = await stand.addClick(theirs.account);
    await stand.postback(theirs.account, { click, status: 'approve' });
    await stand.postback(theirs.account, { click: '{x}' });
    expect(await ticked(mine)).toEqual([]);
    expect(plain((await mine.visitor.get(mine.path)).html)).not.toContain('was refused');
  });
});

describe('the list of flows', () => {
  test('shows network, the last signs of life, and whether a flow listens', async () => {
    const { account, visitor, path } = await open({ network: 'adcombo' });
    const before = plain((await visitor.get('/console/flows')).html);
    expect(before).toContain('AdCombo');
    expect(before).not.toMatch(/\d\d:\d\d:\d\d/);
    await stand.postback(account, { click: await stand.addClick(account), status: 'new' });
    const times = (html: string) => html.match(/<time /g)?.length ?? 0;
    expect(times((await visitor.get('/console/flows')).html)).toBe(3);
    expect(plain((await visitor.get('/console/flows')).html)).not.toContain('listening');
    await visitor.post(`${path}/listen`, {});
    expect(plain((await visitor.get('/console/flows')).html)).toContain('listening');
  });
});

describe('the steps', () => {
  test('set network and offer link, which is shown with the click ID, and write it down', async () => {
    const { account, visitor, path } = await open();
    expect((await visitor.post(`${path}/network-choice`, { network: 'adcombo' })).status).toBe(303);
    const offer = 'https://track.example/?o=7';
    expect((await visitor.post(`${path}/offer`, { offer })).status).toBe(303);
    expect(await flowRow(account.flow)).toMatchObject({ network: 'adcombo', offer_url: offer });
    expect(decode((await visitor.get(path)).html)).toContain(`${offer}&subacc4={click}`);
    expect(await audited(account.accountId)).toMatchObject([
      { action: 'flow.network', object: account.flow, details: { network: 'adcombo' } },
      { action: 'flow.offer', object: account.flow, details: { offer } },
    ]);
  });

  test('what cannot be read is told in its place, and nothing is changed', async () => {
    const { account, visitor, path } = await open();
    const before = await flowRow(account.flow);
    const network = await visitor.post(`${path}/network-choice`, { network: 'No <such> network' });
    expect(network.status).toBe(422);
    expect(network.html).toContain('describe your own');
    expect(network.html).toContain('value="No &lt;such> network"');
    await stand.query(`update flows set network = 'adcombo' where id = $1`, [account.flow]);
    const offer = await visitor.post(`${path}/offer`, { offer: 'javascript:alert(1)' });
    expect([offer.status, offer.html.includes('begins with http')]).toEqual([422, true]);
    expect(await flowRow(account.flow)).toEqual({ ...before, network: 'adcombo' });
  });

  test('several tokens: the one that was chosen stands in the URLs', async () => {
    const { account, visitor, path } = await open();
    const id = `${account.tokenId.startsWith('t') ? 'u' : 't'}${account.tokenId.slice(1)}`;
    await addToken(stand.database.knex, { id, accountId: account.accountId, name: 'Second' });
    const token = makeToken(id, SECRET);
    expect((await visitor.get(path)).html).toContain(account.token);
    const { html } = await visitor.get(`${path}?token=${id}`);
    expect(html).toContain(token);
    expect(html).not.toContain(account.token);
  });
});

describe('without the right to see secrets', () => {
  test.each(['analyst', 'auditor'])(
    'an %s sees the flow, but no token, and changes nothing',
    async (role) => {
      const { account, visitor, path } = await open({ network: 'adcombo' });
      await stand.query('update users set role = $1 where login = $2', [role, account.login]);
      const { status, html } = await visitor.get(path);
      expect(status).toBe(200);
      expect(html).toContain(account.siteKey);
      expect(html).not.toContain('sk_');
      expect(plain(html)).toContain('your role sees everything of a flow but these');
      expect(html).not.toContain('method="post" action="/console/flows');
      const settings = await visitor.get(`${path}/settings`);
      expect(settings.status).toBe(200);
      expect(settings.html).toContain('<fieldset disabled>');
      for (const part of ['/network', '/test', '/listen', '/check'])
        expect([part, (await visitor.get(path + part)).status]).toEqual([part, 403]);
    },
  );
});

const OWN = {
  name: 'My <CPA>',
  link: 'aff_sub',
  click: '[[[aff_sub]]]',
  uid: '[[[id]]]',
  status: '[[[state]]]',
  price: '[[[sum]]]',
  approve: 'paid, Sold',
  cancel: 'gone',
  defaultCurrency: 'eur',
  reply: 'ACCEPTED',
};

describe('a network that the user describes', () => {
  test('is used as one of the list: in links, URLs, and for reading postbacks', async () => {
    const { account, visitor, path } = await open({
      network: 'adcombo',
      offer_url: 'https://cpa.example/?o=1',
    });
    const saved = await visitor.post(`${path}/network`, OWN);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}?saved#step-network`]);
    const html = decode((await visitor.get(path)).html);
    expect(html).toContain('https://cpa.example/?o=1&aff_sub={click}');
    expect(html).toContain(
      `${account.token}&click=[[[aff_sub]]]&uid=[[[id]]]&status=[[[state]]]&price=[[[sum]]]`,
    );
    const click = await stand.addClick(account);
    const query = new URLSearchParams({ id: account.token, click, status: 'SOLD', price: '5' });
    const answer = await fetch(`${stand.url}/api/track/postback.json?${query}`);
    expect(await answer.text()).toBe('ACCEPTED');
    const leads = await stand.query('select status, price, currency from leads where click_id = $1', [click]);
    expect(leads).toEqual([{ status: 'approve', price: '5.0000', currency: 'EUR' }]);
    expect((await visitor.get('/console/flows')).html).toContain('My &lt;CPA>');
  });

  test('stays when the settings are saved with its name, and goes when another is chosen', async () => {
    const { account, visitor, path } = await open();
    await visitor.post(`${path}/network`, OWN);
    await visitor.post(`${path}/settings`, { name: 'x', network: OWN.name });
    expect(await flowRow(account.flow)).toMatchObject({ network: null, own_network: { name: OWN.name } });
    expect((await visitor.get(`${path}/network`)).html).toContain('value="[[[aff_sub]]]"');
    await visitor.post(`${path}/settings`, { name: 'x', network: 'AdCombo' });
    expect(await flowRow(account.flow)).toMatchObject({ network: 'adcombo', own_network: null });
  });

  test.each<[string, Record<string, string>, string]>([
    ['no macro of the click', { click: 'aff_sub' }, 'Write the macro that returns your click ID'],
    ['another parameter', { link: 'sub9' }, 'tick that the network renames it'],
    ['mixed spellings', { uid: '{id}' }, 'spelled otherwise'],
    ['a word twice', { hold: 'sold' }, 'stands in another one'],
    ['a refund as a sale', { hold: 'refund' }, 'takes a payout back'],
    ['no status', { status: '' }, 'Nothing says what a postback means'],
    ['no currency', { defaultCurrency: 'EURO' }, 'ISO 4217'],
    ['an ampersand', { uid: '[[[id]]]&status=approve' }, 'no spaces'],
    ['no parameter', { link: 'a&b' }, 'The name of one parameter'],
    ['no name', { name: ' ' }, 'Give the network a name'],
  ])('with %s is refused', async (_, wrong, problem) => {
    const { account, visitor, path } = await open();
    const { status, html } = await visitor.post(`${path}/network`, { ...OWN, ...wrong });
    expect(status).toBe(422);
    expect(html).toContain(problem);
    expect(await flowRow(account.flow)).toMatchObject({ own_network: null });
  });

  test('a network that renames the click ID may say so', async () => {
    const { account, visitor, path } = await open();
    await visitor.post(`${path}/network`, { ...OWN, link: 'sub9', renamed: '1' });
    expect(await flowRow(account.flow)).toMatchObject({
      own_network: { link: { name: 'sub9', renamed: true } },
    });
  });
});

describe('the tester', () => {
  const leadsOf = (account: TestAccount) =>
    stand.query<{ status: string; price: string; test: boolean }>(
      'select status, price, test from leads where account_id = $1',
      [account.accountId],
    );

  test('makes a click and a test lead by the network’s words, and tells each step', async () => {
    const { account, visitor, path } = await open({ network: 'adcombo' });
    const form = { status: 'confirmed', price: '12', uid: 'test-1', mode: 'test' };
    const { status, html } = await visitor.post(`${path}/test`, form);
    expect(status).toBe(200);
    expect(plain(html)).toContain('«confirmed» → approve by the AdCombo template');
    expect(plain(html)).toContain('HTTP 200');
    expect(html).not.toContain(account.token);
    expect(await leadsOf(account)).toEqual([{ status: 'approve', price: '12.0000', test: true }]);
    const [entry = ''] = idsIn(html, '/console/logs');
    expect((await visitor.get(`/console/logs/${entry}`)).status).toBe(200);
    const clicks = await stand.query('select tags from clicks where account_id = $1', [account.accountId]);
    expect(clicks).toEqual([{ tags: { utm_source: 'subpixel-tester' } }]);
    expect(await audited(account.accountId)).toMatchObject([
      { action: 'flow.test', details: { mode: 'test' } },
    ]);

    const [, click = ''] = /name="click" value="(\w{32})"/.exec(html) ?? [];
    await visitor.post(`${path}/test`, { ...form, click, status: 'reject' });
    expect(await leadsOf(account), 'the same lead is told of the next status').toMatchObject([
      { status: 'cancel' },
    ]);
  });

  test('a dry run changes nothing; one that counts is no test', async () => {
    const { account, visitor, path } = await open();
    const form = { status: 'approve', price: '5', uid: '1' };
    const dry = await visitor.post(`${path}/test`, { ...form, mode: 'dry' });
    expect(plain(dry.html)).toContain('What would change');
    expect(await leadsOf(account)).toEqual([]);
    await visitor.post(`${path}/test`, { ...form, mode: 'real' });
    expect(await leadsOf(account)).toEqual([{ status: 'approve', price: '5.0000', test: false }]);
  });

  test('comes from an address that the flow takes', async () => {
    const { account, visitor, path } = await open({ ip_ranges: ['203.0.113.0/24'] });
    const { html } = await visitor.post(`${path}/test`, { status: 'hold', mode: 'test' });
    expect(plain(html)).toContain('as if from 203.0.113.0');
    expect(await leadsOf(account)).toMatchObject([{ status: 'hold' }]);
  });

  test('an unknown click is refused as the network’s call would be, a broken one is not sent', async () => {
    const { account, visitor, path } = await open();
    const unknown = await visitor.post(`${path}/test`, {
      click: `${'0'.repeat(31)}1`,
      status: 'hold',
      mode: 'test',
    });
    expect(plain(unknown.html)).toContain('bad-click');
    expect(unknown.html).toContain('/console/help/reason-unknown');
    const broken = await visitor.post(`${path}/test`, { click: 'abc', mode: 'test' });
    expect([broken.status, broken.html.includes('That is no click ID')]).toEqual([422, true]);
    expect(await leadsOf(account)).toEqual([]);
  });

  test('a click of another account is refused', async () => {
    const [mine, theirs] = [await open(), await open()];
    const click = await stand.addClick(theirs.account);
    const { html } = await mine.visitor.post(`${mine.path}/test`, { click, status: 'approve', mode: 'real' });
    expect(plain(html)).toContain('owner');
    expect(await leadsOf(theirs.account)).toEqual([]);
  });

  test('without a token it says what is missing', async () => {
    const { account, visitor, path } = await open();
    await stand.query('update tokens set revoked_at = now() where account_id = $1', [account.accountId]);
    expect(plain((await visitor.get(`${path}/test`)).html)).toContain('no postback token yet');
    expect((await visitor.post(`${path}/test`, { status: 'hold' })).status).toBe(422);
  });
});

test('in Russian, all of it', async () => {
  const { account, visitor, path } = await open({ network: 'adcombo' });
  await stand.query(`update users set locale = 'ru' where login = $1`, [account.login]);
  for (const [page, words] of [
    ['', 'Трекинговая ссылка, для рекламы'],
    ['/settings', 'Выплата по умолчанию'],
    ['/network', 'Опишите сеть'],
    ['/test', 'Сыграйте за сеть'],
    ['/listen', 'Не слушаем'],
    ['/check', 'Лендинг или страница «Спасибо»'],
  ])
    expect(plain((await visitor.get(path + page)).html)).toContain(words);
  const refused = await visitor.post(`${path}/settings`, { name: '', words: 'x' });
  expect(plain(refused.html)).toContain('Назовите поток.');
  expect(plain(refused.html)).toContain('Строка 1, «x»: нужен вид «sold = approve».');
});
