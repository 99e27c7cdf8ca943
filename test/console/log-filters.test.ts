import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogFilter, toCriteria } from '../../collector/console/read-log-filter.ts';
import { newId } from '../../collector/ids.ts';
import { whereFits } from '../../collector/storage/log-criteria.ts';
import { type ConsoleStand, idsIn, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

async function openAccount(columns: Record<string, string> = {}) {
  const account = await stand.addUser();
  if (Object.keys(columns).length > 0)
    await stand.database.knex('users').where({ login: account.login }).update(columns);
  return { account, visitor: await stand.enter(account.login) };
}

const shown = async (visitor: Visitor, query: Record<string, string>) =>
  idsIn((await visitor.get(`/console/logs?${new URLSearchParams(query)}`)).html, '/console/logs');

describe('the log is found by', () => {
  test('its lead, with or without dashes', async () => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    const one = await stand.postback(account, { click, uid: '1' });
    const other = await stand.postback(account, { click, uid: '2' });
    const again = await stand.postback(account, { click, uid: '1', status: 'approve' });
    const [row] = await stand.query<{ lead_id: string }>('select lead_id from postback_log where id = $1', [
      one,
    ]);
    const lead = row?.lead_id ?? '';
    expect(await shown(visitor, { lead })).toEqual([again, one]);
    expect(await shown(visitor, { lead: lead.replaceAll('-', '').toUpperCase() })).toEqual([again, one]);
    expect(await shown(visitor, { lead: newId() })).toEqual([]);
    const stranger = await openAccount();
    expect(await shown(stranger.visitor, { lead })).toEqual([]);
    expect(await shown(visitor, {})).toContain(other);
  });

  test('the network of its flow, over all flows of that network', async () => {
    const { account, visitor } = await openAccount();
    const ids: string[] = [];
    for (const [index, network] of ['adcombo', 'adcombo', 'dr.cash'].entries()) {
      const id = `${account.flow}-${index}`;
      await stand.query(
        `insert into flows (id, account_id, name, site_key, network) values ($1, $2, $1, 'pk_' || $1, $3)`,
        [id, account.accountId, network],
      );
      ids.push(await stand.postback(account, { flow: id, subid: 'a' }));
    }
    const bare = await stand.postback(account, { flow: account.flow, subid: 'a' });
    const [first, second, third] = ids;
    expect(await shown(visitor, { network: 'adcombo' })).toEqual([second, first]);
    expect(await shown(visitor, { network: 'dr.cash' })).toEqual([third]);
    expect(await shown(visitor, { network: 'adcombo', flow: `${account.flow}-0` })).toEqual([first]);
    expect(await shown(visitor, { network: 'adcombo', flow: account.flow })).toEqual([]);
    expect(await shown(visitor, { network: 'nobody' })).toEqual([]);
    expect(await shown(visitor, {})).toEqual([bare, third, second, first]);
  });

  test('a network that a user has described, over all flows of that name', async () => {
    const { account, visitor } = await openAccount();
    const own = { id: 'own', name: 'Küche & Söhne', kind: 'platform', link: null, macros: {}, statuses: {} };
    const ids: string[] = [];
    for (const [index, network] of [own, own, { ...own, name: 'Another' }].entries()) {
      const id = `${account.flow}-${index}`;
      await stand.query(
        `insert into flows (id, account_id, name, site_key, network, own_network) values ($1, $2, $1, 'pk_' || $1, 'adcombo', $3)`,
        [id, account.accountId, network],
      );
      ids.push(await stand.postback(account, { flow: id, subid: 'a' }));
    }
    const [first, second] = ids;
    expect(await shown(visitor, { network: 'own:Küche & Söhne' })).toEqual([second, first]);
    // A flow has one network: the described one.
    expect(await shown(visitor, { network: 'adcombo' })).toEqual([]);
    const { html } = await visitor.get('/console/logs');
    expect(html.match(/value="own:Küche &amp; Söhne">Küche &amp; Söhne</g)).toHaveLength(1);
  });

  test('its address or a range of them', async () => {
    const { account, visitor } = await openAccount();
    const ids: string[] = [];
    for (const ip of ['203.0.113.7', '203.0.113.200', '2001:db8::5']) {
      const id = await stand.postback(account, { click: '{x}' });
      await stand.query('update postback_log set ip = $2 where id = $1', [id, ip]);
      ids.push(id);
    }
    const [seven, twoHundred, six] = ids;
    expect(await shown(visitor, { ip: '203.0.113.7' })).toEqual([seven]);
    expect(await shown(visitor, { ip: ' 203.0.113.0/24 ' })).toEqual([twoHundred, seven]);
    expect(await shown(visitor, { ip: '203.0.113.9/25' })).toEqual([seven]);
    expect(await shown(visitor, { ip: '2001:db8::/32' })).toEqual([six]);
    expect(await shown(visitor, { ip: '198.51.100.1' })).toEqual([]);
  });

  test('its time, by the reader’s clocks', async () => {
    const { account, visitor } = await openAccount({ time_zone: 'Asia/Tokyo' });
    const id = await stand.postback(account, { click: '{x}' });
    // Noon in Tokyo.
    const noon = '2021-05-01T03:00:00Z';
    const start = Date.parse(noon).toString(16).padStart(12, '0');
    await stand.query('update postback_log set received_at = $2, id = $3 where id = $1', [
      id,
      noon,
      id.replace(/^.{12}/, start),
    ]);
    const count = async (query: Record<string, string>) => (await shown(visitor, query)).length;
    expect(await count({ since: '2021-05-01T12:00' })).toBe(1);
    expect(await count({ since: '2021-05-01T12:00:01' })).toBe(0);
    expect(await count({ until: '2021-05-01T12:00:01' })).toBe(1);
    expect(await count({ until: '2021-05-01T12:00' })).toBe(0);
    expect(await count({ since: '2021-05-01T03:00:00Z', until: '2021-05-01T03:00:01Z' })).toBe(1);
    const { html } = await visitor.get('/console/logs?since=2021-05-01T11:00');
    expect(html).toContain('2021-05-01 12:00:00');
    expect(html).toContain('Asia/Tokyo');
  });

  test('who sent it, a word and a reason, each alone and together', async () => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    const sold = await stand.postback(account, { click, uid: '1', status: 'sold' });
    const odd = await stand.postback(account, { click, uid: '2', status: 'Zorblax' });
    const macro = await stand.postback(account, { click: '{x}', status: 'sold' });
    const page = JSON.stringify({ key: account.siteKey, click, name: 'Ann' });
    await stand.call('/api/track/lead.json', { method: 'POST', body: page });
    const [pixel] = await shown(visitor, { channel: 'pixel' });
    expect(pixel).toBeDefined();
    expect(await shown(visitor, { channel: 's2s' })).toEqual([macro, odd, sold]);
    expect(await shown(visitor, { channel: 'import' })).toEqual([]);
    expect(await shown(visitor, { word: 'Zorblax' })).toEqual([odd]);
    expect(await shown(visitor, { reason: 'unreplaced-macro' })).toEqual([macro]);
    expect(await shown(visitor, { error: 'bad-click', reason: 'unreplaced-macro' })).toEqual([macro]);
    expect(await shown(visitor, { error: 'no-click', reason: 'unreplaced-macro' })).toEqual([]);
    expect(await shown(visitor, { word: 'sold', outcome: 'ok' })).toEqual([sold]);
  });

  test.each([
    [{ lead: 'x' }, 'no lead ID'],
    [{ ip: '203.0.113.300' }, 'no IP address'],
    [{ ip: '203.0.113.0/33' }, 'no IP address'],
    [{ ip: 'fe80::1%eth0' }, 'no IP address'],
    [{ since: 'yesterday' }, 'no date and time'],
    [{ until: '2031-02-30T00:00' }, 'no date and time'],
  ])('%o, which cannot be read: then nothing fits, and the page says why', async (query, says) => {
    const { account, visitor } = await openAccount();
    await stand.postback(account, { click: '{x}' });
    const { status, html } = await visitor.get(`/console/logs?${new URLSearchParams(query)}`);
    expect(status).toBe(200);
    expect(html).toContain(says);
    expect(html).not.toContain('<table');
  });
});

test('each filter that can be rare has an index that ends the search', async () => {
  const { account } = await openAccount();
  const reader = { may: () => true, timeZone: 'UTC' };
  const { knex } = stand.database;
  const indexes: Record<string, string> = {
    'word=x': 'status_word',
    'reason=ip': 'reason|error',
    'error=access': 'error',
    'ip=203.0.113.7': 'ip',
    'channel=import': 'channel',
    'channel=pixel': 'channel',
    [`lead=${newId()}`]: 'click_id',
    [`click=${newId()}`]: 'click_id',
    'flow=x': 'flow_id',
  };
  for (const [query, index] of Object.entries(indexes)) {
    const asked = toCriteria(
      readLogFilter(new URLSearchParams(query), reader),
      { flows: [], tokens: [] },
      reader,
    );
    if ('problem' in asked) throw new Error(asked.problem);
    const sql = whereFits(knex('postback_log'), account.accountId, asked.criteria)
      .orderBy('id', 'desc')
      .limit(51)
      .toString();
    const plan = await knex.transaction(async (transaction) => {
      // With a handful of rows any plan is as good as another; these two would hide whether the index fits.
      await transaction.raw('set local enable_seqscan = off; set local enable_sort = off');
      await transaction.raw('set local enable_bitmapscan = off');
      const { rows } = await transaction.raw(`explain ${sql}`);
      return (rows as Record<string, string>[]).map((row) => row['QUERY PLAN']).join('\n');
    });
    const searched = [...plan.matchAll(/Index Cond: .*/g)].join('\n');
    expect([query, searched]).toEqual([
      query,
      expect.stringMatching(new RegExp(`AND \\(?(${index}) =|\\((${index}) =`)),
    ]);
  }
});

describe('who may not see contact data', () => {
  const CANARIES = {
    name: 'Canary-Name',
    phone: '+15550100777',
    email: 'canary@mail.example',
    comment: 'Canary-Comment',
    'meta[Canary-Key]': 'Canary-Meta',
    ip: '198.51.100.77',
    price: 'Canary-Price',
    status: 'approve',
  };

  test.each(['analyst', 'auditor'])(
    '%s: neither request nor values that were quoted from it',
    async (role) => {
      const { account, visitor } = await openAccount();
      const click = await stand.addClick(account);
      const long = await stand.postback(account, { click, uid: '1', ...CANARIES });
      const asClick = await stand.postback(account, { click: CANARIES.phone });
      const asMacro = await stand.postback(account, { click: `{${CANARIES.email}}`, geo: CANARIES.name });
      const owner = (await visitor.get(`/console/logs/${long}`)).html;
      for (const canary of Object.values(CANARIES)) expect(owner).toContain(canary);

      await stand.database.knex('users').where({ login: account.login }).update({ role });
      const paths = [long, asClick, asMacro].map((id) => `/console/logs/${id}`);
      for (const path of [
        '/console/logs',
        '/console/logs?live=1',
        `/console/logs?click=${click}`,
        ...paths,
      ]) {
        const { status, html } = await visitor.get(path);
        expect(status).toBe(200);
        for (const canary of [...Object.values(CANARIES), 'Canary-', '127.0.0.1'])
          if (canary !== 'approve') expect([path, html]).not.toEqual([path, expect.stringContaining(canary)]);
      }
      const { html } = await visitor.get(`/console/logs/${long}`);
      expect(html).toContain('which your role does not see');
      expect(html, 'which fields changed is no secret').toContain('<bdi>phone</bdi>');
      expect(html).not.toContain('/replay"');
      expect(await shown(visitor, { ip: '203.0.113.7' }), 'the filter is not there either').toHaveLength(3);
    },
  );
});

describe('live', () => {
  test('the page says that it grows, and refreshes itself only without JavaScript', async () => {
    const { account, visitor } = await openAccount();
    const id = await stand.postback(account, { click: '{x}' });
    const { html } = await visitor.get('/console/logs?live=1&error=bad-click');
    expect(html).toContain(`data-live="${id}"`);
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="5"/></noscript>');
    expect(html).toContain('href="/console/logs?error=bad-click"');
    expect((await visitor.get('/console/logs')).html).not.toContain('refresh');
  });

  test('after an entry come the newer ones, and those that may have been stored late', async () => {
    const { account, visitor } = await openAccount();
    const first = await stand.postback(account, { click: '{x}' });
    const second = await stand.postback(account, { click: '{y}' });
    const old = second.replace(/^.{12}/, (time) =>
      (Number.parseInt(time, 16) - 60_000).toString(16).padStart(12, '0'),
    );
    await stand.query('update postback_log set id = $2 where id = $1', [first, old]);
    expect(await shown(visitor, { live: '1', after: second })).toEqual([second]);
    expect(await shown(visitor, { live: '1' })).toEqual([second, old]);
    expect(await shown(visitor, { live: '1', after: 'zz' })).toEqual([second, old]);
  });
});

test('what is done to the log is in the audit log', async () => {
  const { account, visitor } = await openAccount();
  const click = await stand.addClick(account);
  const id = await stand.postback(account, { click, status: 'Zorblax' });
  await visitor.post(`/console/logs/${id}/map`, { status: 'approve' });
  await visitor.post(`/console/logs/${id}/replay`, {});
  await visitor.post('/console/replay', { word: 'Zorblax', ip: '127.0.0.1' });
  const lines = await stand.query(
    `select action, object, details from audit_log where account_id = $1 and action ~ 'replay|map' order by id`,
    [account.accountId],
  );
  expect(lines).toEqual([
    { action: 'map.status', object: account.flow, details: { word: 'Zorblax', status: 'approve' } },
    { action: 'replay.one', object: id, details: {} },
    { action: 'replay.all', object: '', details: { word: 'Zorblax', count: '0' } },
  ]);
});

test('the log speaks Russian', async () => {
  const { account, visitor } = await openAccount({ locale: 'ru' });
  const id = await stand.postback(account, { click: '{x}' });
  for (const [path, says] of [
    ['/console/logs', 'Входящие постбэки'],
    [`/console/logs/${id}`, 'Что решено'],
    [`/console/logs/${id}/preview`, 'Что даст повтор'],
    ['/console/replay?error=bad-click', 'Повторить все: 1'],
  ] as const) {
    expect((await visitor.get(path)).html).toContain(says);
  }
});
