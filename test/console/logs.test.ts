import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

async function openAccount() {
  const account = await stand.addUser();
  return { account, visitor: await stand.enter(account.login) };
}

test('an empty log shows the first postback to send, and it works', async () => {
  const { account, visitor } = await openAccount();
  const { html } = await visitor.get('/console/logs');
  const [, query = ''] = /postback\.json\?([^']+)'/.exec(html.replaceAll('&amp;', '&')) ?? [];
  expect(new URLSearchParams(query).get('id')).toBe(account.token);
  expect(html).toContain(account.siteKey);

  expect(await stand.call(`/api/track/postback.json?${query}`)).toMatchObject({ result: 'created' });
  const after = await visitor.get('/console/logs');
  expect(idsIn(after.html, '/console/logs')).toHaveLength(1);
  expect(after.html, 'the token is shown to newcomers only').not.toContain(account.token);
});

test('every refusal is listed with its reason, and filters find it', async () => {
  const { account, visitor } = await openAccount();
  const click = await stand.addClick(account);
  const other = await stand.addUser();
  const foreign = await stand.addClick(other);
  const ids = {
    ok: await stand.postback(account, { click, status: 'approve', price: '10' }),
    same: await stand.postback(account, { click, status: 'approve' }),
    macro: await stand.postback(account, { click: '{subacc4}' }),
    missing: await stand.postback(account, { status: 'new' }),
    subid: await stand.postback(account, { flow: account.flow }),
    owner: await stand.postback(account, { click: foreign }),
  };
  const shown = async (query: string) =>
    idsIn((await visitor.get(`/console/logs${query}`)).html, '/console/logs');

  expect(await shown('')).toEqual(Object.values(ids).reverse());
  const { html } = await visitor.get('/console/logs');
  for (const reason of ['same', 'unreplaced-macro', 'missing', 'no-subid', 'owner']) {
    expect(html).toContain(`>${reason}<`);
  }
  expect(await shown('?outcome=ok')).toEqual([ids.ok]);
  expect(await shown('?outcome=error')).toEqual([ids.owner, ids.subid, ids.missing, ids.macro, ids.same]);
  expect(await shown('?error=bad-click')).toEqual([ids.macro]);
  expect(await shown(`?flow=${account.flow}`)).toEqual([ids.subid, ids.same, ids.ok]);
  expect(await shown(`?click=${click}`)).toEqual([ids.same, ids.ok]);
  const dashed = click.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
  expect(await shown(`?click=+${dashed}`), 'as people paste it').toEqual([ids.same, ids.ok]);
  expect(await shown(`?click=${foreign}`), 'their own attempt, nothing of the owner’s').toEqual([ids.owner]);
  expect(await shown('?flow=no-such-flow')).toEqual([]);
});

test.each(['zz', '{click}', '0192', '%00'])('a filter by %s, which is no click ID, says so', async (text) => {
  const { visitor } = await openAccount();
  const { status, html } = await visitor.get(`/console/logs?click=${encodeURIComponent(text)}`);
  expect(status).toBe(200);
  expect(html).toContain('no click ID');
});

test.each([
  '?error=<script>',
  '?outcome=%00',
  '?before=zz',
  '?after=',
  '?flow=%00',
  '?flow=\ud800',
  '?%ff=%ff',
])('a senseless filter (%s) is no fault of the server', async (query) => {
  const { visitor } = await openAccount();
  expect((await visitor.get(`/console/logs${query}`)).status).toBe(200);
  expect((await visitor.get(`/console/leads${query}`)).status).toBe(200);
  expect(stand.errors).toEqual([]);
});

test('pages hang together, older and newer, with filters kept', async () => {
  const { account, visitor } = await openAccount();
  const click = await stand.addClick(account);
  const ids: string[] = [];
  for (let count = 0; count < 120; count += 1)
    ids.unshift(await stand.postback(account, { click, uid: `u${count}` }));
  await stand.postback(account, { click: '{x}' });

  const link = (html: string, rel: string) =>
    new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');
  const walk = async (start: string, rel: string) => {
    const pages: string[][] = [];
    let last = start;
    for (let path: string | undefined = start; path; path = link((await visitor.get(path)).html, rel)) {
      pages.push(idsIn((await visitor.get(path)).html, '/console/logs'));
      last = path;
    }
    return { pages, last };
  };
  const down = await walk('/console/logs?outcome=ok', 'next');
  expect(down.pages.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(down.pages.flat()).toEqual(ids);

  const up = await walk(down.last, 'prev');
  expect(up.pages.reverse().flat()).toEqual(ids);
  expect(link((await visitor.get('/console/logs?outcome=ok')).html, 'prev')).toBeUndefined();
});

describe('Show', () => {
  test('tells the whole request, each step, each change, the answer, and leads on', async () => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    const first = await stand.postback(account, { click, name: 'Ada' });
    const id = await stand.postback(account, {
      click,
      uid: 'order-7',
      status: 'prodano',
      price: '1,234',
      'meta[size]': 'X L',
    });
    const { html } = await visitor.get(`/console/logs/${id}`);
    expect(html).not.toContain(account.token);
    for (const text of [
      'GET',
      '/api/track/postback.json',
      '[redacted]',
      'meta[size]',
      'X L',
      'user-agent',
      '127.0.0.1',
    ]) {
      expect(html).toContain(text);
    }
    expect(html, 'a step with its rule').toContain('no uid yet');
    expect(html, 'what to look at').toContain('can be read in two ways');
    expect(html, 'what to do').toContain('sta, sth, stc, stt or stn');
    expect(html, 'a change').toMatch(/uid<\/bdi><\/span><span class="values"><bdi>order-7/);
    expect(html, 'the answer').toContain('&quot;result&quot;: &quot;updated&quot;');
    expect(idsIn(html, '/console/logs'), 'the other postback of the click').toEqual([first]);
    const [leadPath = ''] = /\/console\/leads\/[0-9a-f]{32}\/[0-9a-f]{32}/.exec(html) ?? [];
    expect((await visitor.get(leadPath)).html).toContain('order-7');
  });

  test('shows a form and a JSON body, readable and as sent', async () => {
    const { account, visitor } = await openAccount();
    const click = await stand.addClick(account);
    const send = async (body: string | URLSearchParams, type: string) => {
      const path = `/api/track/postback.json?id=${account.token}`;
      await stand.call(path, { method: 'POST', body, headers: { 'Content-Type': type } });
      const [id = ''] = idsIn((await visitor.get('/console/logs')).html, '/console/logs');
      return (await visitor.get(`/console/logs/${id}`)).html;
    };
    const form = await send(`click=${click}&comment=a+b%26c`, 'application/x-www-form-urlencoded');
    expect(form).toContain('<bdi>a b&amp;c</bdi>');
    expect(form).toContain('comment=a+b%26c');
    const json = await send(JSON.stringify({ click, meta: { a: '1' } }), 'application/json');
    expect(json).toContain('&quot;meta&quot;: {\n    &quot;a&quot;: &quot;1&quot;');
  });

  test('a refusal comes with its hint and what to do', async () => {
    const { account, visitor } = await openAccount();
    const id = await stand.postback(account, { click: '{subacc4}' });
    const { html } = await visitor.get(`/console/logs/${id}`);
    expect(html).toContain('unreplaced-macro');
    expect(html).toContain('the network sent «{subacc4}» literally');
    expect(html).toContain('Mend the postback URL');
  });
});
