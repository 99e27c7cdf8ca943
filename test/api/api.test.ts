import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { addApiKey, SCOPES, type Scope } from '../../collector/storage/api-keys.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;
let key: string;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  key = await makeKey(account, SCOPES);
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const makeKey = (owner: TestAccount, scopes: readonly Scope[]) =>
  addApiKey(collector.database.knex, {
    id: randomText(12),
    accountId: owner.accountId,
    name: 'test',
    scopes,
  });

async function call(path: string, secret = key, body?: unknown) {
  const response = await fetch(`${collector.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${secret}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { http: response.status, body: await response.json() };
}

/** A postback that nobody can read yet; returns the ID of its entry. */
async function unmapped(owner: TestAccount, word: string): Promise<string> {
  const query = `id=${owner.token}&flow=${owner.flow}&subid=${newId()}&status=${word}`;
  await collector.call(`/api/track/postback.json?${query}`);
  const sql = 'select id from postback_log where account_id = $1 order by id desc limit 1';
  const [row] = await collector.query<{ id: string }>(sql, [owner.accountId]);
  return (row?.id ?? '').replaceAll('-', '');
}

it('the log tells which token sent an entry, and is found by it', async () => {
  const own = await collector.addAccount();
  const reader = await makeKey(own, ['log:read']);
  const entry = await unmapped(own, 'x');
  const { body } = await call(`/log?token=${own.tokenId}`, reader);
  expect(body.entries).toMatchObject([{ id: entry, sentWith: own.tokenId }]);
  expect((await call(`/log/${entry}`, reader)).body.entry).toMatchObject({ sentWith: own.tokenId });
  const foreign = await call(`/log?token=${account.tokenId}`, reader);
  expect(foreign).toMatchObject({ http: 404, body: { reason: 'unknown' } });
  await collector.query('update tokens set id = $2 where id = $1', [
    own.tokenId,
    `${own.tokenId.slice(2)}00`,
  ]);
  expect((await call(`/log?token=${own.tokenId.slice(2)}00`, reader)).body.entries).toEqual([]);
});

describe('keys', () => {
  it.each([
    ['none', ''],
    ['an unknown one', `ak_${'0'.repeat(32)}`],
    ['a part of one', () => key.slice(0, -1)],
    ['a postback token', () => account.token],
  ])('%s is 401', async (_name, secret) => {
    const answer = await call('/log', typeof secret === 'string' ? secret : secret());
    expect(answer).toMatchObject({ http: 401, body: { status: 'error', reason: 'token' } });
  });

  it('are kept as a hash, noted when used, and end when revoked', async () => {
    const own = await makeKey(account, ['log:read']);
    expect((await call('/log', own)).http).toBe(200);
    const rows = await collector.query('select * from api_keys');
    expect(JSON.stringify(rows)).not.toContain(own);
    expect(rows.filter((row) => row.last_used_at !== null)).not.toEqual([]);
    await collector.query('update api_keys set revoked_at = now() where scopes = $1', [['log:read']]);
    expect((await call('/log', own)).http).toBe(401);
  });

  it('do only what their scopes say', async () => {
    const reader = await makeKey(account, ['log:read']);
    const id = await unmapped(account, 'Qux');
    expect(await call(`/log/${id}/replay`, reader, {})).toMatchObject({
      http: 403,
      body: { reason: 'scope' },
    });
    expect((await call(`/log/${id}`, reader)).http).toBe(200);
  });
});

describe('the log', () => {
  it("lists the account's entries by pages, and no one else's", async () => {
    const [own, stranger] = [await collector.addAccount(), await collector.addAccount()];
    const secret = await makeKey(own, SCOPES);
    const ids = [];
    for (const word of ['a1', 'a2', 'a3']) ids.unshift(await unmapped(own, word));
    const foreign = await unmapped(stranger, 'b1');
    const first = (await call('/log?limit=2', secret)).body;
    expect(first.entries.map((entry: { id: string }) => entry.id)).toEqual(ids.slice(0, 2));
    const second = (await call(`/log?limit=2&before=${first.next}`, secret)).body;
    expect(second).toMatchObject({ entries: [{ id: ids[2] }], next: null });
    expect((await call(`/log/${foreign}`, secret)).http).toBe(404);
    expect((await call(`/log/${foreign}/replay`, secret, { preview: false })).http).toBe(404);
  });

  it.each(['/log?limit=0', '/log?before=x', '/log?nonsense=1', '/log?error=nope'])(
    '%s is 400 and says why',
    async (path) => {
      const answer = await call(path);
      expect(answer).toMatchObject({
        http: 400,
        body: { reason: 'unreadable', hint: expect.stringMatching(/\w/) },
      });
    },
  );
});

describe('replay', () => {
  it('previews unless told to do it, and then does it once', async () => {
    const id = await unmapped(account, 'Zorblax');
    await collector.query(`update flows set status_map = '{"zorblax":"approve"}' where id = $1`, [
      account.flow,
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const filter = { warning: 'unmapped-status', status: 'Zorblax' };
    const change = { field: 'status', from: 'new', to: 'approve' };
    const preview = (await call('/replay', key, filter)).body;
    expect(preview).toMatchObject({ preview: true, count: 1, replayed: [{ entry: id, changes: [change] }] });
    const done = (await call('/replay', key, { ...filter, preview: false })).body;
    expect(done).toMatchObject({ preview: false, count: 1, replayed: [{ outcome: { result: 'updated' } }] });
    expect((await call('/replay', key, { ...filter, preview: false })).body).toMatchObject({ count: 0 });
    const one = await call(`/log/${id}/replay`, key, { preview: false });
    expect(one.body).toMatchObject({ outcome: { error: 'no-changes' } });
  });

  it.each(['{', '[]', '{"since":"yesterday"}', '{"unknown":1}'])('the body %s is 400', async (body) => {
    expect((await call('/replay', key, body)).http).toBe(400);
  });
});
