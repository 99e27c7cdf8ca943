import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { makeToken } from '../../collector/pipeline/token.ts';
import { whereFits } from '../../collector/storage/log-criteria.ts';
import { addToken } from '../../collector/storage/tokens.ts';
import { SECRET, type TestAccount } from '../support/collector.ts';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const TOKENS = '/console/settings/tokens';

async function openAccount() {
  const account = await stand.addUser();
  return { account, visitor: await stand.enter(account.login) };
}

/** One more token of the account; no address may use what is limited to another one. */
async function anotherToken({ accountId }: TestAccount, name: string, ipRanges: string[] = []) {
  const id = randomText(12);
  await addToken(stand.database.knex, { id, accountId, name, ipRanges });
  return { id, token: makeToken(id, SECRET) };
}

const sentWith = async (entry: string) =>
  (await stand.query('select sent_with from postback_log where id = $1', [entry]))[0]?.sent_with;

test('an entry names its token, which leads to its settings for who may see them', async () => {
  const { account, visitor } = await openAccount();
  const { id, token } = await anotherToken(account, 'Küche <b>');
  const entry = await stand.postback({ ...account, token }, { click: newId() });
  const path = `/console/logs/${entry}`;
  const link = `<a href="${TOKENS}/${id}"><bdi>Küche &lt;b></bdi></a>`;
  expect((await visitor.get(path)).html).toContain(link);

  const analyst = await stand.enter(await stand.addMember(account, 'analyst'));
  const { html } = await analyst.get(path);
  expect(html).toContain('<bdi>Küche &lt;b></bdi>');
  expect(html).not.toContain(TOKENS);

  await visitor.post(`${TOKENS}/${id}/revoke`, { confirm: 'yes' });
  const revoked = (await visitor.get(path)).html;
  expect(revoked).toContain('<bdi>Küche &lt;b></bdi> <span class="soft">(revoked)</span>');
  expect(revoked).not.toContain(link);

  await stand.query('delete from tokens where id = $1', [id]);
  expect((await visitor.get(path)).html).toContain(`sk_${id}…</span> <span class="soft">(deleted)`);
});

test('a page’s entry names its site key, also one that was replaced since', async () => {
  const { account, visitor } = await openAccount();
  const body = JSON.stringify({ key: account.siteKey, click: await stand.addClick(account), name: 'Ann' });
  await stand.call('/api/track/lead.json', { method: 'POST', body });
  const [entry = ''] = idsIn((await visitor.get('/console/logs')).html, '/console/logs');
  const path = `/console/logs/${entry}`;
  const key = `<span class="id">${account.siteKey}</span>`;
  expect((await visitor.get(path)).html).toContain(
    `<a href="/console/settings/site-keys/${account.flow}">${key}</a>`,
  );
  await visitor.post(`/console/settings/site-keys/${account.flow}`, { confirm: 'yes' });
  expect((await visitor.get(path)).html).toContain(`${key} <span class="soft">(replaced)`);
});

test('what was refused because of the token’s addresses has the token; what came with none that is known has none', async () => {
  const { account } = await openAccount();
  const narrow = await anotherToken(account, 'narrow', ['203.0.113.0/24']);
  expect(await sentWith(await stand.postback({ ...account, token: narrow.token }, { click: newId() }))).toBe(
    narrow.id,
  );
  const refused = await stand.postback(account, { click: '{x}' });
  expect(await sentWith(refused)).toBe(account.tokenId);
  const unknown = makeToken(randomText(12), SECRET);
  expect(await sentWith(await stand.postback({ ...account, token: unknown }, { click: newId() }))).toBeNull();
  const lead = { flow: account.flow, subid: 'a', status: 'approve' };
  const own = await stand.postback(account, lead);
  const replayed = await stand.replayer.one(account.accountId, own, false);
  expect(replayed).not.toBeNull();
  expect(
    await stand.query('select sent_with from postback_log where replay_of = $1', [own]),
    'a person has sent it, not the network',
  ).toEqual([{ sent_with: null }]);
});

test('the log is found by its token, also by a revoked one, and never by somebody else’s', async () => {
  const { account, visitor } = await openAccount();
  const { id, token } = await anotherToken(account, 'second');
  const first = await stand.postback(account, { click: '{x}' });
  const second = await stand.postback({ ...account, token }, { click: '{x}' });
  const shown = async (query: string) =>
    idsIn((await visitor.get(`/console/logs?${query}`)).html, '/console/logs');
  expect(await shown(`token=${id}`)).toEqual([second]);
  expect(await shown(`token=${account.tokenId}`)).toEqual([first]);
  expect((await visitor.get(`${TOKENS}/${id}`)).html).toContain(`href="/console/logs?token=${id}"`);

  await visitor.post(`${TOKENS}/${id}/revoke`, { confirm: 'yes' });
  expect(await shown(`token=${id}`)).toEqual([second]);
  const { html } = await visitor.get(`/console/logs?token=${id}`);
  expect(html).toContain(`<option value="${id}" selected>second (revoked)</option>`);
  const [row, ...others] = parse((await visitor.get(`/console/logs.csv?token=${id}`)).html, {
    bom: true,
    columns: true,
  });
  expect(row).toMatchObject({ entry: second, token: 'second', sent_with: id });
  expect(others).toEqual([]);

  const stranger = await openAccount();
  for (const token of [id, 'nobodys']) {
    const { html } = await stranger.visitor.get(`/console/logs?token=${token}`);
    expect(html).toContain('no such token');
    expect(html).not.toContain('second');
  }
});

test('a replay of what came with a token repeats nothing else', async () => {
  const { account, visitor } = await openAccount();
  const { id, token } = await anotherToken(account, 'second');
  await stand.postback(account, { click: '{x}' });
  const second = await stand.postback({ ...account, token }, { click: '{x}' });
  await visitor.post('/console/replay', { token: id });
  const replays = await stand.query<{ replay_of: string }>(
    'select replay_of from postback_log where account_id = $1 and replay_of is not null',
    [account.accountId],
  );
  expect(replays.map(({ replay_of }) => replay_of.replaceAll('-', ''))).toEqual([second]);
});

test('what is older than the token, or came after its end, is not looked at', async () => {
  const { knex } = stand.database;
  const { account } = await openAccount();
  const token = {
    id: account.tokenId,
    createdAt: new Date('2031-05-01T12:00:00Z'),
    revokedAt: new Date('2031-05-02T12:00:00Z'),
  };
  const planOf = (query: { toString(): string }) =>
    knex.transaction(async (transaction) => {
      // With a handful of rows any plan is as good as another.
      await transaction.raw('set local enable_seqscan = off; set local enable_bitmapscan = off');
      const { rows } = await transaction.raw(`explain ${query}`);
      return (rows as Record<string, string>[]).map((row) => row['QUERY PLAN']).join('\n');
    });
  const query = whereFits(knex('postback_log'), account.accountId, { token }).orderBy('id', 'desc').limit(51);
  const plan = await planOf(query);
  const at = (time: string) => Date.parse(time).toString(16).padStart(12, '0').replace(/.{8}/, '$&-');
  expect(plan).toMatch(
    new RegExp(`Index Cond: .*id >= '${at('2031-05-01T11:59:00Z')}.*id < '${at('2031-05-02T12:01:00Z')}`),
  );
});
