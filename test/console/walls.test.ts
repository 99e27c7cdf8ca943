import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type ConsoleStand, createVisitor, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

test('entries that are nobody’s are shown to operators alone', async () => {
  const [operator, other] = [await stand.addUser(), await stand.addUser()];
  await stand.query('update users set operator = true where login = $1', [operator.login]);
  const visitor = await stand.enter(operator.login);
  const own = await stand.postback(operator, { click: '{x}' });
  const id = await stand.postback(
    { ...operator, token: 'sk_mistyped' },
    { click: newId(), status: 'approve' },
  );
  expect(idsIn((await visitor.get('/console/logs')).html, '/console/logs')).toEqual([id, own]);
  expect(idsIn((await visitor.get('/console/logs?error=access')).html, '/console/logs')).toEqual([id]);
  const { html } = await visitor.get(`/console/logs/${id}`);
  expect(html).toContain('the postback token is unknown');
  expect(html, 'it can be replayed into no account').not.toContain('/replay"');
  expect((await visitor.post(`/console/logs/${id}/replay`, {})).status).toBe(404);

  const stranger = await stand.enter(other.login);
  expect(idsIn((await stranger.get('/console/logs')).html, '/console/logs')).toEqual([]);
  expect((await stranger.get(`/console/logs/${id}`)).status).toBe(404);
});

test('what is another account’s, unknown or malformed looks the same', async () => {
  const [mine, theirs] = [await stand.addUser(), await stand.addUser()];
  const click = await stand.addClick(theirs);
  const entry = await stand.postback(theirs, { click, name: 'Their lead' });
  const [row] = await stand.query<{ id: string }>('select id from leads where account_id = $1', [
    theirs.accountId,
  ]);
  const lead = (row?.id ?? '').replaceAll('-', '');
  const owner = await stand.enter(theirs.login);
  expect((await owner.get(`/console/logs/${entry}`)).status).toBe(200);
  expect((await owner.get(`/console/leads/${click}/${lead}`)).status).toBe(200);

  const visitor = await stand.enter(mine.login);
  const unknown = await visitor.get(`/console/logs/${newId()}`);
  expect(unknown.status).toBe(404);
  const paths = [
    `/console/logs/${entry}`,
    `/console/leads/${click}/${lead}`,
    `/console/leads/${newId()}/${lead}`,
    `/console/leads/${click}/${newId()}`,
    '/console/logs/zz',
    '/console/logs/%00',
    `/console/logs/${entry}%27--`,
    '/console/leads/%F0/x',
    '/console/leads/a/b',
    '/console/nowhere/<script>',
  ];
  for (const path of paths) {
    const answered = await visitor.get(path);
    expect([path, answered.status]).toEqual([path, 404]);
    expect(answered.html).toBe(unknown.html);
  }
  for (const list of [
    `/console/logs?click=${click}`,
    `/console/leads?click=${click}`,
    `/console/leads?flow=${theirs.flow}`,
  ]) {
    const { html } = await visitor.get(list);
    expect(html).not.toContain('Their lead');
    expect(html).not.toContain(`/console/leads/${click}`);
  }
  expect(stand.errors).toEqual([]);
});

test('strangers’ text stays text on every page', async () => {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const canary = `"'></title></textarea><canary-${account.tokenId}>`;
  const click = await stand.addClick(
    account,
    `?${new URLSearchParams({ utm_source: canary, data1: canary })}`,
  );
  const fields = [
    'uid',
    'goal',
    'status',
    'name',
    'phone',
    'email',
    'comment',
    `meta[${canary.slice(0, 50)}]`,
    canary,
  ];
  const query = Object.fromEntries(fields.map((field) => [field, canary]));
  const request = `/api/track/postback.json?${new URLSearchParams({ id: account.token, click, ...query })}`;
  const headers = {
    'User-Agent': canary,
    Referer: `javascript:${canary}`,
    'X-Forwarded-For': canary,
    'Content-Type': canary,
  };
  expect(await stand.call(request, { method: 'POST', body: canary, headers })).toMatchObject({
    status: 'ok',
  });
  await stand.postback(account, { click: canary });
  await stand.query('update flows set listening_until = now() + interval $$5 minutes$$ where id = $1', [
    account.flow,
  ]);

  const lists = [await visitor.get('/console/logs'), await visitor.get('/console/leads')];
  const links = lists.flatMap(({ html }) => html.match(/\/console\/(?:logs|leads)\/[0-9a-f/]{32,65}/g) ?? []);
  expect(links).toHaveLength(3);
  const pages = [
    ...lists,
    ...(await Promise.all(links.map((path) => visitor.get(path)))),
    await visitor.get(`/console/logs?${new URLSearchParams({ click: canary, flow: canary, error: canary })}`),
    await visitor.get(`${links[0]}/preview`),
    await visitor.get(`${links[1]}/preview`),
    await visitor.get(
      `/console/replay?${new URLSearchParams({ warning: 'unmapped-status', word: canary, mapped: 'hold' })}`,
    ),
    await visitor.get(
      `/console/replay?${new URLSearchParams({ flow: account.flow, did: `1 ${canary}`, since: canary })}`,
    ),
    await visitor.get('/console/clicks'),
    await visitor.get(`/console/clicks/${click}`),
    await visitor.get(`${links.at(-1)}/edit`),
    await visitor.post(`${links.at(-1)}/edit`, {
      shown: canary,
      name: canary,
      'meta-name': canary,
      price: canary,
    }),
    await visitor.post(`${links.at(-1)}/notes`, { note: canary }),
    await visitor.get(
      `/console/leads?${new URLSearchParams({ search: canary, goal: canary, since: canary })}`,
    ),
    await visitor.get(`/console/flows/${account.flow}/listen`),
    await visitor.get(`/console/flows/${account.flow}?offer=${encodeURIComponent(canary)}`),
    await visitor.post('/console/flows/new', { id: canary, name: canary, network: canary, words: canary }),
    await visitor.post('/console/settings/rates', { csv: canary }),
    await createVisitor(stand.url).get(`/console/login?next=${encodeURIComponent(`/console/${canary}`)}`),
    await createVisitor(stand.url).post('/console/login', { login: canary, password: canary }),
  ];
  for (const { html } of pages) {
    expect(html).not.toContain('<canary');
    expect(html).not.toMatch(/href="(?!\/console|#[a-z-]+"|data:image)/);
  }
  expect(pages.slice(0, 5).every(({ html }) => html.includes('&lt;canary'))).toBe(true);
});

test('every answer carries the headers that keep strangers’ text harmless', async () => {
  const visitor = await stand.enter((await stand.addUser()).login);
  const answers = await Promise.all([
    visitor.get('/console'),
    visitor.get('/console/logs'),
    visitor.get('/console/logs/zz'),
    createVisitor(stand.url).get('/console/login'),
    createVisitor(stand.url).get('/console/leads'),
    createVisitor(stand.url).post('/console/logout', {}, { 'Sec-Fetch-Site': 'cross-site' }),
  ]);
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatchInlineSnapshot(
      `"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('style and script come from here, under names that last', async () => {
  const { html } = await createVisitor(stand.url).get('/console/login');
  const assets = html.match(/\/console\/assets\/console\.[0-9a-f]{12}\.(?:css|js)/g) ?? [];
  expect(assets).toHaveLength(2);
  for (const path of assets) {
    const { status, headers } = await createVisitor(stand.url).get(path);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toMatch(path.endsWith('.css') ? 'text/css' : /javascript/);
  }
  expect((await createVisitor(stand.url).get('/console/assets/console.css')).status).toBe(302);
});
