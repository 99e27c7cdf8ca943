import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { serve, startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let one: TestCollector;
let two: Awaited<ReturnType<typeof serve>>;
let account: TestAccount;

beforeAll(async () => {
  one = await startCollector();
  two = await serve(one.databaseUrl, one.errors);
  account = await one.addAccount();
});
afterAll(async () => {
  expect(one.errors).toEqual([]);
  await two.close();
  await one.close();
});

async function makeClick(): Promise<string> {
  const body = JSON.stringify({ key: account.siteKey });
  return (await one.call('/api/track/click.json', { method: 'POST', body })).click ?? '';
}

const send = (collector: typeof two, query: string) =>
  collector.call(`/api/track/postback.json?id=${account.token}&${query}`);

const count = async (sql: string) => Number((await one.query<{ count: string }>(sql))[0]?.count);

describe('two collectors on one database', () => {
  it('A3: make one lead of the same postback at the same moment, and give both senders its ID', async () => {
    const clicks = await Promise.all(Array.from({ length: 100 }, makeClick));
    const answers = await Promise.all(
      clicks.map((click) =>
        Promise.all([one, two].map((each) => send(each, `click=${click}&uid=1&status=approve`))),
      ),
    );
    for (const [index, pair] of answers.entries()) {
      expect(pair.map((answer) => answer.http)).toEqual([200, 200]);
      expect(pair.map((answer) => answer.result ?? answer.reason).sort()).toEqual(['created', 'same']);
      const [lead] = await one.query('select count(*)::int from leads where click_id = $1', [clicks[index]]);
      expect(lead).toEqual({ count: 1 });
    }
  });

  it('agree on one click for a flow and a subid', async () => {
    const query = `flow=${account.flow}&subid=same&uid=`;
    const uids = Array.from({ length: 40 }, (_, index) => `u${index}`);
    const answers = await Promise.all(uids.map((uid, index) => send(index % 2 ? one : two, query + uid)));
    expect(new Set(answers.map((answer) => answer.click)).size).toBe(1);
    expect(answers.every((answer) => answer.result === 'created')).toBe(true);
    expect(await count(`select count(*) from leads where click_id = '${answers[0]?.click}'`)).toBe(40);
  });

  it('end in the same state whatever the order: a late new never wins', async () => {
    const statuses = ['new', 'hold', 'approve', 'new'];
    const clicks = await Promise.all(Array.from({ length: 50 }, makeClick));
    for (const click of clicks) await send(one, `click=${click}&uid=1&status=cancel`);
    await Promise.all(
      clicks.flatMap((click) =>
        statuses.map((status, index) =>
          send(index % 2 ? one : two, `click=${click}&uid=1&status=${status}&price=1`),
        ),
      ),
    );
    expect(await count(`select count(*) from leads where status = 'new' and price = 1`)).toBe(0);
  });

  it('lose no update: every one of many changes to one click is applied and logged', async () => {
    const click = await makeClick();
    const keys = Array.from({ length: 48 }, (_, index) => `k${index}`);
    const answers = await Promise.all(
      keys.map((key, index) => send(index % 2 ? one : two, `click=${click}&meta[${key}]=${key}`)),
    );
    expect(answers.map((answer) => answer.status)).toEqual(keys.map(() => 'ok'));
    const [lead] = await one.query<{ meta: object }>('select meta from leads where click_id = $1', [click]);
    expect(Object.keys(lead?.meta ?? {}).sort()).toEqual([...keys].sort());
    expect(await count(`select count(*) from postback_log where click_id = '${click}'`)).toBe(48);
    expect(await count(`select count(*) from lead_history where click_id = '${click}'`)).toBe(48);
  });
});

describe('one batch', () => {
  it('that holds a row the database refuses still stores the others', async () => {
    const clicks = await Promise.all(Array.from({ length: 8 }, makeClick));
    await one.query(`alter table leads add constraint no_bomb check (comment <> 'bomb')`);
    const answers = await Promise.all(
      clicks.map((click, index) => send(one, `click=${click}&comment=${index === 3 ? 'bomb' : 'fine'}`)),
    );
    await one.query('alter table leads drop constraint no_bomb');
    expect(answers.filter((answer) => answer.result === 'created')).toHaveLength(7);
    expect(answers[3]).toMatchObject({ http: 200, error: 'db', reason: 'constraint' });
    const [entry] = await one.query("select request from postback_log where error = 'db'");
    expect(JSON.stringify(entry)).toContain('bomb');
    expect(one.errors.splice(0)).toHaveLength(1);
  });

  it('decides two postbacks of one click one after the other', async () => {
    const click = await makeClick();
    const answers = await Promise.all([
      send(one, `click=${click}&uid=${newId()}&goal=reg`),
      send(one, `click=${click}&uid=2&goal=reg`),
      send(one, `click=${click}&uid=2&goal=reg`),
    ]);
    expect(answers.map((answer) => answer.result ?? answer.error).sort()).toEqual([
      'created',
      'created',
      'no-changes',
    ]);
  });
});
